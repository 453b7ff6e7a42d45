include "../idl/shared.thrift"

struct Beside { 1: shared.Point point }
