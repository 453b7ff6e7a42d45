//! Calls each method of `user.thrift` on a server of any language.
//!
//! `cargo run --example user_client [ADDRESS] [--framed] [--compact]`, by default to 127.0.0.1:9090, unframed, in the
//! binary protocol.

use std::error::Error;

use thrift_rs::{Channel, Protocol, Transport};
use user_service::GetUserError;

thrift_rs::include_thrift!("user.thrift");

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (flags, addresses): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let address = addresses.first().map_or("127.0.0.1:9090", String::as_str);
    let mut channel = Channel::builder(address);
    for flag in &flags {
        channel = match flag.as_str() {
            "--framed" => channel.transport(Transport::Framed),
            "--compact" => channel.protocol(Protocol::Compact),
            _ => return Err("usage: user_client [ADDRESS] [--framed] [--compact]".into()),
        };
    }
    let client = user_service::Client::new(channel.connect().await?);
    let user = User { id: 7, name: "John Doe".into(), email: "johndoe@example.com".into() };

    println!("createUser: {}", client.create_user(user.clone()).await?);
    println!("getUser:    {:?}", client.get_user(7).await?);
    let renamed = User { name: "Jane Doe".into(), ..user };
    println!("updateUser: {}", client.update_user(renamed).await?);
    println!("getUser:    {:?}", client.get_user(7).await?);
    println!("deleteUser: {}", client.delete_user(7).await?);
    match client.get_user(7).await {
        Err(GetUserError::NotFound(exception)) => println!("getUser:    NotFound: {}", exception.message),
        other => return Err(format!("expected NotFound, got {other:?}").into()),
    }
    Ok(())
}
