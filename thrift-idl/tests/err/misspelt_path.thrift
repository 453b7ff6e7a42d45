include "inc/shard.thrift"
struct A { 1: shared.Color c, 2: shard.Color d }
