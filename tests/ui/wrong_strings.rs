thrift_rs::thrift!("idl/good.thrift", strings = share);

fn main() {}
