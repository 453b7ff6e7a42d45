thrift_rs::thrift!("idl/warnings.thrift", deny = [implicit_field_id], allow = [required_default]);

fn main() {}
