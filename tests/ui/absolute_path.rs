thrift_rs::thrift!("/etc/user.thrift");

fn main() {}
