php_namespace foo
c_include "a.h"
hs_include "b"
senum Size { "small", "big" }
service S { async void f() }
struct A { 1: Size s }
