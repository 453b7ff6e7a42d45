const list<i32> A = [1, 2
const map<i32, i32> B = {1: 2, 3 4}
const list<i32> C = [1,,2]
const map<i32, i32> D = {1: 2
const i32 E =
const i32 F = 5.
