struct User { 1: i32 id, 2: string name }
enum Color { RED }
enum Other { RED }
const i32 A = "one"
const string B = 1
const i32 C = 1.5
const list<i32> D = {1: 2}
const map<string, list<i32>> E = {"a": [1, "two"]}
const User F = ["x"]
const User G = {name: "x"}
const uuid H = "not-a-uuid"
const Color I = Other.RED
const string TEXT = "text"
const i32 J = TEXT
const User K = {"id": "7"}
struct S {
  1: bool flag = "yes",
}
