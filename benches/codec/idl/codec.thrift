// What the codec bench takes through the protocols: each of its cases is one of these structs.

// A small record, as most messages are.
struct User {
  1: i32 id
  2: string name
  3: string email
}

enum Level {
  LOW = 1
  MIDDLE = 2
  HIGH = 3
}

struct Detail {
  1: i32 id
  2: string name
  3: double weight
}

// Twenty fields of every kind.
struct Mixed {
  1: required bool active
  2: i8 flags
  3: i16 port
  4: i32 count
  5: required i64 created
  6: double ratio
  7: required string name
  8: binary payload
  9: Level level
  10: Detail detail
  11: list<i32> numbers
  12: list<string> tags
  13: list<Detail> details
  14: map<string, i32> counters
  15: map<i32, string> labels
  16: set<string> groups
  17: set<i64> seen
  18: optional bool hidden
  19: optional string note
  20: optional i64 expires
}

struct Longs {
  1: list<i64> values
}

struct Ints {
  1: list<i32> values
}

struct Doubles {
  1: list<double> values
}

struct Strings {
  1: list<string> values
}

// Nothing but fields of a fixed size.
struct Point {
  1: i32 id
  2: i64 at
  3: double x
  4: double y
  5: double z
  6: i16 zone
  7: i8 level
  8: bool visible
}

struct Points {
  1: list<Point> points
}

struct Post {
  1: i64 id
  2: i32 author
  3: string title
  4: string text
  5: list<i32> votes
  6: i64 created
  7: bool pinned
}

struct Feed {
  1: list<Post> posts
}
