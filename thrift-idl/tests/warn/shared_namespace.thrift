namespace java a.b
include "inc/same.thrift"
struct X {}
