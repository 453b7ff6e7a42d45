thrift_rs::thrift!("idl/unknown_type.thrift");

struct Users;

// One mistake in the IDL is one error: the rest of the service is what it was.
impl user_service::Iface for Users {
    async fn get_user(&self, id: i32) -> thrift_rs::Result<User> {
        Ok(User { id, ..User::default() })
    }
}

fn main() {
    thrift_rs::Server::new(user_service::Processor::new(Users));
}
