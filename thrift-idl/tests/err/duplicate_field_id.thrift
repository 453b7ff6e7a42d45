struct User {
  1: i32 id,
  2: string email,
  // ids are for ever
  3: string name,

  3: string nick,
}
