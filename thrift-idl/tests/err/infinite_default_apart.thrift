// Neither struct holds the other by value, and yet the default of each makes one of the other.
struct A { 1: B b }
struct B { 1: list<A> l = [{}] }

exception C { 1: optional D d = {"e": {}} }
struct D { 1: required E e, 2: i32 x }
typedef F E
struct F { 1: map<string, list<C>> m = {"": [{}]} }

// Long, with the default that leads back in its middle.
struct S0 { 1: required S1 s }
struct S1 { 1: required S2 s }
struct S2 { 1: required S3 s }
struct S3 { 1: required S4 s }
struct S4 { 1: required S5 s }
struct S5 { 1: required S6 s }
struct S6 { 1: required S7 s }
struct S7 { 1: list<S8> s = [{}] }
struct S8 { 1: required S9 s }
struct S9 { 1: required S0 s }
