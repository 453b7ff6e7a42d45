/** One of everything that the IDL has. See <b>HTML</b>, [a link], http://example.com/ and

    indented.code("not Rust");
*/

include "shared.thrift"
include "nested/deep-er.v1.thrift"

namespace rs everything

typedef i64 Timestamp
typedef double Celsius
typedef map<string, i32> Counts
typedef list<shared.Point> Path

enum Color {
  /** Like a rose. */
  RED = 1,
  darkGreen = 5,
  BLUE,
  alias = 1,
  NEGATIVE = -3
}

const i32 LIMIT = 0x10
const i64 MIN_LONG = -9223372036854775808
const bool yes = true
const double PI = 3.14159
const double TINY = -1e-300
const string GREETING = 'say "hi"\n'
const binary RAW = "raw"
const uuid ID = "00112233-4455-6677-8899-aabbccddeeff"
const Color FAVOURITE = Color.darkGreen
const list<i32> PRIMES = [2, 3, 5]
const set<string> WORDS = ["a", "b"]
const map<string, list<Color>> PALETTES = {"warm": [Color.RED], "cold": [Color.BLUE, Color.darkGreen]}
const shared.Point ORIGIN = {"x": 0, "y": 0.5}
const Choice CHOSEN = {"point": {"x": 1}}
const map<shared.Point, string> NAMED_POINTS = {{"x": 1}: "one"}
const list<i32> EMPTY = []

struct Scalars {
  1: bool truth,
  2: byte tiny,
  3: i16 small,
  4: i32 medium,
  5: i64 large,
  6: double real,
  7: string text,
  8: binary raw,
  9: uuid id,
  10: Color color,
  11: Timestamp when
}

struct Containers {
  1: list<i32> ints,
  2: list<string> texts,
  3: set<i64> longs,
  4: map<string, i32> counts,
  5: list<list<double>> matrix,
  6: map<Color, set<string>> by_color,
  7: list<Scalars> scalars,
  8: map<double, string> by_double,
  9: set<list<double>> double_lists,
  10: map<map<string, set<i32>>, Counts> by_map,
  11: set<shared.Point> points,
  12: map<Choice, Celsius> by_choice,
  13: set<Celsius> temperatures,
  14: set<Path> paths,
  15: list<bool> bools,
  16: list<byte> bytes,
  17: list<i16> shorts,
  18: list<uuid> ids,
  19: set<binary> blobs,
  20: map<i32, map<i32, list<string>>> deep
}

struct Presence {
  1: required i32 must,
  2: optional i32 may,
  3: i32 plain,
  4: required string must_text = "required default",
  5: optional string may_text = "optional default",
  6: string plain_text = "plain default",
  7: list<i32> numbers = [1, 2, 3],
  8: optional shared.Point point = {"x": 7},
  9: Color color = Color.BLUE,
  -5: i32 negative,
  300: i64 far
}

struct Node {
  1: i32 value,
  2: optional Node next,
  3: list<Node> children,
  4: Node plain,
  5: map<string, Node> named
}

struct Husband { 1: optional Wife wife }
struct Wife { 1: optional Husband husband, 2: string name }

union Choice {
  1: i32 number,
  2: string text,
  3: shared.Point point,
  4: list<Choice> many,
  5: Choice self_
}

union Tree { 1: Leaf leaf, 2: Branch branch }
struct Leaf { 1: i32 value }
struct Branch { 1: Tree left, 2: Tree right }

/** Raised. */
exception Oops { 1: string message, 2: i32 code }
exception Bare { }
exception Large { 1: string a, 2: string b, 3: string c, 4: optional string message }

struct Empty { }

service Base extends shared.Root {
  void ping(),
  i32 add(1: i32 a, 2: i32 b)
}

service Everything extends Base {
  /** Gives back what it gets. */
  Scalars scalars(1: Scalars value) throws (1: Oops oops),
  Containers containers(1: Containers value),
  Choice choice(1: Choice value) throws (1: Oops first, 2: Oops second, 3: Large large, 4: shared.Away away),
  oneway void notify(1: string text),
  void fails(1: i32 how) throws (1: Bare bare),
  string defaults(1: i32 a = 5, 2: string b = "x"),
  Color color(1: Color color),
  list<shared.Point> points()
  void variants() throws (1: Oops err, 2: Bare Err)
}

service Nothing { }
