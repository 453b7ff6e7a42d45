mod none {
    thrift_rs::thrift!("../idl/user.thrift", compatible_with = "a.thrift", allow_breaking = [field_renamed]);
}

mod empty {
    thrift_rs::thrift!("../idl/user.thrift", compatible_with = "a.thrift", allow_breaking = [field_renamed = " "]);
}

fn main() {}
