//! The quickstart on plain threads: a server and a client of `user.thrift` without a runtime, over a real socket.
//!
//! `cargo run --example blocking --features blocking`

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use thrift_rs::blocking::Server;
use user_service::blocking::{Client, Iface, Processor};
use user_service::{DeleteUserError, GetUserError, UpdateUserError};

thrift_rs::include_thrift!("user.thrift", blocking = true);

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

impl Iface for Users {
    fn get_user(&self, id: i32) -> Result<User, GetUserError> {
        Ok(self.with(|users| users.get(&id).cloned()).ok_or_else(|| not_found(id))?)
    }

    fn create_user(&self, user: User) -> thrift_rs::Result<bool> {
        Ok(self.with(|users| users.insert(user.id, user)).is_none())
    }

    fn update_user(&self, user: User) -> Result<bool, UpdateUserError> {
        let id = user.id;
        let known = self.with(|users| users.get_mut(&id).map(|known| *known = user));
        Ok(known.map(|()| true).ok_or_else(|| not_found(id))?)
    }

    fn delete_user(&self, id: i32) -> Result<bool, DeleteUserError> {
        Ok(self.with(|users| users.remove(&id)).map(|_| true).ok_or_else(|| not_found(id))?)
    }
}

/// Code against the trait runs on a client and on a handler alike.
fn rename(users: &impl Iface, id: i32, name: &str) -> Result<(), Box<dyn Error>> {
    let user = users.get_user(id)?;
    users.update_user(User { name: name.into(), ..user })?;
    Ok(())
}

/// What a thread came to.
fn joined<T>(result: thread::Result<T>) -> Result<T, Box<dyn Error>> {
    result.map_err(|_| "a thread panicked".into())
}

fn main() -> Result<(), Box<dyn Error>> {
    // Four threads run handlers, however many clients there are.
    let server = Server::new(Processor::new(Users::default())).workers(4).bind("127.0.0.1:0")?;
    let (address, shutdown) = (server.local_addr(), server.shutdown_handle());
    println!("listening on {address}");
    let serving = thread::spawn(|| server.serve());

    let client = Client::connect(address)?.with_timeout(Duration::from_secs(5));
    // One connection carries the calls of all threads.
    thread::scope(|scope| {
        let call = |id| client.create_user(User { id, name: format!("user {id}"), email: String::new() });
        let calls: Vec<_> = (1..=8).map(|id| scope.spawn(move || call(id))).collect();
        for call in calls {
            joined(call.join())??;
        }
        Ok::<_, Box<dyn Error>>(())
    })?;
    rename(&client, 7, "John Doe")?;
    println!("getUser: {:?}", client.get_user(7)?);
    println!("deleteUser: {}", client.delete_user(7)?);
    match client.get_user(7) {
        Err(GetUserError::NotFound(exception)) => println!("getUser: declared exception: {}", exception.message),
        other => return Err(format!("expected NotFound, got {other:?}").into()),
    }

    shutdown.shutdown();
    joined(serving.join())??;
    println!("shut down");
    Ok(())
}
