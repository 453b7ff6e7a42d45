enum Color {
  Red = 1
  GREEN = 5
}

struct Point {
  1: required i32 x
  2: i64 y = 7
}

struct Item {
  1: i32 delay
  2: string gone
}

service Base {
  void ping()
  void pong()
}
