//! A connection in memory, whose client has sent everything and gone.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Gives its bytes in pieces, and takes what is written in pieces as well.
#[derive(Debug)]
pub struct Pipe<'s> {
    unread: &'s [u8],
    /// How long the pieces are, again and again; where one is empty, there is nothing for a moment.
    pieces: &'s [u8],
    next: usize,
    paused: bool,
    written: Vec<u8>,
}

impl<'s> Pipe<'s> {
    /// One that gives these bytes. Without lengths, they come in as few pieces as the reader takes.
    pub fn new(bytes: &'s [u8], pieces: &'s [u8]) -> Self {
        Self { unread: bytes, pieces, next: 0, paused: false, written: Vec::new() }
    }

    /// What was written to it.
    pub fn written(&self) -> &[u8] {
        &self.written
    }

    /// The length of the next piece, or `None` to wait once.
    fn piece(&mut self, cx: &mut Context<'_>) -> Option<usize> {
        let Some(length) = self.pieces.get(self.next % self.pieces.len().max(1)) else {
            return Some(usize::MAX);
        };
        self.next += 1;
        if *length == 0 && !std::mem::replace(&mut self.paused, true) {
            cx.waker().wake_by_ref();
            return None;
        }
        self.paused = false;
        Some(usize::from(*length).max(1))
    }
}

impl AsyncRead for Pipe<'_> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Some(length) = self.piece(cx) else { return Poll::Pending };
        let (piece, rest) = self.unread.split_at(length.min(self.unread.len()).min(buffer.remaining()));
        buffer.put_slice(piece);
        self.unread = rest;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Pipe<'_> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let Some(length) = self.piece(cx) else { return Poll::Pending };
        let length = length.min(bytes.len());
        self.written.extend_from_slice(&bytes[..length]);
        Poll::Ready(Ok(length))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
