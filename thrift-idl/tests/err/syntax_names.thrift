include shared
namespace "cpp"
struct A {}
const = 5
const i32 = 5
typedef
struct B {}
typedef i32
struct C {}
enum { A }
senum { "a" }
union { 1: i32 a }
exception { 1: i32 a }
service { void f() }
service S extends { void f() }
struct D {}
namespace = a
struct E {}
}
struct F {}
