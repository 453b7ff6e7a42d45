thrift_rs::thrift!("idl/good.thrift", borrowed = yes);

fn main() {}
