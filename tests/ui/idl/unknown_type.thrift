struct User {
  1: i32 id,
  2: strin name
}

service UserService {
  User getUser(1: i32 id)
}
