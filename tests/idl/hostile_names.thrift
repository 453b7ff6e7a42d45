include "nested/1+1.thrift"

// Names that generated code would trip over if it leaned on the prelude.
struct Option { 1: i32 value }
struct Result { 1: Option option, 2: optional Vec vec }
struct Vec { 1: list<String> strings }
struct String { 1: string text }
struct Box { 1: optional Box inner }
struct u8 { 1: i8 value }
struct Some { }
struct None { }
struct Ok { }
struct Err { }
struct Default { 1: i32 default }
struct Clone { 1: i32 clone }
struct Send { }
struct Self { 1: i32 Self }
enum i32x { Ok = 0, Err = 1, None = 2, Self = 3 }
exception Error { 1: string message }
exception Rpc { 1: string message }
exception Success { }
exception Unknown { }
union Unset { 1: i32 Unset, 2: string unknown, 3: Unset Self }
const i32 type = 1
const string await = "x"
struct Keywords {
  1: i32 type, 2: i32 self, 3: i32 async, 4: i32 await, 5: i32 try, 6: i32 Super, 7: i32 while,
  8: i32 crate, 9: i32 fn, 10: i32 where, 11: i32 loop, 12: i32 yield, 13: i32 box, 14: i32 dyn,
  15: i32 match, 16: i32 gen, 17: i32 union, 18: i32 static, 19: i32 input, 20: i32 header, 21: i32 out,
  22: i32 list, 23: i32 map, 24: i32 include
}
service Connect {
  Option connect(1: i32 self, 2: i32 type) throws (1: Rpc rpc, 2: Error error, 3: Success success, 4: Unknown unknown),
  void new(1: i32 reply, 2: i32 request, 3: i32 handler, 4: i32 args),
  i32 with_timeout(1: i32 channel),
  i32 with_metadata(1: i32 key, 2: i32 value),
  i32 await(1: i32 async),
  void clone(),
  void fn(1: Keywords match) throws (1: Error type),
  void many(1: bool a, 2: bool b, 3: bool c, 4: bool d, 5: bool e, 6: bool f, 7: bool g, 8: bool h)
}
