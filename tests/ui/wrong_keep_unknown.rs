thrift_rs::thrift!("idl/good.thrift", keep_unknown = "always");

fn main() {}
