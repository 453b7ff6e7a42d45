service Base { void f() }
service Middle extends Base { void g() }
service Derived extends Middle {
  void f()
  void h()
  i32 h(1: i32 a)
}
