//! Reading and writing.

use std::io;
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::time::timeout;

use super::{Connection, Input};

/// Bytes that may come or go at once without a buffer for more. A connection that says little holds little, however often.
pub(super) const SMALL: usize = 1024;

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    /// Pending while the client does not take what is to be written.
    pub(super) fn write(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.deaf {
            return Poll::Ready(());
        }
        if let Err(error) = ready!(self.output.poll_write(&mut self.io, cx)) {
            tracing::debug!(%error, "a client takes no more responses");
            self.deaf = true;
            self.lose_client();
            self.output.discard();
        }
        Poll::Ready(())
    }

    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let read = match self.buffered {
            false => ready!(self.poll_small_read(cx)),
            true => ready!(pin!(self.io.read_buf(self.decoder.space())).poll(cx)),
        };
        match read {
            Ok(0) => self.input = Input::Ended,
            Ok(bytes) => {
                self.reads += 1;
                self.decoder.was_read(bytes);
            }
            Err(error) => {
                tracing::debug!(%error, "a connection broke");
                self.input = Input::Ended;
            }
        }
        if self.input == Input::Ended {
            self.lose_client();
        }
        if self.input == Input::Ended && !self.decoder.is_empty() {
            tracing::debug!("a connection ended within a message");
        }
        Poll::Ready(())
    }

    /// Reads by the stack, into no more memory than what comes needs; and with a buffer from then on where it is much.
    fn poll_small_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut bytes = [MaybeUninit::uninit(); SMALL];
        let mut bytes = ReadBuf::uninit(&mut bytes);
        ready!(Pin::new(&mut self.io).poll_read(cx, &mut bytes))?;
        let bytes = bytes.filled();
        self.decoder.push(bytes);
        self.buffered = bytes.len() == SMALL;
        Poll::Ready(Ok(bytes.len()))
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
