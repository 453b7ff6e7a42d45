struct User {
  1: i32 id,
  3: string name,
  2: string email,
  3: string nick,
}
