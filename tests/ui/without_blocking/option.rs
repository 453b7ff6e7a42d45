thrift_rs::thrift!("../idl/good.thrift", blocking = true);

fn main() {}
