struct S { 1: required i32 a, 2: required i32 b = 1, 3: i32 c }
const S X = {"c": 1}
