include "inc/my.file.thrift"
struct A { 1: my.file.B b, 2: my.file.E e = my.file.E.X }
const i32 C = my.file.N
