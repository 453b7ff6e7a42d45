// Numbers and strings as Meta's compiler takes them, too.
const i32 BINARY = 0b101
const i32 NEGATIVE = -0B11
const i32 HEX = 0XfF
const string BYTE = "\x41 and \x42"
const string CHARACTER = "\u00e9"
const string TWO_BYTES = "\xc3\xa9"
const binary BYTES = "\xff\x00"
const string CONTINUED = "a \
b"
struct A { 1: i32 a (x = 1, y = true) }
enum E { X = 0b11 }
