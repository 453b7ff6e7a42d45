//! Reading into a decoder.

use std::io;
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};

use crate::framing::Decoder;

/// Bytes that may come or go at once without a buffer for more. A connection that says little holds little, however often.
pub(crate) const SMALL: usize = 1024;

/// Reads what is there into the thread's buffer, which the decoder [leaves](Decoder::leave_buffer) again. Gives the number of
/// bytes.
#[inline]
pub(crate) fn poll_shared_read<IO: AsyncRead + Unpin>(
    io: &mut IO,
    decoder: &mut Decoder,
    cx: &mut Context<'_>,
) -> Poll<io::Result<usize>> {
    match decoder.expects_little() {
        false => poll_buffered_read(io, decoder, cx),
        true => poll_small_read(io, decoder, cx),
    }
}

#[inline]
fn poll_buffered_read<IO: AsyncRead + Unpin>(
    io: &mut IO,
    decoder: &mut Decoder,
    cx: &mut Context<'_>,
) -> Poll<io::Result<usize>> {
    let read = ready!(pin!(io.read_buf(decoder.space())).poll(cx));
    if let Ok(bytes) = &read {
        decoder.was_read(*bytes);
    }
    Poll::Ready(read)
}

/// Reads by the stack, into no more memory than what comes needs; and with a buffer from then on where it is much. Where
/// nothing is there, this takes the least.
#[inline]
pub(crate) fn poll_small_read<IO: AsyncRead + Unpin>(
    io: &mut IO,
    decoder: &mut Decoder,
    cx: &mut Context<'_>,
) -> Poll<io::Result<usize>> {
    let mut bytes = [MaybeUninit::uninit(); SMALL];
    let mut bytes = ReadBuf::uninit(&mut bytes);
    ready!(Pin::new(io).poll_read(cx, &mut bytes))?;
    decoder.push(bytes.filled());
    if bytes.remaining() == 0 {
        decoder.expect_much();
    }
    Poll::Ready(Ok(bytes.filled().len()))
}
