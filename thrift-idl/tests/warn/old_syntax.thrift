php_namespace foo
senum Size { "small", "big" }
service S { async void f() }
struct A { 1: Size s }
