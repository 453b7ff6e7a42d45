namespace py example

struct User {
  1: i32 id,
  2: string name,
  3: string email
}

exception NotFound {
  1: string message
}

service UserService {
  User getUser(1: i32 id) throws (1: NotFound notFound),
  bool createUser(1: User user),
  bool updateUser(1: User user) throws (1: NotFound notFound),
  bool deleteUser(1: i32 id) throws (1: NotFound notFound)
}
