thrift_rs::thrift!(
    idl = "const i32 MAX = 6; struct User { 1: optional i32 id }",
    compatible_with = ["idl/v1/limits.thrift"],
    compatibility = source,
);

fn main() {}
