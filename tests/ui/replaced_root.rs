thrift_rs::thrift!("idl/good.thrift", with = ["good.thrift" = crate::other]);

fn main() {}
