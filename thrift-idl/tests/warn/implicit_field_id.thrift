exception E {}
struct A {
  i32 a,
  i32 b,
  1: i32 c,
}
service S {
  void f(i32 a) throws (E e)
}
