//! What comes beside a reply.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::error::Error;
use crate::metadata::Metadata;

use super::CallFuture;

/// A call that gives what came beside its reply, too: [`CallFuture::with_reply_metadata`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct WithReplyMetadata<T, E = Error>(pub(super) CallFuture<T, E>);

impl<T, E: From<Error>> Future for WithReplyMetadata<T, E> {
    type Output = (Result<T, E>, Metadata);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let result = ready!(Pin::new(&mut self.0).poll(cx));
        Poll::Ready((result, self.0.take_metadata()))
    }
}
