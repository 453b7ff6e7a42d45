enum Color { RED = 1, GREEN = 2, DARK_BLUE = -7 }
union Shape { 1: i32 square, 2: string name, 40: Point point }
struct Point { 1: required i32 x, 2: i32 y = 7 }
exception Lost { 1: string message, 2: Color color }
typedef i64 Stamp
struct Everything {
    1: bool flag,
    2: i8 tiny,
    3: i16 small,
    4: i32 medium,
    5: i64 large,
    6: double number,
    7: string text,
    8: binary blob,
    9: uuid id,
    10: list<string> names,
    11: set<i32> numbers,
    12: map<string, list<i64>> table,
    13: Color color,
    14: Shape shape,
    15: Point point,
    16: optional Everything inner,
    17: optional bool maybe,
    18: optional i32 perhaps,
    19: optional string word,
    21: required i64 must,
    40: list<Point> points,
    41: list<bool> flags,
    42: map<Color, Shape> shapes,
    300: Stamp stamp,
}
