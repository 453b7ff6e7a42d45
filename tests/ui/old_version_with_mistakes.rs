thrift_rs::thrift!("idl/good.thrift", compatible_with = "idl/unknown_type.thrift");

fn main() {}
