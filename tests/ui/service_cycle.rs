thrift_rs::thrift!("idl/service_cycle.thrift");

fn main() {}
