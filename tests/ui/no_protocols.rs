thrift_rs::thrift!("idl/good.thrift", protocols = []);

fn main() {}
