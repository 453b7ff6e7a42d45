struct Base {}
service S extends Base {
  void f()
}
