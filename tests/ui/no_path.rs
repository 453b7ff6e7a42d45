thrift_rs::thrift!();

fn main() {}
