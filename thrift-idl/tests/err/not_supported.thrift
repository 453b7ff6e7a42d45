service S {
  stream<i32> f()
  i32 g(1: float x)
  performs Calc;
  i32, stream<i32> h(1: i32 a)
  i32, sink<i32, string> i()
  stream<i32 throws (1: E e; 2: F f)> j()
  i32, stream<i32 throws (
    1: E e
  )> k()
  Calc, i32 l(1: i32 a)
  Calc, void m()
}
interaction Calc {
  i32 add(1: i32 n)
}
struct A { 1: sink<i32, i32> s }
exception E {}
