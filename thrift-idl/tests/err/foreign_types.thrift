struct A {
  1: boolean a,
  2: int b,
  3: Long c,
  4: u32 d,
  5: bytes e,
  6: vector<i32> f,
  7: dict<string, string> g,
  8: text h,
}
service S {
  vod f()
  Void g()
}
