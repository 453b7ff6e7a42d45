// Structs on a circle leave each other out by default, and unions are unset.
struct A { 1: B b }
struct B { 1: A a, 2: list<A> l = [] }
union U { 1: S s = {"u": {}}, 2: i32 i }
struct S { 1: required U u, 2: i32 i }
struct P { 1: Q q = {"l": []} }
struct Q { 1: list<P> l = [{"q": {"l": []}}] }
struct R { 1: optional T t }
struct T { 1: list<R> l = [{}] }
