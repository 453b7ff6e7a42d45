thrift_rs::thrift!("idl/good.thrift", maps = tree);

fn main() {}
