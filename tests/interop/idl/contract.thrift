// What two implementations have to agree on. Each side makes the samples of each type by itself: a caller sends its own, the
// handler compares it to its own of that name, and answers with it.
namespace py contract
namespace rs contract

enum Color {
  RED = 0,
  GREEN = 5,
  LAST = 2147483647
}

struct Scalars {
  1: bool truth,
  2: i8 tiny,
  3: i16 small,
  4: i32 medium,
  5: i64 large,
  6: double real,
  7: string text,
  8: binary raw,
  9: Color color
}

struct Point {
  1: required i32 x,
  2: required i32 y
} (python.immutable = "")

union Choice {
  1: i32 number,
  2: string text,
  3: Point point,
  4: list<string> names
}

struct Containers {
  1: list<bool> bools,
  2: list<i8> bytes,
  3: list<i16> shorts,
  4: list<i32> ints,
  5: list<i64> longs,
  6: list<double> reals,
  7: list<string> texts,
  8: list<binary> blobs,
  9: list<Color> colors,
  10: list<Point> points,
  11: list<list<i32>> matrix,
  12: set<i32> numbers,
  13: set<string> words,
  14: map<string, i32> counts,
  15: map<string, list<map<string, i64>>> nested,
  // Far from the one before: compact writes its id in full.
  300: list<Choice> choices
}

struct Keys {
  1: map<i8, string> by_byte,
  2: map<i16, string> by_short,
  3: map<i32, string> by_int,
  4: map<string, string> by_text,
  5: map<Color, string> by_color
}

struct OddKeys {
  1: map<bool, string> by_bool,
  2: map<i64, string> by_long,
  3: map<double, string> by_real
}

struct StructKeys {
  1: map<Point, string> by_point,
  2: set<Point> points
}

struct ListKeys {
  1: map<list<i32> (python.immutable = ""), string> by_list
}

struct Tree {
  1: i32 value,
  2: list<Tree> children
}

struct Defaults {
  1: i32 number = 7,
  2: string text = "seven",
  3: list<i32> numbers = [7, 77],
  4: Color color = Color.GREEN,
  5: required string always,
  6: optional i32 maybe,
  7: optional string perhaps = "given",
  8: optional list<string> names
}

struct Everything {
  1: Scalars scalars,
  2: Containers containers,
  3: Keys keys,
  4: Tree tree,
  5: Choice choice,
  6: Defaults defaults,
  // What some have no type for.
  7: optional OddKeys odd_keys,
  8: optional StructKeys struct_keys,
  9: optional ListKeys list_keys
}

// The sample is another one here.
exception Mismatch {
  1: string expected,
  2: string got
}

exception Refused {
  1: string reason,
  2: Choice detail
}

exception Busy {
  1: i64 retry_after
}

enum Failure {
  NONE = 0,
  REFUSED = 1,
  BUSY = 2,
  UNDECLARED = 3
}

service Base {
  void ping(),
  // How many calls the server has had, this one among them.
  i64 calls()
}

service Contract extends Base {
  Scalars scalars(1: string sample, 2: Scalars value) throws (1: Mismatch mismatch),
  Containers containers(1: string sample, 2: Containers value) throws (1: Mismatch mismatch),
  Keys keys(1: string sample, 2: Keys value) throws (1: Mismatch mismatch),
  OddKeys oddKeys(1: string sample, 2: OddKeys value) throws (1: Mismatch mismatch),
  StructKeys structKeys(1: string sample, 2: StructKeys value) throws (1: Mismatch mismatch),
  ListKeys listKeys(1: string sample, 2: ListKeys value) throws (1: Mismatch mismatch),
  Choice choice(1: string sample, 2: Choice value) throws (1: Mismatch mismatch),
  Tree tree(1: string sample, 2: Tree value) throws (1: Mismatch mismatch),
  Defaults defaults(1: string sample, 2: Defaults value) throws (1: Mismatch mismatch),
  Everything everything(1: string sample, 2: Everything value) throws (1: Mismatch mismatch),

  bool echoBool(1: bool value),
  i8 echoByte(1: i8 value),
  i16 echoShort(1: i16 value),
  i32 echoInt(1: i32 value),
  i64 echoLong(1: i64 value),
  double echoReal(1: double value),
  string echoText(1: string value),
  binary echoRaw(1: binary value),
  Color echoColor(1: Color value),
  list<string> echoList(1: list<string> value),
  map<string, i32> echoMap(1: map<string, i32> value),

  // With NONE it gives 7.
  i32 fail(1: Failure how) throws (1: Refused refused, 2: Busy busy),

  oneway void note(1: string text),
  // How often this was noted.
  i32 notes(1: string text),

  // What came beside the call, of the keys that begin with `test-`; the same goes back beside the answer.
  map<string, string> metadata()
}

// What no server has.
service Later extends Contract {
  i32 unknown(1: Keys keys, 2: map<string, list<Tree>> trees),
  i32 unknownBinary(1: list<binary> value),
  oneway void unknownOneway(1: string text)
}
