#![deny(warnings)]

thrift_rs::thrift!("idl/warnings.thrift");

fn main() {}
