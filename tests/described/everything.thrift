/** What light does. */
enum Color {
  Red = 1
  /** Like grass. */
  GREEN = -5
}

union Shape {
  1: i32 square
  /** By name. */
  2: string name
  40: list<Shape> both
}

struct Point {
  1: required i32 x
  2: i32 y = 7
}

enum Size {
  Small = 0
  Large = 1
}

struct PageOfPoints {
  1: list<Point> items
}

struct Everything {
  1: bool flag = true
  2: i8 tiny = -1
  3: i16 small
  4: i32 medium
  5: i64 large = 9
  6: double number = -0.25
  7: string text = "say \"hi\"\n"
  8: binary blob = "a\xff"
  9: uuid id = "00000000-0000-0000-0000-000000000007"
  10: list<string> names
  11: set<i32> numbers = [1, 3]
  /** Of lists. */
  12: map<string, list<i64>> table = {"a": [], "b": [1]}
  13: Color color = Color.GREEN
  14: Shape shape = {"name": "none"}
  15: Point point = {"x": 1, "y": 2}
  16: optional Everything inner
  17: required Size theSize
  18: i64 delay = 3000
  300: map<Color, PageOfPoints> pages
}

/**
 * Raised where nobody is.
 *
 * In *two* paragraphs: `a * / b`.
 */
exception Lost {
  1: string message
}

/** What every service has. */
service Base {
  void ping()
}

/** Draws. */
service Drawing extends Base {
  /** Draws it all. */
  Shape drawAll(1: Everything value, 2: required i32 size, 3: string note) throws (1: Lost lost)
  oneway void forget(1: Shape shape)
}
