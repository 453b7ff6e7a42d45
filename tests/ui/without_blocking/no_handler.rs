thrift_rs::thrift!("../idl/good.thrift");

struct Users;

fn main() {
    thrift_rs::Server::new(user_service::Processor::new(Users));
    thrift_rs::Server::new(Users);
}
