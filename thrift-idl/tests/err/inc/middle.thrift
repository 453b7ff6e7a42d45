include "shared.thrift"
typedef shared.Color Color
