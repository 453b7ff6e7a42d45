include "sharde.thrift"

struct User { 1: sharde.Id id }
