struct User { 1: i32 id }
exception NotFound { 1: string message }
service UserService {
  User getUser(1: i32 id) throws (1: NotFound notFound),
  bool deleteUser(1: i32 id)
}
