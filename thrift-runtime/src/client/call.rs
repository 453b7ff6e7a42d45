//! Calls as futures.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::codec::Decode;
#[cfg(feature = "json")]
use crate::descriptor::Described;
use crate::descriptor::MethodDescriptor;
use crate::error::{ApplicationError, ApplicationErrorKind, Error, ProtocolError, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::MessageType;
use crate::metadata::Metadata;
use crate::method::{Arguments, Returned, Thrown, decode_outcome, encode_arguments};

use super::Channel;
use super::awaited::Awaited;
use super::reply_metadata::WithReplyMetadata;

/// A call of a method, which comes to its value `T`, or to its error `E`; what the methods of a `Client` give. It is sent
/// at the first poll; dropped, it gives up its place. It borrows nothing, and can be spawned.
///
/// A oneway call is ready when the operating system has taken the request; dropped before, it may or may not be sent.
///
/// Besides the exceptions that the method declares it comes to [`Error::Application`], where the server answers with an
/// error that the method does not declare, also where it notices first that the time is over, if the dialect tells it of that;
/// [`Error::Timeout`]; [`Error::Protocol`], where the request can not be encoded,
/// exceeds the channel's limits, or its reply is not understood; [`Error::Transport`] or [`Error::Closed`], where the
/// connection can not be made or breaks, or the timeout ends before the request could be sent; [`Error::Overloaded`], where
/// the server refuses it unheard.
#[must_use = "futures do nothing unless polled"]
pub struct CallFuture<T, E = Error> {
    awaited: Awaited,
    /// What makes an outcome of a reply.
    end: fn(&'static MethodDescriptor, Option<&Message>, &Limits) -> Result<T, E>,
}

impl<T: Returned, E: Thrown> CallFuture<T, E> {
    pub(super) fn new<A: Arguments>(channel: &Channel, method: &'static MethodDescriptor, args: &A) -> Self {
        let name = channel.name_of(method.name());
        let mut out = Awaited::begin(channel, method, &name);
        encode_arguments(args, method.args(), &mut out);
        Self { awaited: Awaited::new(channel, method, &name, out), end: outcome }
    }
}

/// The outcome that a reply brings, or that it is not to bring.
pub(super) fn outcome<T: Returned, E: Thrown>(
    method: &'static MethodDescriptor,
    reply: Option<&Message>,
    limits: &Limits,
) -> Result<T, E> {
    let outcome = match reply {
        Some(reply) => decode_outcome(method.result(), reply.body(limits)),
        None => T::of_nothing().map(Ok),
    };
    match outcome {
        Some(outcome) => outcome,
        None => Err(missing(method).into()),
    }
}

/// The error of a result that has neither a value nor an exception.
fn missing(method: &MethodDescriptor) -> Error {
    let message = format!("the reply to `{}` has no result", method.name());
    ApplicationError::new(ApplicationErrorKind::MISSING_RESULT, message).into()
}

/// Sees to it that the result of a reply can be read.
///
/// # Errors
/// The one that the reply is.
#[inline]
#[cfg_attr(not(feature = "json"), allow(unused_variables, reason = "only JSON takes the method"))]
pub(super) fn understand(method: &'static MethodDescriptor, reply: &mut Message, limits: &Limits) -> Result<()> {
    if reply.envelope().kind == MessageType::Exception {
        return Err(refusal(reply, limits).unwrap_or_else(Error::from));
    }
    #[cfg(feature = "json")]
    reply.describe(method.result(), limits);
    Ok(())
}

/// The error that a server answers with in place of a result.
pub(super) fn refusal(message: &Message, limits: &Limits) -> Result<Error, ProtocolError> {
    #[cfg(feature = "json")]
    let message = &{
        let mut message = message.clone();
        message.describe(ApplicationError::DESCRIPTOR, limits);
        message
    };
    let mut input = message.body(limits);
    let error = ApplicationError::decode_binary(&mut input)?;
    input.finish()?;
    if error.is_overload() {
        return Ok(Error::Overloaded);
    }
    Ok(error.into())
}

impl<T, E> CallFuture<T, E> {
    /// The same call, which gives its result and what came beside the reply: the metadata that the server has set, where the
    /// dialect carries it; also beside an exception or an error that the server answers with.
    ///
    /// ```ignore
    /// let (user, metadata) = client.get_user(7).with_reply_metadata().await;
    /// println!("{} for {:?}", user?.name, metadata.get("cost"));
    /// ```
    pub fn with_reply_metadata(self) -> WithReplyMetadata<T, E> {
        WithReplyMetadata(self)
    }

    pub(super) fn take_metadata(&mut self) -> Metadata {
        self.awaited.take_metadata()
    }
}

impl<T, E: From<Error>> Future for CallFuture<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut reply = None;
        Poll::Ready(match ready!(self.awaited.poll(cx, &mut reply)) {
            Ok(()) => (self.end)(self.awaited.method, reply.as_ref(), self.awaited.limits()),
            Err(error) => Err(error.into()),
        })
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").field("method", &self.awaited.method.name()).finish_non_exhaustive()
    }
}
