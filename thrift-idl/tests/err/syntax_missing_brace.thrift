struct A {
  1: i32 a,
  2: i32 b

// the next one is fine
struct B {
  1: A a,
}
enum E { X, Y
service S { void f() }
