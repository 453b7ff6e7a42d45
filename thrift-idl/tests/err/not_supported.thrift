service S {
  stream<i32> f()
  i32 g(1: float x)
  performs Calc;
}
interaction Calc {
  i32 add(1: i32 x)
}
struct A { 1: sink<i32, i32> s }
