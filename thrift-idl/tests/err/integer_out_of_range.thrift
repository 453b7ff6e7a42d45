const i8 A = 300
const i16 B = -32769
const i32 C = 5000000000
const i8 D = 0xFF
const i64 BIG = 4294967296
const i32 E = BIG
struct S { 1: i8 a = 128 }
