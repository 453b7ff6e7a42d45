thrift_rs::thrift!("idl/good.thrift", allow = [implicit_field_di]);

fn main() {}
