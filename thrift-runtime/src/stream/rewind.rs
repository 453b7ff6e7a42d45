//! A stream that gives some bytes once more.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream whose first bytes have been read, and are given once more.
#[derive(Debug)]
pub(crate) struct Rewind<IO> {
    bytes: BytesMut,
    io: IO,
}

impl<IO> Rewind<IO> {
    pub(crate) fn new(bytes: BytesMut, io: IO) -> Self {
        Self { bytes, io }
    }
}

impl<IO: AsyncRead + Unpin> AsyncRead for Rewind<IO> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let length = self.bytes.len().min(out.remaining());
        if length == 0 {
            return Pin::new(&mut self.io).poll_read(cx, out);
        }
        out.put_slice(self.bytes.get(..length).unwrap_or_default());
        self.bytes.advance(length);
        if self.bytes.is_empty() {
            // With its memory.
            self.bytes = BytesMut::new();
        }
        Poll::Ready(Ok(()))
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Rewind<IO> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt;

    #[tokio::test]
    async fn the_first_bytes_come_first_however_they_are_read() {
        for size in 1..8 {
            let mut stream = Rewind::new(BytesMut::from(&b"abc"[..]), &b"defg"[..]);
            let mut read = Vec::new();
            loop {
                let mut piece = vec![0; size];
                match stream.read(&mut piece).await.unwrap() {
                    0 => break,
                    bytes => read.extend_from_slice(&piece[..bytes]),
                }
            }
            assert_eq!(read, b"abcdefg");
        }
    }
}
