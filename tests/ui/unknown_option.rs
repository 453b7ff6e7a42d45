thrift_rs::thrift!("idl/good.thrift", include_dir = ["idl"]);

fn main() {}
