thrift_rs::thrift!(
    "idl/user.thrift",
    compatible_with = "idl/v1/user.thrift",
    allow_breaking = [field_type_change = "version 1 never sends an id"],
);

fn main() {}
