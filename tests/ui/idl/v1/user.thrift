include "types.thrift"

struct User {
  1: types.Id id
  2: string name
  3: optional string nick
}

exception NotFound {}

service UserService {
  User getUser(1: types.Id id) throws (1: NotFound notFound)
  void putUser(1: User user)
  void ping()
}
