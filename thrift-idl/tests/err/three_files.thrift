include "inc/shared.thrift"
include "inc/middle.thrift"
service S extends shared.Color {
  void f() throws (1: middle.Color c)
}
