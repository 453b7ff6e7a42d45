//! Serves `idl/tutorial.thrift` until ctrl-c: `interop-tutorial-server ADDRESS`.
//!
//! Its IDL declares no exceptions, so that each error of the handler is one that the caller is not prepared for.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use thrift_rs::{Error, Result, Server};

thrift_rs::include_thrift!("../idl/tutorial.thrift");

#[derive(Default)]
struct Users(Mutex<HashMap<i32, User>>);

impl Users {
    fn with<R>(&self, use_users: impl FnOnce(&mut HashMap<i32, User>) -> R) -> R {
        use_users(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn not_found(id: i32) -> Error {
    Error::handler(format!("no user has the id {id}"))
}

impl user_service::Iface for Users {
    async fn get_user(&self, id: i32) -> Result<User> {
        self.with(|users| users.get(&id).cloned()).ok_or_else(|| not_found(id))
    }

    async fn create_user(&self, user: User) -> Result<bool> {
        Ok(self.with(|users| users.insert(user.id, user)).is_none())
    }

    async fn update_user(&self, user: User) -> Result<bool> {
        let id = user.id;
        let known = self.with(|users| users.get_mut(&id).map(|known| *known = user));
        known.map(|()| true).ok_or_else(|| not_found(id))
    }

    async fn delete_user(&self, id: i32) -> Result<bool> {
        let known = self.with(|users| users.remove(&id));
        known.map(|_| true).ok_or_else(|| not_found(id))
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let server = Server::new(user_service::Processor::new(Users::default())).bind(address).await?;
    println!("listening on {}", server.local_addr());
    server.serve_with_shutdown(async { drop(tokio::signal::ctrl_c().await) }).await
}
