thrift_rs::thrift!("idl/good.thrift", rename = ["Usr" = "Person"]);

fn main() {}
