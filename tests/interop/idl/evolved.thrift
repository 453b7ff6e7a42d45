// Another version of `examples/user.thrift`, for clients of servers that have never heard of it: arguments and fields have
// come and gone, and a method is new.
namespace py evolved

struct User {
  1: i32 id,
  2: string name,
  3: optional string email,
  4: optional list<string> roles
}

exception NotFound {
  1: string message
}

service UserService {
  User getUser() throws (1: NotFound notFound),
  bool createUser(1: User user, 2: map<string, i64> labels),
  bool renameUser(1: i32 id, 2: string name)
}
