thrift_rs::thrift!("idl/good.thrift", binary = Vec);

fn main() {}
