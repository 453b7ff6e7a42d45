struct S { 1: i32 a }
const set<i32> A = [1, 2, 1]
const map<string, i32> B = {"x": 1, "x": 2}
const S C = {"a": 1, "a": 2}
const set<set<double>> D = [[0.0, 1.0], [1, -0.0]]
