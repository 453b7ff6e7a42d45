thrift_rs::thrift!("idl/duplicate_field_id.thrift");

fn main() {}
