//! A tool that knows nothing of a service but its IDL, which it reads while it runs: calls by name, with JSON.
//!
//! ```text
//! cargo run --features dynamic --example dynamic [-- FILE SERVICE ADDRESS METHOD JSON]
//! ```
//!
//! Without arguments it calls a server of its own.

use thrift_rs::Channel;
use thrift_rs::dynamic::{CallError, DynamicClient, Schema};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [file, service, address, method, json] => call(file, service, address, &[(method, json)]).await,
        [] => {
            let server = thrift_rs::Server::new(server::processor()).bind("127.0.0.1:0").await?;
            let address = server.local_addr().to_string();
            tokio::spawn(server.serve());
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/user.thrift");
            let calls = [
                ("getUser", r#"{"id": 7}"#),
                ("getUser", r#"{"id": 8}"#),
                ("getUsr", "{}"),
                ("getUser", r#"{"ib": 7}"#),
            ];
            call(file, "UserService", &address, &calls).await
        }
        _ => Err("usage: dynamic [FILE SERVICE ADDRESS METHOD JSON]".into()),
    }
}

/// Calls one method after the other, and prints what comes back.
async fn call(
    file: &str,
    service: &str,
    address: &str,
    calls: &[(&str, &str)],
) -> Result<(), Box<dyn std::error::Error>> {
    let schema = Schema::from_file(file)?;
    let client = DynamicClient::new(Channel::connect(address).await?, &schema, service)?;
    for (method, json) in calls {
        match client.call_json(method, json).await {
            Ok(result) => println!("{method}({json}) returns {result}"),
            Err(CallError::Exception(exception)) => println!("{method}({json}) throws {exception}"),
            Err(error) => println!("{method}({json}) fails: {error}"),
        }
    }
    Ok(())
}

/// Any server does, of any language. This one is here so that the example runs by itself.
mod server {
    thrift_rs::thrift!("user.thrift");

    struct Users;

    impl user_service::Iface for Users {
        async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
            match id {
                7 => Ok(User { id, name: "John Doe".into(), email: "johndoe@example.com".into() }),
                _ => Err(NotFound { message: format!("no user has the id {id}") }.into()),
            }
        }

        async fn create_user(&self, _: User) -> thrift_rs::Result<bool> {
            Ok(true)
        }

        async fn update_user(&self, _: User) -> Result<bool, user_service::UpdateUserError> {
            Ok(true)
        }

        async fn delete_user(&self, _: i32) -> Result<bool, user_service::DeleteUserError> {
            Ok(true)
        }
    }

    /// The service.
    pub(super) fn processor() -> impl thrift_rs::Process {
        user_service::Processor::new(Users)
    }
}
