//! `volo-thrift`, with the framed transport: one connection a call at a time, out of its client's pool, or multiplexed.

use pilota::FastStr;
use tokio::net::TcpListener;
use volo::net::Address;
use volo::net::incoming::DefaultIncoming;
use volo_thrift::ServerError;
use volo_thrift::codec::default::DefaultMakeCodec;

use crate::Result;
use crate::case::Case;
use crate::client::Job;
use crate::crew::{Caller, Crew};
use crate::generated::volo as types;
use crate::server;
use crate::values::{Stamp, Value, values};

values!(types, FastStr::new);

struct Handler;

impl types::Echo for Handler {
    async fn echo_user(&self, value: types::User) -> Result<types::User, ServerError> {
        Ok(value)
    }

    async fn echo_blob(&self, value: types::Blob) -> Result<types::Blob, ServerError> {
        Ok(value)
    }

    async fn echo_order(&self, value: types::Order) -> Result<types::Order, ServerError> {
        Ok(value)
    }
}

pub(crate) async fn serve(multiplexed: bool) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    server::ready(listener.local_addr()?);
    let server = types::EchoServer::new(Handler).make_codec(DefaultMakeCodec::framed()).multiplex(multiplexed);
    server.run(DefaultIncoming::from(listener)).await
}

pub(crate) async fn man(multiplexed: bool, job: &Job, crew: &mut Crew) -> Result<()> {
    let client = types::EchoClientBuilder::new("rpc.Echo")
        .make_codec(DefaultMakeCodec::framed())
        .multiplex(multiplexed)
        .address(Address::Ip(job.address))
        .build();
    for _ in 0..job.callers {
        crew.add(Volo { client: client.clone(), case: job.case });
    }
    Ok(())
}

struct Volo {
    client: types::EchoClient,
    case: Case,
}

impl Caller for Volo {
    async fn call(&mut self, stamp: Stamp) -> Result<()> {
        match self.case {
            Case::Small => self.client.echo_user(Value::of(stamp)).await?.check(stamp),
            Case::Kilobyte => self.client.echo_blob(Value::of(stamp)).await?.check(stamp),
            Case::Nested => self.client.echo_order(Value::of(stamp)).await?.check(stamp),
        }
    }
}
