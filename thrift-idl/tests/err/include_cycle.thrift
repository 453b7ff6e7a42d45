include "inc/cycle.thrift"
struct A { 1: cycle.B b }
