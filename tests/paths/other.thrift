include "beside.thrift"
include "../idl/shared.thrift"

struct Other { 1: beside.Beside beside, 2: shared.Point point }
