include "../shared.thrift"

/** An include with a dash and a dot in its name. */
struct Deep { 1: shared.Point point }
