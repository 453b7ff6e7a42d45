struct User {
  1: i32 id
  2: string
}

struct Address { 1: string street }
