//! A zlib stream in each direction (RFC 1950): Apache's `TZlibTransport`.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, BytesMut};
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::output::Output;

/// Bytes to read, and to inflate, at once. However much a few bytes inflate to, no more of it is held than this: what is made
/// of it keeps to the limits of messages.
const CHUNK: usize = 16 * 1024;

/// Compressed bytes that wait to be written before no more are taken.
const UNSENT: usize = 64 * 1024;

/// A stream whose bytes are compressed on their way. Each flush ends a block, so that the peer can read all that was written.
pub(crate) struct Zlib<IO> {
    io: IO,
    inflate: Decompress,
    /// Bytes that have been read and not been inflated.
    compressed: BytesMut,
    /// The peer's stream is at its end.
    ended: bool,
    deflate: Compress,
    output: Output,
    /// Whether bytes have been taken that no flush is behind.
    open: bool,
    /// Whether our stream is at its end.
    finished: bool,
}

impl<IO> Zlib<IO> {
    pub(crate) fn new(io: IO) -> Self {
        Self {
            io,
            inflate: Decompress::new(true),
            compressed: BytesMut::new(),
            ended: false,
            deflate: Compress::new(Compression::fast(), true),
            output: Output::default(),
            open: false,
            finished: false,
        }
    }

    /// Inflates into `out` what is there.
    fn inflate(&mut self, out: &mut ReadBuf<'_>) -> io::Result<Inflated> {
        let space = out.initialize_unfilled_to(CHUNK.min(out.remaining()));
        let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(&self.compressed, space, FlushDecompress::None);
        let status = status.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        // Within what was given.
        let read = (self.inflate.total_in() - read) as usize;
        let written = (self.inflate.total_out() - written) as usize;
        self.compressed.advance(read);
        out.advance(written);
        self.ended = status == Status::StreamEnd;
        Ok(match (written, read) {
            (0, 0) => Inflated::Nothing,
            (0, _) => Inflated::Silence,
            _ => Inflated::Bytes,
        })
    }

    /// Compresses bytes into the output, all of them.
    fn deflate(&mut self, mut bytes: &[u8], flush: FlushCompress) -> io::Result<()> {
        loop {
            let out = self.output.buffer();
            out.reserve(bytes.len() / 2 + 64);
            let read = self.deflate.total_in();
            let status = self.deflate.compress_vec(bytes, out, flush);
            let status = status.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            let read = (self.deflate.total_in() - read) as usize;
            bytes = bytes.get(read..).unwrap_or_default();
            // Where there is room left, there is nothing more to come.
            let is_done = bytes.is_empty() && out.len() < out.capacity();
            if is_done || status == Status::StreamEnd {
                return Ok(());
            }
        }
    }
}

/// What has come of bytes.
enum Inflated {
    Bytes,
    /// They have been read, and stand for nothing.
    Silence,
    /// More are needed.
    Nothing,
}

impl<IO: AsyncRead + Unpin> AsyncRead for Zlib<IO> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        while out.remaining() > 0 && !this.ended {
            match this.inflate(out)? {
                Inflated::Bytes => break,
                Inflated::Silence => continue,
                Inflated::Nothing if this.ended => break,
                Inflated::Nothing => {}
            }
            let mut bytes = [std::mem::MaybeUninit::uninit(); CHUNK];
            let mut bytes = ReadBuf::uninit(&mut bytes);
            ready!(Pin::new(&mut this.io).poll_read(cx, &mut bytes))?;
            if bytes.filled().is_empty() {
                // Peers close their connections, and leave their streams open.
                break;
            }
            this.compressed.extend_from_slice(bytes.filled());
        }
        Poll::Ready(Ok(()))
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Zlib<IO> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.output.unsent() > UNSENT {
            ready!(this.output.poll_write(&mut this.io, cx))?;
        }
        let bytes = bytes.get(..UNSENT).unwrap_or(bytes);
        this.deflate(bytes, FlushCompress::None)?;
        this.open = true;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.open {
            this.deflate(&[], FlushCompress::Sync)?;
            this.open = false;
        }
        this.output.poll_write(&mut this.io, cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if !this.finished {
            this.deflate(&[], FlushCompress::Finish)?;
            this.finished = true;
        }
        ready!(this.output.poll_write(&mut this.io, cx))?;
        Pin::new(&mut this.io).poll_shutdown(cx)
    }
}

impl<IO> fmt::Debug for Zlib<IO> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Zlib")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test]
    async fn what_was_flushed_comes_out_whole_however_it_is_cut() {
        // Room for the end of a block, which nobody reads who has its bytes.
        for space in [64, 1000] {
            let (near, far) = duplex(space);
            let (mut near, mut far) = (Zlib::new(near), Zlib::new(far));
            let text: Vec<u8> =
                (0..5_000_u32).flat_map(|number| (number.wrapping_mul(number) % 251).to_le_bytes()).collect();
            for part in [&text[..10], &text[10..11], &text[11..]] {
                let write = async {
                    near.write_all(part).await.unwrap();
                    near.flush().await.unwrap();
                };
                let mut got = vec![0; part.len()];
                let (_, read) = tokio::join!(write, far.read_exact(&mut got));
                read.unwrap();
                assert!(got == part);
            }
            let (closed, end) = tokio::join!(near.shutdown(), far.read_u8());
            closed.unwrap();
            assert_eq!(end.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        }
    }

    #[tokio::test]
    async fn what_is_no_stream_is_an_error() {
        for bytes in [&b"\x78\x9c\xff\xff\xff\xff"[..], b"GET / HTTP", b"\x78\x9d"] {
            let mut stream = Zlib::new(tokio::io::join(bytes, tokio::io::sink()));
            assert_eq!(stream.read_u8().await.unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }
}
