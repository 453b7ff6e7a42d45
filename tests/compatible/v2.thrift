struct User {
  1: i32 id
  2: string fullName
  3: optional string email
}

service UserService {
  User getUser(1: i32 userId)
  list<User> all()
}
