thrift_rs::thrift!("idl/good.thrift", protocols = [binary, compact, binary]);

fn main() {}
