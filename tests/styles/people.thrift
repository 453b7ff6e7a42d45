include "stock.thrift"

struct Person { 1: string name, 2: optional stock.Article favourite }
