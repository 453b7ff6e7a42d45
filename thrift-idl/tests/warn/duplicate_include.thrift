include "inc/shared.thrift"
include "./inc/shared.thrift"
