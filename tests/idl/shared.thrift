/** Shared between files. */
struct Point { 1: i32 x, 2: double y }

exception Away { 1: i32 since }

service Root {
  string root(1: Point at) throws (1: Away away)
}
