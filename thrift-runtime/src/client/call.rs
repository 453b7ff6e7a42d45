//! Calls as futures.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use crate::codec::Decode;
#[cfg(feature = "json")]
use crate::descriptor::Described;
use crate::descriptor::MethodDescriptor;
use crate::error::{ApplicationError, ApplicationErrorKind, Error, ProtocolError, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::{MessageType, Name};
use crate::metadata::Metadata;
use crate::method::{Arguments, Returned, Thrown, decode_outcome};
use crate::service::Request;

use super::flight::Flight;
use super::ongoing::{Ongoing, Way};
use super::reply_metadata::WithReplyMetadata;
use super::request::Outgoing;
use super::timer::Timer;
use super::{Channel, Route};

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
    method: &'static MethodDescriptor,
    ongoing: Ongoing,
    limits: Limits,
    /// What came beside the reply.
    metadata: Metadata,
    /// What makes an outcome of a reply.
    end: fn(&'static MethodDescriptor, Option<Message>, &Limits) -> Result<T, E>,
}

impl<T: Returned, E: Thrown> CallFuture<T, E> {
    pub(super) fn new<A: Arguments>(channel: &Channel, method: &'static MethodDescriptor, args: &A) -> Self {
        let name = channel.name_of(method.name());
        let (deadline, metadata) = channel.beside(Metadata::new());
        let way = match &channel.route {
            Route::Direct(pool) => {
                let protocol = pool.settings().protocol;
                let outgoing = metadata.and_then(|metadata| {
                    let request = Outgoing::call(method, &name, args)?.in_protocol(protocol, Some(method))?;
                    Ok(request.with_metadata(metadata))
                });
                Way::Direct(Flight::new(pool, Name::Known(method.name()), method.kind(), outgoing))
            }
            Route::Layered(service, limits, _) => {
                let request = metadata.and_then(|metadata| {
                    let message = Outgoing::message(method, &name, args)?;
                    let mut request = Request::of_client(method, &name, message, *limits);
                    *request.metadata_mut() = metadata;
                    Ok(request)
                });
                Way::Layered(Arc::clone(service), Some(request), None)
            }
        };
        let (timer, limits) = (Timer::new(channel.timeout, deadline), *channel.route.limits());
        let ongoing = Ongoing::new(way, timer, channel.route.trace(&name));
        Self { method, ongoing, limits, metadata: Metadata::new(), end: outcome }
    }
}

/// The outcome that a reply brings, or that it is not to bring.
pub(super) fn outcome<T: Returned, E: Thrown>(
    method: &'static MethodDescriptor,
    reply: Option<Message>,
    limits: &Limits,
) -> Result<T, E> {
    let outcome = match &reply {
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

/// A reply whose result can be read, or the error that it is.
#[cfg_attr(not(feature = "json"), allow(unused_variables, reason = "only JSON takes the method"))]
pub(super) fn understood(
    method: &'static MethodDescriptor,
    reply: Option<Message>,
    limits: &Limits,
) -> Result<Option<Message>> {
    match reply {
        Some(message) if message.envelope().kind == MessageType::Exception => {
            Err(refusal(&message, limits).unwrap_or_else(Error::from))
        }
        #[cfg(feature = "json")]
        Some(mut message) => {
            message.describe(method.result(), limits);
            Ok(Some(message))
        }
        reply => Ok(reply),
    }
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
        mem::take(&mut self.metadata)
    }

    fn poll_reply(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        let mut reply = ready!(self.ongoing.poll(cx));
        if let Ok(Some(message)) = &mut reply {
            self.metadata = mem::take(message.metadata_mut());
        }
        let reply = reply.and_then(|reply| understood(self.method, reply, &self.limits));
        self.ongoing.end(|| reply.as_ref().err().map_or("result".to_owned(), Error::kind));
        Poll::Ready(reply)
    }
}

impl<T, E: From<Error>> Future for CallFuture<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.poll_reply(cx)) {
            Ok(reply) => (self.end)(self.method, reply, &self.limits),
            Err(error) => Err(error.into()),
        })
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").field("method", &self.method.name()).finish_non_exhaustive()
    }
}
