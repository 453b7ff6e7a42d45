thrift_rs::thrift!("idl/good.thrift", protocols = [binary, compat]);

fn main() {}
