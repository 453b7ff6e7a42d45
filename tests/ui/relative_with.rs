thrift_rs::thrift!("idl/good.thrift", with = ["User" = other::User]);

fn main() {}
