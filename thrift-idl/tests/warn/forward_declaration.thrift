struct A {}
struct B { 1: A a }
struct A { 1: B b }
