struct A { 1: A a, 2: optional B b }
struct B { 1: required list<B> b, 2: required A a }
union U { 1: U u }
