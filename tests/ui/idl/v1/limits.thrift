const i32 MAX = 5
struct User { 1: i32 id }
