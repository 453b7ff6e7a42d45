const i32 A = 010
struct S { 007: i32 a }
