thrift_rs::thrift!("idl/good.thrift", compatible_with = "idl/v1/good.thrift");

fn main() {}
