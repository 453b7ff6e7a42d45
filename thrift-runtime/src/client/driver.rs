//! The task that drives a channel's connection.

use std::future::poll_fn;
use std::pin::Pin;

use tokio::time::{Instant, sleep_until};

use crate::error::TransportError;
#[cfg(feature = "http")]
use crate::framing::Transport;
use crate::stream::Io;

use super::cause::Cause;
use super::connection::Connection;
use super::end::{DriverEnd, Next};
use super::pool::Pool;
use super::settings::Settings;
use super::shared::Driver;
use super::stream::Stream;

/// Connects, and lets a task drive the connection.
///
/// In a box, so that the code is in this crate: a future is compiled where its type is last known.
pub(super) fn connect(settings: Settings) -> Pin<Box<dyn Future<Output = Result<Pool, TransportError>> + Send>> {
    Box::pin(async {
        let io = settings.dial().await?;
        #[cfg(feature = "http")]
        if settings.transport == Transport::Http {
            let pool = Pool::new(settings, Driver::Idle);
            if let Some(http) = pool.http() {
                http.take(io.boxed()).await?;
            }
            return Ok(pool);
        }
        let pool = Pool::new(settings, Driver::Connecting);
        tokio::spawn(run(pool.first().driver(), Some(io), None));
        Ok(pool)
    })
}

/// Drives connections to the channel's address, beginning with `io`, for as long as calls want one; where there is none, the
/// first is not made before `rest`.
///
/// What happens seldom has a box of its own, and its memory only while it does: most of the time a driver sleeps.
pub(super) async fn run(mut end: DriverEnd, mut io: Option<Stream>, mut rest: Option<Instant>) {
    loop {
        if let Some(until) = rest.take() {
            Box::pin(sleep_until(until)).await;
            if !end.is_wanted() {
                return;
            }
        }
        let connected = match io.take() {
            Some(io) => Ok(io),
            None => Box::pin(end.settings().dial()).await,
        };
        let next = match connected {
            Ok(io) => drive(&mut end, io).await,
            Err(error) => end.unconnected(error),
        };
        match next {
            Next::Connect => {}
            Next::Rest(until) => rest = Some(until),
            Next::Nothing => return,
        }
    }
}

/// Drives a connection that can not be made again.
pub(super) async fn run_over(mut end: DriverEnd, io: impl Io + 'static) {
    if !end.settings().is_wrapped() {
        drive(&mut end, Stream::Wrapped(Box::new(io))).await;
        return;
    }
    match end.settings().wrap(Box::new(io)).await {
        Ok(io) => drive(&mut end, Stream::Wrapped(io)).await,
        Err(error) => end.unconnected(error),
    };
}

/// Drives one connection.
async fn drive(end: &mut DriverEnd, io: Stream) -> Next {
    end.connected(io);
    let cause = poll_fn(|cx| end.poll(cx)).await;
    Box::pin(leave(end, cause)).await
}

/// Closes a connection that is of no use any more, where nobody wants it.
async fn leave(end: &mut DriverEnd, cause: Cause) -> Next {
    let mut connection = end.disconnect();
    if let (Cause::Dropped, Some(connection)) = (&cause, &mut connection) {
        connection.close().await;
    }
    end.lost(cause, connection.map(Connection::into_exchange).unwrap_or_default())
}
