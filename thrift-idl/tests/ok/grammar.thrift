/** The file. */
namespace * all
namespace cpp a.b (k = "v")
namespace py.twisted c
include "inc/shared.thrift"
cpp_include "<vector>"

/** Docs. */
typedef i32 (a = "b") Id (c = "d")
typedef Later Alias;
typedef map cpp_type "x" <i32, list<i32> cpp_type "y"> M
typedef set cpp_type "x" <i32> N,
const i32 HEX = 0x10
const i32 NEG = -0x10
const i64 MIN = -9223372036854775808
const double D = .5e+2
const double WHOLE = 1
const bool T = true
const i32 ONE = true
const string ESC = 'it"s\n\'' // comment
const list<i32> L = [1 2; HEX, NEG,]
const map<string, Alias> MAP = {"a": {"id": 1, "struct": 1}, "b": AFTER}
const Alias AFTER = {"id": FAR, "struct": HEX, "next": [{"id": 2, "struct": 2}]}
const i32 FAR = shared.Color.GREEN
const shared.Color COLOR = 1
const uuid U = "{00000000-4444-CCCC-ffff-0123456789ab}"
const list<i32> COPY = L
enum Empty {}
enum E { A = -5, B, C = 0x10 (k = "v"), D; F G = true } (z)
struct Later xsd_all {
  1: Id id = 7 (x = "y", z);
  2: optional list<Later> next
  3: required i32 struct, 4: string required; 5: i32 & oneway
  6: i32 a xsd_optional xsd_nillable xsd_attrs { 1: i32 x }
} (k.v = "q"; w)
union Either { 1: i32 a = 1, 2: string b }
exception Bad { 1: string why }
service Base {}
service S extends Derived {
  oneway void f(),
  Alias g(1: Id id, 2: required i32 list) throws (1: Bad bad) (k = "v");
  void h(1: i32 a = 5 (x = "y"))
} (z = "1")
service Derived extends Base {}
