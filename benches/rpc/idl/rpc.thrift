// What is sent there and back. Everything is `required`: the peers have no common reading of the default.

// 58 bytes in binary.
struct User {
  1: required i32 id
  2: required string name
  3: required string email
}

// 1 KB, of bytes: strings are checked by some and not by others.
struct Blob {
  1: required binary data
}

struct Address {
  1: required string street
  2: required string city
  3: required i32 zip
}

struct Customer {
  1: required i64 id
  2: required string name
  3: required Address address
}

struct Line {
  1: required string article
  2: required i32 quantity
  3: required double price
}

struct Order {
  1: required i32 id
  2: required Customer customer
  3: required list<Line> lines
}

service Echo {
  User echoUser(1: User value)
  Blob echoBlob(1: Blob value)
  Order echoOrder(1: Order value)
}
