include "../include_cycle.thrift"
struct B { 1: include_cycle.A a }
