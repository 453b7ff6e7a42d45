exception E {}
struct A {
  i32 a,
  i32 b,
  1: i32 c,
}
struct B { i32 a, i32 b, i32 c, i32 d }
service S {
  void f(i32 a) throws (E e)
}
