const i32 OCTAL = -0o17
const i32 DIGIT = 0b2
const i32 GROUPS = 1_000_000
const double DOT = 5.
const i32 LETTERS = 12abc
const i32 NO_DIGITS = 0x
const i64 SUFFIX = 5L
const double EXPONENT = 1e
const double DOTS = 1.2.3
struct A { 1a: i32 a }
