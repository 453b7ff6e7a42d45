package "example.com/test"
include "inc/shared.thrift" as other

@thrift.Uri{value = "x"}
@Deprecated
struct Point {
  @Range{min = 1, max = {"a": 2}}
  1: i32 x
  2: i32 y = 3
}
const Point P = Point{x = 1, y = 2}
const other.Color C = other.Color.RED
safe transient server exception Broken {}
service S {
  readonly i32 f()
  idempotent void g()
  i32 readonly()
}
