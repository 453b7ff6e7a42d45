//! Two versions of a service that meet: what each sees of what the other one has added or does not know yet.
//!
//! The second version has a further field in a struct and in an exception, a further value of an enum, member of a union,
//! argument and method. Clients and servers of both call each other, in every protocol.
//!
//! `cargo run --example versions`

use thrift_rs::{Channel, Error, Process, Protocol, Result, Server};

mod v1 {
    thrift_rs::thrift!("versions/v1.thrift");
}

mod v2 {
    thrift_rs::thrift!("versions/v2.thrift");
}

/// A desk of the first version.
struct Old;

impl v1::desk::Iface for Old {
    async fn get(&self, id: i32) -> Result<v1::Ticket, v1::desk::GetError> {
        match id {
            1 => Ok(v1::Ticket { id, title: "Leak".into(), status: v1::Status::OPEN, contact: None }),
            _ => Err(v1::NotFound { id }.into()),
        }
    }

    async fn close(&self, _: i32) -> Result<bool> {
        Ok(true)
    }
}

/// A desk of the second.
struct New;

impl v2::desk::Iface for New {
    async fn get(&self, id: i32, language: String) -> Result<v2::Ticket, v2::desk::GetError> {
        match id {
            1 => Ok(v2::Ticket {
                id,
                title: format!("Leak ({language})"),
                status: v2::Status::REOPENED,
                contact: Some(v2::Contact::Chat(77)),
                tags: vec!["water".into()],
                priority: Some(1),
            }),
            _ => Err(v2::NotFound { id, hint: "try 1".into() }.into()),
        }
    }

    async fn close(&self, _: i32) -> Result<bool> {
        Ok(true)
    }

    async fn reopen(&self, id: i32) -> Result<v2::Ticket, v2::desk::ReopenError> {
        Ok(v2::Ticket { id, status: v2::Status::REOPENED, ..Default::default() })
    }
}

/// What a client of the first version sees.
async fn old_client(channel: Channel) -> Result<Vec<String>> {
    let desk = v1::desk::Client::new(channel);
    let mut seen = Vec::new();
    for id in [1, 2] {
        seen.push(match desk.get(id).await {
            Ok(ticket) => format!("{ticket:?}"),
            Err(v1::desk::GetError::NotFound(error)) => format!("{error:?}"),
            Err(v1::desk::GetError::Rpc(error)) => return Err(error),
        });
    }
    seen.push(format!("closed: {}", desk.close(1).await?));
    Ok(seen)
}

/// What a client of the second version sees.
async fn new_client(channel: Channel) -> Result<Vec<String>> {
    let desk = v2::desk::Client::new(channel);
    let mut seen = Vec::new();
    for id in [1, 2] {
        seen.push(match desk.get(id, "fr".into()).await {
            Ok(ticket) => format!("{ticket:?}"),
            Err(v2::desk::GetError::NotFound(error)) => format!("{error:?}"),
            Err(v2::desk::GetError::Rpc(error)) => return Err(error),
        });
    }
    seen.push(match desk.reopen(1).await {
        Ok(ticket) => format!("reopened: {}", ticket.status),
        Err(v2::desk::ReopenError::Rpc(Error::Application(error))) => format!("not reopened: {error}"),
        Err(error) => return Err(Error::handler(error)),
    });
    // The connection lives on.
    seen.push(format!("closed: {}", desk.close(1).await?));
    Ok(seen)
}

async fn connect(process: impl Process, protocol: Protocol) -> Result<Channel> {
    let server = Server::new(process).bind("127.0.0.1:0").await?;
    let address = server.local_addr();
    tokio::spawn(server.serve());
    Channel::builder(address).protocol(protocol).connect().await
}

/// What each client sees of each server, in this protocol.
pub(crate) async fn meet(protocol: Protocol) -> Result<Vec<(&'static str, Vec<String>)>> {
    let old = || v1::desk::Processor::new(Old);
    let new = || v2::desk::Processor::new(New);
    Ok(vec![
        ("v1 calls v1", old_client(connect(old(), protocol).await?).await?),
        ("v1 calls v2", old_client(connect(new(), protocol).await?).await?),
        ("v2 calls v1", new_client(connect(old(), protocol).await?).await?),
        ("v2 calls v2", new_client(connect(new(), protocol).await?).await?),
    ])
}

#[tokio::main]
async fn main() -> Result<()> {
    for protocol in [Protocol::Binary, Protocol::Compact, Protocol::Json] {
        for (who, seen) in meet(protocol).await? {
            println!("{protocol:?}, {who}");
            seen.iter().for_each(|line| println!("    {line}"));
        }
    }
    Ok(())
}
