strct A { 1: i32 a }
struct { 1: i32 a }
typedf i32 B
const i32 C 5
i32 D = 7
struct struct {}
union E 1: A a }
enum F { X = "a", Y }
namespace cpp struct
}
struct After { 1: A a, 2: D d }
