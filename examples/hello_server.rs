//! The README's server: all that it takes.
//!
//! `cargo run --example hello_server`

thrift_rs::include_thrift!("user.thrift");

struct Users;

impl user_service::Iface for Users {
    async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
        Ok(User { id, name: "John Doe".into(), email: "johndoe@example.com".into() })
    }

    async fn create_user(&self, _user: User) -> thrift_rs::Result<bool> {
        Ok(true)
    }

    async fn update_user(&self, user: User) -> Result<bool, user_service::UpdateUserError> {
        Err(NotFound { message: format!("no user has the id {}", user.id) }.into())
    }

    async fn delete_user(&self, _id: i32) -> Result<bool, user_service::DeleteUserError> {
        Ok(true)
    }
}

#[tokio::main]
async fn main() -> thrift_rs::Result<()> {
    thrift_rs::Server::new(user_service::Processor::new(Users)).listen("127.0.0.1:9090").await
}
