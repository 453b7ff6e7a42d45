thrift_rs::thrift!("missing.thrift");

fn main() {}
