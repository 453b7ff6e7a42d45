// Every form of a literal that Apache's compiler takes.
const double EXPONENT = 1e10
const double NEGATIVE_EXPONENT = +1.5E-3
const double NO_WHOLE = .5
const double SIGNED = -.5e+2
const double WHOLE = 1
const double TRUE = true
const i32 PLUS = +5
const i32 HEX = 0xfF
const i32 PLUS_HEX = +0x10
const i32 MINUS_HEX = -0x10
const i32 ZERO = 0
const i64 SMALLEST = -9223372036854775808
const i64 LARGEST = 9223372036854775807
const i8 SMALL = -128
const i16 SHORT = 32767
const bool YES = true
const bool NO = 0
const i32 e10 = 3
const double NAMED_LIKE_AN_EXPONENT = e10
const string DOUBLE = "it's"
const string SINGLE = 'it"s'
const string ESCAPES = "\r\n\t\"\'\\"
const string EMPTY = ''
const string UNICODE = "ä中🙂"
const binary BYTES = "ä中"
const uuid UUID = "00000000-4444-CCCC-ffff-0123456789ab"
const uuid BRACED = '{00000000-4444-CCCC-ffff-0123456789ab}'
const list<i32> SEPARATORS = [1 2; 3, 4,]
const list<i32> NOTHING = {}
const set<string> NONE = []
const map<i32, string> NO_PAIRS = []
const map<string, list<double>> NESTED = {"a": [1, 2.5], 'b': []; "c": [e10] "d": {}}
enum E { A = 0x10, B = +3, C = true, D; F G = -1, H }
const E BY_NUMBER = 16
const i32 NUMBER = E.G
struct Ids { true: i32 a, 0x10: i32 b, +3: i32 c }
