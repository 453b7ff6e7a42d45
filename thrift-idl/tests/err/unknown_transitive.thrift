include "inc/middle.thrift"
struct A { 1: shared.Color color }
