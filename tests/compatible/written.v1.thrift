enum Color {
  RED = 1
  GREEN = 2
}

struct Address {
  1: string street
  2: optional string city
}

exception NotFound {
  1: string message
}

union Contact {
  1: string email
  2: Address address
}

struct User {
  1: i32 id
  2: string name
  3: optional Address address
  4: map<string, list<i32>> scores
  5: required Color color
  6: set<binary> keys
  7: i64 seen = 7
}
