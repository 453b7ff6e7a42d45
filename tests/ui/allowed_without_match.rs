thrift_rs::thrift!(
    "idl/user.thrift",
    compatible_with = "idl/v1/user.thrift",
    compatibility = wire,
    allow_breaking = [
        field_type_changed = "version 1 never sends an id",
        required_field_added("User.email") = "all of version 1 is gone",
        exception_added_to_void("UserService.getUser") = "nobody puts",
        method_removed = "nobody pings",
        enum_value_removed = "no enum has ever been there",
    ],
);

fn main() {}
