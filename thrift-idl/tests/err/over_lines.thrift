const i32 A = [
  1,
  2,
]
const string B = {
  "a": 1}
