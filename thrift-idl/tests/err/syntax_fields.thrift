struct A {
  1: i32,
  2 i32 b,
  : i32 c,
  3: string d e,
  4: i32 xsd_all,
  5: void f,
  6: list<i32 g,
  7: map<i32 string> h,
  8: i32 i = ,
  9: i32 j,;
  10: lst<i32> k,
  11: i32 l,
}
