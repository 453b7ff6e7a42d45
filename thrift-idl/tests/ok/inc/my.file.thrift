struct B {}
enum E { X }
const i32 N = 1
