//! Reading and writing.

use std::io;
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::time::timeout;

use super::{Connection, Input};

/// How many reads after a rest do without a buffer: a connection that says something now and then needs none while it waits
/// for more, and one that is busy has one soon.
const SMALL_READS: u64 = 2;

/// Bytes that such a read takes. They are on the stack.
const SMALL_READ: usize = 4 * 1024;

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    /// Pending while the client does not take what is to be written.
    pub(super) fn write(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.deaf {
            return Poll::Ready(());
        }
        if let Err(error) = ready!(self.output.poll_write(&mut self.io, cx)) {
            tracing::debug!(%error, "a client takes no more responses");
            self.deaf = true;
            self.output.discard();
        }
        Poll::Ready(())
    }

    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let read = match self.reads - self.rested {
            ..SMALL_READS => ready!(self.poll_small_read(cx)),
            _ => ready!(pin!(self.io.read_buf(self.decoder.space())).poll(cx)),
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
        if self.input == Input::Ended && !self.decoder.is_empty() {
            tracing::debug!("a connection ended within a message");
        }
        Poll::Ready(())
    }

    /// Reads without a buffer. Not in line, for its stack's sake.
    #[inline(never)]
    fn poll_small_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut bytes = [MaybeUninit::uninit(); SMALL_READ];
        let mut bytes = ReadBuf::uninit(&mut bytes);
        ready!(Pin::new(&mut self.io).poll_read(cx, &mut bytes))?;
        self.decoder.push(bytes.filled());
        Poll::Ready(Ok(bytes.filled().len()))
    }
}

/// Reads on for a moment what the client still sends: closing a socket that holds unread bytes may take back what was
/// written to it last.
pub(super) async fn linger<IO: AsyncRead + Unpin>(io: &mut IO) {
    const PATIENCE: Duration = Duration::from_secs(1);
    const BYTES: u64 = 1024 * 1024;
    let mut rest = io.take(BYTES);
    // Whether it comes to an end or not, the connection is closed now.
    drop(timeout(PATIENCE, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await);
}
