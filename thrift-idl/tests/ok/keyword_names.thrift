// Almost any keyword may name a field, an argument or an exception of a method.
struct Keywords {
  1: i32 namespace, 2: i32 cpp_include, 3: i32 include, 4: i32 void, 5: i32 bool, 6: i32 byte, 7: i32 i8, 8: i32 i16
  9: i32 i32, 10: i32 i64, 11: i32 double, 12: i32 string, 13: i32 binary, 14: i32 uuid, 15: i32 map, 16: i32 list
  17: i32 set, 18: i32 oneway, 19: i32 async, 20: i32 typedef, 21: i32 struct, 22: i32 union, 23: i32 exception
  24: i32 extends, 25: i32 throws, 26: i32 service, 27: i32 enum, 28: i32 const, 29: i32 required, 30: i32 optional
  // Words of old, and of Meta's dialect, are names like any other.
  31: i32 senum, 32: i32 slist, 33: i32 stream, 34: i32 sink, 35: i32 interaction, 36: i32 performs, 37: i32 package
  38: i32 readonly, 39: i32 idempotent, 40: i32 as, 41: i32 safe, 42: i32 client, 43: i32 float
}
exception Failed { 1: string list }
struct stream { 1: i32 a }
service Service {
  void f(1: i32 map, 2: string enum) throws (1: Failed throws)
  void stream(1: stream package)
  stream sink()
}
