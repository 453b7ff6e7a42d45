service S {
  void f(1: i32 a
  i32 g(1: i32 a),
  h(),
  void list(),
  i32 i 1: i32 a),
  void j() throws 1: E e),
  void k() (a = b),
  void l() throw (1: E e),
  void m(),
}
exception E {}
