union U { 1: i32 a = 1; 2: U u }
const U NONE = {}
const list<U> L = [{"a": 1}, {"u": {"a": 2}}]
const map<U, set<double>> M = {{"a": 1}: [1, 2.5, 0.0]}
struct P {
  1: optional P p
  2: list<U> q = [{}, {"u": {"a": 3}}]
  3: binary b = "x"
  4: uuid id = "00112233-4455-6677-8899-aabbccddeeff"
  5: map<i32, i32> m = []
  6: list<i32> l = {}
  7: string NONE = NONE_OF_THEM
}
const string NONE_OF_THEM = "none"
const string P = "a constant may have the name of a type"
