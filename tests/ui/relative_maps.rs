thrift_rs::thrift!("idl/good.thrift", maps = other::maps);

fn main() {}
