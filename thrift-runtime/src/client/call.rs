//! Calls as futures.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::codec::Decode;
use crate::descriptor::MethodDescriptor;
use crate::error::{ApplicationError, ApplicationErrorKind, Error, ProtocolError, Result};
use crate::framing::Message;
use crate::limits::Limits;
use crate::message::MessageType;
use crate::method::{Arguments, Returned, Thrown, decode_outcome};

use super::Channel;
use super::cause::Unsent;
use super::pool::{Place, Pool};
use super::request::{self, Outgoing};

/// A call of a method, which comes to its value `T`, or to its error `E`; what the methods of a `Client` give. It is sent
/// at the first poll; dropped, it gives up its place. It borrows nothing, and can be spawned.
///
/// A oneway call is ready when the operating system has taken the request; dropped before, it may or may not be sent.
///
/// Besides the exceptions that the method declares it comes to [`Error::Application`], where the server answers with an
/// error that the method does not declare; [`Error::Timeout`]; [`Error::Protocol`], where the request can not be encoded,
/// exceeds the channel's limits, or its reply is not understood; [`Error::Transport`] or [`Error::Closed`], where the
/// connection can not be made or breaks, or the timeout ends before the request could be sent; [`Error::Overloaded`], where
/// the server refuses it unheard.
#[must_use = "futures do nothing unless polled"]
pub struct CallFuture<T, E = Error> {
    flight: Flight,
    /// What makes an outcome of a reply.
    end: fn(&'static MethodDescriptor, Option<Message>, &Limits) -> Result<T, E>,
}

impl<T: Returned, E: Thrown> CallFuture<T, E> {
    pub(super) fn new<A: Arguments>(channel: &Channel, method: &'static MethodDescriptor, args: &A) -> Self {
        Self { flight: Flight::new(channel, method, Outgoing::call(method, args)), end: outcome }
    }
}

/// The outcome that a reply brings, or that it is not to bring.
fn outcome<T: Returned, E: Thrown>(
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

/// What the message of a server's error begins with that refused a request unheard.
const OVERLOADED: &str = "overloaded";

/// The error that a server answers with in place of a result.
fn refusal(message: &Message, limits: &Limits) -> Result<Error, ProtocolError> {
    let mut input = message.body(limits);
    let error = ApplicationError::decode_binary(&mut input)?;
    input.finish()?;
    if error.kind == ApplicationErrorKind::INTERNAL_ERROR && error.message.starts_with(OVERLOADED) {
        return Ok(Error::Overloaded);
    }
    Ok(error.into())
}

impl<T, E: From<Error>> Future for CallFuture<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.flight.poll_reply(cx));
        let limits = &self.flight.pool.settings().limits;
        Poll::Ready(match reply {
            Ok(reply) => (self.end)(self.flight.method, reply, limits),
            Err(error) => Err(error.into()),
        })
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallFuture").field(&self.flight).finish()
    }
}

/// A request on its way, with or without an answer.
struct Flight {
    pool: Arc<Pool>,
    method: &'static MethodDescriptor,
    step: Step,
    timeout: Option<Duration>,
    /// From the first poll.
    timer: Option<(Duration, Pin<Box<Sleep>>)>,
}

#[derive(Debug)]
enum Step {
    Unsent(Result<Outgoing, ProtocolError>),
    Waiting(Place),
    Done,
}

impl Flight {
    fn new(channel: &Channel, method: &'static MethodDescriptor, request: Result<Outgoing, ProtocolError>) -> Self {
        Self {
            pool: Arc::clone(&channel.pool),
            method,
            step: Step::Unsent(request),
            timeout: channel.timeout,
            timer: None,
        }
    }

    /// The reply, which is the method's result; none to a oneway request.
    fn poll_reply(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        let reply = ready!(self.poll(cx))?;
        Poll::Ready(match &reply {
            Some(message) if message.envelope().kind == MessageType::Exception => {
                Err(refusal(message, &self.pool.settings().limits).unwrap_or_else(Error::from))
            }
            _ => Ok(reply),
        })
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        match std::mem::replace(&mut self.step, Step::Done) {
            Step::Unsent(request) => {
                self.step = Step::Waiting(self.send(request?, cx)?);
                self.timer = self.timeout.map(|timeout| (timeout, Box::pin(sleep(timeout))));
            }
            Step::Waiting(place) => {
                if let Poll::Ready(result) = self.pool.poll(place, cx) {
                    return Poll::Ready(result);
                }
                self.step = Step::Waiting(place);
            }
            Step::Done => return Poll::Pending,
        }
        let Some((timeout, timer)) = &mut self.timer else {
            return Poll::Pending;
        };
        ready!(timer.as_mut().poll(cx));
        let timeout = *timeout;
        Poll::Ready(Err(match self.give_up() {
            Some(unsent) => unsent.error(&self.pool.settings().address, timeout).into(),
            None => Error::Timeout(timeout),
        }))
    }

    fn send(&self, request: Outgoing, cx: &Context<'_>) -> Result<Place> {
        let settings = self.pool.settings();
        request.check(settings.framing.message_limit(&settings.limits))?;
        self.pool.insert(self.method.name(), request::kind(self.method), request, cx.waker())
    }

    /// Drops the call. Gives what kept it from being sent, if it was not.
    fn give_up(&mut self) -> Option<Unsent> {
        match std::mem::replace(&mut self.step, Step::Done) {
            Step::Waiting(place) => self.pool.cancel(place),
            Step::Unsent(_) | Step::Done => None,
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.give_up();
    }
}

impl fmt::Debug for Flight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flight").field("method", &self.method.name()).field("step", &self.step).finish_non_exhaustive()
    }
}
