struct Failure {}
exception Fine {}
typedef Fine AlsoFine
service S {
  void f() throws (1: Failure a, 2: string b, 3: AlsoFine c)
}
