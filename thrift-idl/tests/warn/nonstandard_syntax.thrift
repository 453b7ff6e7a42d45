namespace cpp foo-bar;
namespace java "a.b"
include "inc/shared.thrift";
struct A {
  1: A (k = "v") a,
};
const i32 C = 1 (k = "v");;
enum E { X (k = "v") = 1 },
const string S = "two
lines"
namespace py late
