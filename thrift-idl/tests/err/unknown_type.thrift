struct User {
  1: strng name,
  2: list<Adress> addresses,
  3: map<string, Adress> byName,
  4: Addres main,
  5: Nothing nothing,
  6: Adress last,
  7: Addres second,
}
struct Address {}
typedef slist Old
