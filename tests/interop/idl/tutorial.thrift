// The service as tutorials write it: without exceptions.
namespace py tutorial

struct User {
  1: i32 id,
  2: string name,
  3: string email
}

service UserService {
  User getUser(1: i32 id),
  bool createUser(1: User user),
  bool updateUser(1: User user),
  bool deleteUser(1: i32 id)
}
