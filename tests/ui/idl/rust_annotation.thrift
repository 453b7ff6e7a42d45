struct User {
  1: i32 id (rust.nam = "number"),
  2: string name (rust.name = "full name")
} (rust.derive = "serde::")
