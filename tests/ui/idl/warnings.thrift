struct User {
  i32 id,
  2: required string name = "none",
  3: required string email = "none",
  4: required string phone = "none"
}
