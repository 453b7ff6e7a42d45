struct User {
  1: i64 id
  2: string fullName
  3: optional string nick
  4: required string email
}

exception NotFound {}

service UserService {
  User getUser(1: i32 id) throws (1: NotFound notFound)
  void putUser(1: User user) throws (1: NotFound notFound)
}
