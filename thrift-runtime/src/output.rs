//! Bytes on their way into a connection.

use std::io;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::AsyncWrite;

use crate::spare;

/// Most memory that is kept for the next messages when all are sent.
const KEPT: usize = 256 * 1024;

/// What is to be written to a connection: messages gather here, and leave in as few writes as they can.
#[derive(Debug, Default)]
pub(crate) struct Output {
    buffer: Vec<u8>,
    /// Bytes at the front of the buffer that have been written, or are not to be.
    done: usize,
    /// Bytes written since the connection began.
    written: u64,
    /// Whether something has been written that has not been flushed.
    flushing: bool,
}

impl Output {
    /// The buffer, to append messages to.
    pub(crate) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// Whether it has [left](Self::leave_buffer) its buffer.
    pub(crate) fn has_no_buffer(&self) -> bool {
        self.buffer.capacity() == 0
    }

    /// Takes this buffer for its own, where it has none, to write what is behind `start`.
    pub(crate) fn use_buffer(&mut self, buffer: Vec<u8>, start: usize) {
        self.buffer = buffer;
        self.done = start;
    }

    /// Leaves its buffer to whoever needs one next, where all is written, unless it is one that many messages have filled.
    #[inline]
    pub(crate) fn leave_buffer(&mut self) {
        if self.unsent() == 0 && self.buffer.capacity() <= spare::BYTES {
            self.done = 0;
            spare::give(mem::take(&mut self.buffer));
        }
    }

    /// Whether all is written and flushed.
    pub(crate) fn is_done(&self) -> bool {
        self.unsent() == 0 && !self.flushing
    }

    /// Bytes that have not been written yet.
    pub(crate) fn unsent(&self) -> usize {
        self.buffer.len() - self.done
    }

    /// Bytes written since the connection began.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// Bytes appended since the connection began: the place in the stream of the next message.
    pub(crate) fn end(&self) -> u64 {
        self.written + self.unsent() as u64
    }

    /// Forgets what has not been written.
    pub(crate) fn discard(&mut self) {
        self.buffer = Vec::new();
        self.done = 0;
        self.flushing = false;
    }

    /// Writes until all is written and flushed, or the connection takes no more, which is its error then.
    #[cfg(feature = "blocking")]
    pub(crate) fn write_to(&mut self, io: &mut impl io::Write) -> io::Result<()> {
        while let Some(rest @ [_, ..]) = self.buffer.get(self.done..) {
            match io.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(bytes) => self.was_written(bytes),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.begin_again();
        if self.flushing {
            io.flush()?;
            self.flushing = false;
        }
        Ok(())
    }

    fn was_written(&mut self, bytes: usize) {
        self.done += bytes;
        self.written += bytes as u64;
        self.flushing = true;
    }

    /// All is written.
    #[inline]
    fn begin_again(&mut self) {
        self.done = 0;
        self.buffer.clear();
        if self.buffer.capacity() > KEPT {
            self.buffer = Vec::new();
        }
    }

    /// Writes until all is written and flushed, or the connection takes no more.
    #[inline]
    pub(crate) fn poll_write<IO: AsyncWrite + Unpin>(
        &mut self,
        io: &mut IO,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        while let Some(rest @ [_, ..]) = self.buffer.get(self.done..) {
            let bytes = ready!(Pin::new(&mut *io).poll_write(cx, rest))?;
            if bytes == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.was_written(bytes);
        }
        self.begin_again();
        if self.flushing {
            ready!(Pin::new(&mut *io).poll_flush(cx))?;
            self.flushing = false;
        }
        Poll::Ready(Ok(()))
    }
}
