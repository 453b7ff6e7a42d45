//! Reading and writing.

use std::io;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::time::timeout;

use crate::stream;

use super::{Connection, Input};

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    /// Pending while the client does not take what is to be written.
    pub(super) fn write(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.deaf || self.output.is_done() {
            return Poll::Ready(());
        }
        if let Err(error) = ready!(self.output.poll_write(&mut self.io, cx)) {
            self.is_not_heard(&error);
        }
        self.output.leave_buffer();
        Poll::Ready(())
    }

    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match ready!(stream::poll_shared_read(&mut self.io, &mut self.decoder, cx)) {
            Ok(0) => self.ends(None),
            Ok(_) => self.reads += 1,
            Err(error) => self.ends(Some(&error)),
        }
        Poll::Ready(())
    }

    /// Nothing more comes from the client.
    #[cold]
    fn ends(&mut self, error: Option<&io::Error>) {
        if let Some(error) = error {
            tracing::debug!(%error, "a connection broke");
        }
        if !self.decoder.is_empty() {
            tracing::debug!("a connection ended within a message");
        }
        self.input = Input::Ended;
        self.lose_client();
    }

    /// The client takes nothing more.
    #[cold]
    fn is_not_heard(&mut self, error: &io::Error) {
        tracing::debug!(%error, "a client takes no more responses");
        self.deaf = true;
        self.lose_client();
        self.output.discard();
    }
}

/// Reads on for a moment what the client still sends: closing a socket that holds unread bytes may take back what was
/// written to it last.
pub(in crate::server) async fn linger<IO: AsyncRead + Unpin>(io: &mut IO) {
    const PATIENCE: Duration = Duration::from_secs(1);
    const BYTES: u64 = 1024 * 1024;
    let mut rest = io.take(BYTES);
    // Whether it comes to an end or not, the connection is closed now.
    drop(timeout(PATIENCE, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await);
}
