thrift_rs::thrift!("idl/everything.thrift");

#[test]
fn it_compiles() {}
