// What volo's side has code for: each kind of type, and each kind of outcome. All of `contract.thrift` would be megabytes.
// The handler gives back what came.

enum Color {
  RED = 0,
  GREEN = 5,
  LAST = 2147483647
}

struct Point {
  1: required i32 x,
  2: required i32 y
}

union Choice {
  1: i32 number,
  2: string text,
  3: Point point,
  4: list<string> names
}

struct Tree {
  1: required i32 value,
  2: required list<Tree> children
}

struct Sample {
  1: required bool truth,
  2: required i8 tiny,
  3: required i16 small,
  4: required i32 medium,
  5: required i64 large,
  6: required double real,
  7: required string text,
  8: required binary raw,
  9: required Color color,
  10: required list<bool> bools,
  11: required list<Color> colors,
  12: required set<i32> numbers,
  13: required map<string, i64> counts,
  14: required map<i32, list<map<string, Point>>> nested,
  15: required list<Choice> choices,
  16: required Tree tree,
  17: optional i32 maybe,
  300: optional string far
}

exception Refused {
  1: required string reason,
  2: optional Choice detail
}

exception Busy {
  1: required i64 retry_after
}

enum Failure {
  NONE = 0,
  REFUSED = 1,
  BUSY = 2,
  UNDECLARED = 3
}

service Echo {
  void ping(),
  Sample sample(1: Sample value),
  string text(1: string value),
  binary raw(1: binary value),

  // With NONE it gives 7.
  i32 fail(1: Failure how) throws (1: Refused refused, 2: Busy busy),

  oneway void note(1: string text),
  // How often this was noted.
  i32 notes(1: string text)
}
