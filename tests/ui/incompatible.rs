thrift_rs::thrift!("idl/user.thrift", compatible_with = "idl/v1/user.thrift");

fn main() {}
