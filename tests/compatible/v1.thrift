include "types.v1.thrift"

struct User {
  1: types.v1.Id id
  2: string name
}

service UserService {
  User getUser(1: types.v1.Id id)
  void ping()
}
