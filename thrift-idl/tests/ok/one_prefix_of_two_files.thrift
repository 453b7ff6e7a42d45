include "inc/b/x.thrift"
include "inc/c/x.thrift"
typedef x.E E
const E A = E.ONE
const x.E B = E.TWO
const x.F C = x.F.THREE
service S { void f(1: x.E e = x.E.ONE, 2: list<i32> l = [A, B, C], 3: bool b = true) }
