//! What a case is, and what it says.

use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;

use thrift_rs::{ApplicationErrorKind, Channel, ChannelBuilder};
use tokio::net::TcpStream;

use crate::dialect::Dialect;

/// The server that a case runs on.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    pub(crate) dialect: Dialect,
    pub(crate) peer: Peer,
}

/// Who serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    /// Apache's Python library, as it is at its best.
    Thrift,
    Thriftpy2,
    /// Apache's Python library, as its tutorials use it.
    Tutorial,
    Node,
    Volo,
}

impl Target {
    /// One connection, and never another: what comes after an error comes over the same.
    pub(crate) async fn connect(&self) -> Outcome<Channel> {
        if !self.dialect.has_lasting_connections() {
            return Ok(self.connect_for_long().await?);
        }
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        Ok(self.builder()?.over(stream))
    }

    /// A channel that connects again, as users have it.
    pub(crate) async fn connect_for_long(&self) -> thrift_rs::Result<Channel> {
        self.builder()?.connect().await
    }

    fn builder(&self) -> thrift_rs::Result<ChannelBuilder> {
        self.dialect.of(Channel::builder(self.address))
    }
}

/// Ends with what is wrong.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// A named statement about a server.
pub(crate) struct Case {
    name: String,
    body: Box<dyn Fn(Target) -> Running>,
}

type Running = Pin<Box<dyn Future<Output = Outcome> + Send>>;

impl Case {
    pub(crate) fn new(name: impl Into<String>, body: impl Fn(Target) -> Running + 'static) -> Self {
        Self { name: name.into(), body: Box::new(body) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) async fn run(&self, target: Target) -> Outcome {
        (self.body)(target).await
    }
}

/// Cases from functions, with the functions' names.
macro_rules! cases {
    ($($function:ident)*) => {
        vec![$($crate::case::Case::new(
            stringify!($function).replace('_', " "),
            |target| Box::pin($function(target)),
        )),*]
    };
}
pub(crate) use cases;

pub(crate) fn equal<T: PartialEq + Debug>(actual: T, expected: T) -> Outcome {
    match actual == expected {
        true => Ok(()),
        false => Err(format!("expected {expected:?}, got {actual:?}").into()),
    }
}

/// That a call ended with an application error of this kind and message.
pub(crate) fn application_error<T: Debug, E: Into<thrift_rs::Error> + Debug>(
    result: Result<T, E>,
    kind: ApplicationErrorKind,
    message: &str,
) -> Outcome {
    match result.map_err(Into::into) {
        Err(thrift_rs::Error::Application(error)) => {
            equal(error.kind, kind)?;
            equal(error.message.as_str(), message)
        }
        other => Err(format!("expected {kind}, got {other:?}").into()),
    }
}
