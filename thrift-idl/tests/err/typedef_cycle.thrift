typedef A A
typedef list<C> B
typedef map<string, B> C
struct S { 1: B b }
const B X = [{}]
