const string A = "a\x41 b\0 c\n"
const string B = "\xg1 \u12 \ud83d"
const string C = "\xff"
const string D = "\d \中"
struct S {} (a = "\xff")
