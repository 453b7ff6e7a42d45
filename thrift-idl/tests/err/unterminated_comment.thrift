struct A {
  1: i32 a, /* the id
  2: i32 b,
}
struct B {}
