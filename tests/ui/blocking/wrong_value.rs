thrift_rs::thrift!("../idl/good.thrift", blocking = yes);

fn main() {}
