thrift_rs::thrift!("idl/good.thrift");

struct Users;

impl user_service::Iface for Users {
    async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
        Ok(User { id })
    }
}

fn main() {}
