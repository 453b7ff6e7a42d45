struct Color { RED, GREEN = 2, BLUE }
enum Point {
  1: i32 x,
  2: i32 y,
}
struct S {
  void f(1: i32 a),
  i32 g(),
}
service T {
  1: i32 a,
  2: i32 b,
}
