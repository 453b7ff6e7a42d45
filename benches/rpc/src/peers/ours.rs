//! `thrift-rs`, as its users have it: through the macro, with the settings that are there if nothing is said.

use std::time::Duration;

use thrift_rs::{Channel, Protocol, Server, Transport};
use tower::limit::ConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::timeout::TimeoutLayer;

use crate::Result;
use crate::case::{Case, Mode};
use crate::client::Job;
use crate::crew::{Caller, Crew};
use crate::peer::Peer;
use crate::server;
use crate::values::{Stamp, Value, values};

pub(crate) mod rpc {
    thrift_rs::thrift!("idl/rpc.thrift", vis = "pub(crate)", protocols = [binary]);
}

values!(rpc, String::from);

/// Longest time of a call, most of them at once: on both sides, and never reached.
const PATIENCE: Duration = Duration::from_secs(60);
const AT_ONCE: usize = 100_000;

struct Handler;

impl rpc::echo::Iface for Handler {
    async fn echo_user(&self, value: rpc::User) -> thrift_rs::Result<rpc::User> {
        Ok(value)
    }

    async fn echo_blob(&self, value: rpc::Blob) -> thrift_rs::Result<rpc::Blob> {
        Ok(value)
    }

    async fn echo_order(&self, value: rpc::Order) -> thrift_rs::Result<rpc::Order> {
        Ok(value)
    }
}

/// Takes clients of any dialect.
pub(crate) async fn serve(layered: bool) -> Result<()> {
    let server = Server::new(rpc::echo::Processor::new(Handler));
    let server = match layered {
        true => server.layer((LoadShedLayer::new(), ConcurrencyLimitLayer::new(AT_ONCE), TimeoutLayer::new(PATIENCE))),
        false => server,
    };
    let server = server.bind("127.0.0.1:0").await?;
    server::ready(server.local_addr());
    Ok(server.serve().await?)
}

pub(crate) async fn man(job: &Job, crew: &mut Crew) -> Result<()> {
    let transport = match job.peer {
        Peer::ThriftRsUnframed => Transport::Unframed,
        Peer::ThriftRsHeader => Transport::Header,
        Peer::ThriftRsTtHeader => Transport::TtHeader,
        Peer::ThriftRsHttp => Transport::Http,
        _ => Transport::Framed,
    };
    let protocol = if job.peer == Peer::ThriftRsJson { Protocol::Json } else { Protocol::Binary };
    let mut channel = None;
    for _ in 0..job.callers {
        let channel = match (job.mode, &channel) {
            (Mode::Shared, Some(channel)) => Channel::clone(channel),
            _ => {
                let new = Channel::builder(job.address).transport(transport).protocol(protocol).connect().await?;
                channel.insert(if job.peer == Peer::ThriftRsLayered { layered(new) } else { new }).clone()
            }
        };
        crew.add(Ours { client: rpc::echo::Client::new(channel), case: job.case });
    }
    Ok(())
}

fn layered(channel: Channel) -> Channel {
    channel.layer((LoadShedLayer::new(), ConcurrencyLimitLayer::new(AT_ONCE), TimeoutLayer::new(PATIENCE)))
}

struct Ours {
    client: rpc::echo::Client,
    case: Case,
}

impl Caller for Ours {
    async fn call(&mut self, stamp: Stamp) -> Result<()> {
        match self.case {
            Case::Small => self.client.echo_user(Value::of(stamp)).await?.check(stamp),
            Case::Kilobyte => self.client.echo_blob(Value::of(stamp)).await?.check(stamp),
            Case::Nested => self.client.echo_order(Value::of(stamp)).await?.check(stamp),
        }
    }
}
