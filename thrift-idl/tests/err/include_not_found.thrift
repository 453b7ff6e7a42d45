include "inc/missing.thrift"
struct A { 1: missing.B b }
const missing.C C = missing.C.D
