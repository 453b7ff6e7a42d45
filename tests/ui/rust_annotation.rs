thrift_rs::thrift!("idl/rust_annotation.thrift");

fn main() {}
