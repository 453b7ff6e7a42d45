thrift_rs::thrift!("idl/good.thrift", with = ["User" = ::std::primitive::i32]);

fn main() {}
