//! A server and a client of `user.thrift` in one program, over a real socket.
//!
//! `cargo run --example quickstart`

use std::collections::HashMap;
use std::error::Error;
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
            // The IDL declares no exception for this: the caller gets an application error with this text.
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
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::new(user_service::Processor::new(Users::default())).bind("127.0.0.1:0").await?;
    let address = server.local_addr();
    println!("listening on {address}");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(server.serve_with_shutdown(async { drop(stopped.await) }));

    let client = user_service::Client::connect(address).await?;
    let user = User { id: 7, name: "John Doe".into(), email: "johndoe@example.com".into() };

    println!("createUser: {}", client.create_user(user.clone()).await?);
    println!("getUser:    {:?}", client.get_user(7).await?);
    println!("updateUser: {}", client.update_user(User { name: "Jane Doe".into(), ..user }).await?);
    println!("getUser:    {:?}", client.get_user(7).await?);
    println!("deleteUser: {}", client.delete_user(7).await?);

    // An exception that the method declares is a variant of its error.
    match client.get_user(7).await {
        Err(GetUserError::NotFound(exception)) => println!("getUser:    declared exception: {}", exception.message),
        other => return Err(format!("expected NotFound, got {other:?}").into()),
    }
    // Any other error of the handler arrives as what it is, and the connection lives on.
    match client.create_user(User::default()).await {
        Err(thrift_rs::Error::Application(error)) => println!("createUser: undeclared error: {error}"),
        other => return Err(format!("expected an application error, got {other:?}").into()),
    }

    drop(stop);
    serving.await??;
    println!("shut down");
    Ok(())
}
