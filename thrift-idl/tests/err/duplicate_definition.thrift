struct A {}
enum A { X }
const i32 C = 1
const i32 C = 2
service A {}
