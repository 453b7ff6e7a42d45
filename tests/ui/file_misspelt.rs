thrift_rs::thrift!("idl/god.thrift");

fn main() {}
