thrift_rs::thrift!("idl/several_errors.thrift");

fn main() {}
