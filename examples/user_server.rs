//! Serves `user.thrift` until ctrl-c, to clients of any language, framed or not.
//!
//! `cargo run --example user_server [ADDRESS]`, by default on 127.0.0.1:9090; port 0 takes a free one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use thrift_rs::Server;
use user_service::{DeleteUserError, GetUserError, UpdateUserError};

thrift_rs::include_thrift!("user.thrift");

#[derive(Default)]
struct Users(Mutex<HashMap<i32, User>>);

impl Users {
    fn with<R>(&self, use_users: impl FnOnce(&mut HashMap<i32, User>) -> R) -> R {
        use_users(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn not_found(id: i32) -> NotFound {
    NotFound { message: format!("no user has the id {id}") }
}

impl user_service::Iface for Users {
    async fn get_user(&self, id: i32) -> Result<User, GetUserError> {
        Ok(self.with(|users| users.get(&id).cloned()).ok_or_else(|| not_found(id))?)
    }

    async fn create_user(&self, user: User) -> thrift_rs::Result<bool> {
        if user.name.is_empty() {
            return Err(thrift_rs::Error::handler("a user needs a name"));
        }
        Ok(self.with(|users| users.insert(user.id, user)).is_none())
    }

    async fn update_user(&self, user: User) -> Result<bool, UpdateUserError> {
        let id = user.id;
        let known = self.with(|users| users.get_mut(&id).map(|known| *known = user));
        Ok(known.map(|()| true).ok_or_else(|| not_found(id))?)
    }

    async fn delete_user(&self, id: i32) -> Result<bool, DeleteUserError> {
        Ok(self.with(|users| users.remove(&id)).map(|_| true).ok_or_else(|| not_found(id))?)
    }
}

#[tokio::main]
async fn main() -> thrift_rs::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:9090".to_owned());
    let server = Server::new(user_service::Processor::new(Users::default())).bind(address).await?;
    println!("listening on {}", server.local_addr());
    server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await
}
