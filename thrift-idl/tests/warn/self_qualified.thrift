struct A {}
enum E { X }
struct B { 1: self_qualified.A a, 2: E e = self_qualified.E.X }
