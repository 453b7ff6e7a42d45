//! Bodies.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame, Incoming, SizeHint};

/// A body that is all there.
#[derive(Debug, Default)]
pub(crate) struct Whole(Option<Bytes>);

impl From<Bytes> for Whole {
    fn from(bytes: Bytes) -> Self {
        Self(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, Bytes::len) as u64)
    }
}

/// What becomes of a body that is read.
#[derive(Debug)]
pub(crate) enum Collected {
    Whole(BytesMut),
    TooLarge,
    Broken(hyper::Error),
}

/// Reads a body of up to `limit` bytes. What it claims to have is not believed but beyond the limit.
pub(crate) async fn collect(mut body: Incoming, limit: usize) -> Collected {
    if body.size_hint().lower() > limit as u64 {
        return Collected::TooLarge;
    }
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let data = match frame.map(Frame::into_data) {
            Ok(Ok(data)) => data,
            // Trailers.
            Ok(Err(_)) => continue,
            Err(error) => return Collected::Broken(error),
        };
        if data.len() > limit - bytes.len() {
            return Collected::TooLarge;
        }
        if bytes.is_empty() {
            // Without a copy, where nobody else holds it.
            bytes = data.into();
        } else {
            bytes.extend_from_slice(&data);
        }
    }
    Collected::Whole(bytes)
}
