//! The server, which is started anew every ten seconds.

use std::net::SocketAddr;
use std::time::Duration;

use thrift_rs::{BoundServer, Server};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;

use crate::post::{Iface, Processor, RefuseError};
use crate::{Parcel, Returned};

/// How long a server lives.
const LIFE: Duration = Duration::from_secs(10);

struct Office;

impl Iface for Office {
    async fn echo(&self, parcel: Parcel) -> thrift_rs::Result<Parcel> {
        Ok(parcel)
    }

    async fn later(&self, parcel: Parcel, milliseconds: i32) -> thrift_rs::Result<Parcel> {
        sleep(Duration::from_millis(milliseconds.max(0).unsigned_abs().into())).await;
        Ok(parcel)
    }

    async fn refuse(&self, parcel: Parcel) -> Result<(), RefuseError> {
        Err(Returned { parcel }.into())
    }

    async fn drop_off(&self, _: Parcel) -> thrift_rs::Result<()> {
        Ok(())
    }
}

/// What requests come through; each server has another one than that before.
#[derive(Clone, Copy)]
enum Style {
    Plain,
    Layered,
}

impl Style {
    fn other(self) -> Self {
        match self {
            Self::Plain => Self::Layered,
            Self::Layered => Self::Plain,
        }
    }
}

async fn bind(address: SocketAddr, style: Style) -> thrift_rs::Result<BoundServer> {
    let server = Server::new(Processor::new(Office));
    let server = match style {
        Style::Plain => server,
        Style::Layered => {
            server.layer((ConcurrencyLimitLayer::new(10_000), TimeoutLayer::new(Duration::from_secs(60))))
        }
    };
    // So that those who are slow or silent are let go of within the time of a test.
    let server = server.shutdown_timeout(Duration::from_secs(2));
    server.message_timeout(Duration::from_secs(5)).write_timeout(Duration::from_secs(5)).bind(address).await
}

/// Starts it. Gives its address, and what serves until it is over.
pub(crate) async fn start(
    over: watch::Receiver<bool>,
) -> thrift_rs::Result<(SocketAddr, impl Future<Output = ()> + Send)> {
    let mut style = Style::Plain;
    let mut server = bind(([127, 0, 0, 1], 0).into(), style).await?;
    let address = server.local_addr();
    let serve = async move {
        loop {
            let mut ended = over.clone();
            let life = async move { drop(timeout(LIFE, ended.wait_for(|over| *over)).await) };
            if let Err(error) = server.serve_with_shutdown(life).await {
                println!("the server has ended: {error}");
            }
            if *over.borrow() {
                return;
            }
            style = style.other();
            server = loop {
                match bind(address, style).await {
                    Ok(server) => break server,
                    Err(_) => sleep(Duration::from_millis(10)).await,
                }
            };
        }
    };
    Ok((address, serve))
}
