thrift_rs::thrift!("idl/include_not_found.thrift");

fn main() {}
