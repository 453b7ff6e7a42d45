const i32 A = B
const list<i32> L = [1, B]
const i32 B = C
const i32 C = A
const i32 SELF = SELF
