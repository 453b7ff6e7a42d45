//! Calls as futures.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::error::{ApplicationError, Error, ProtocolError, Result};
use crate::framing::Message;
use crate::message::MessageType;

use super::request::Outgoing;
use super::shared::Handle;
use super::{Channel, Reply};

/// A call; made by [`Channel::call`]. It is sent at the first poll; dropped, it gives up its place.
///
/// It comes to [`Error::Application`], where the server answers with an error that the method does not declare;
/// [`Error::Timeout`]; [`Error::Protocol`], where the request can not be encoded, exceeds the channel's limits, or its reply
/// is not understood; [`Error::Transport`] or [`Error::Closed`], where the connection can not be made or breaks.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct CallFuture(Flight);

/// A oneway request; made by [`Channel::send`]. It is sent at the first poll, and ready when the operating system has
/// taken it; dropped before, it may or may not be sent.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct SendFuture(Flight);

impl CallFuture {
    pub(super) fn new(channel: &Channel, method: &'static str, request: Result<Outgoing, ProtocolError>) -> Self {
        Self(Flight::new(channel, method, MessageType::Call, request))
    }
}

impl SendFuture {
    pub(super) fn new(channel: &Channel, method: &'static str, request: Result<Outgoing, ProtocolError>) -> Self {
        Self(Flight::new(channel, method, MessageType::Oneway, request))
    }
}

impl Future for CallFuture {
    type Output = Result<Reply>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(message) = ready!(self.0.poll(cx))? else {
            return Poll::Pending;
        };
        let limits = self.0.handle.settings().limits;
        Poll::Ready(match message.envelope().kind {
            MessageType::Exception => match message.decode::<ApplicationError>(&limits) {
                Ok(error) => Err(error.into()),
                Err(error) => Err(error.into()),
            },
            _ => Ok(Reply::new(message, limits)),
        })
    }
}

impl Future for SendFuture {
    type Output = Result<()>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll(cx).map_ok(drop)
    }
}

/// A request on its way, with or without an answer.
struct Flight {
    handle: Arc<Handle>,
    method: &'static str,
    kind: MessageType,
    step: Step,
    timeout: Option<Duration>,
    /// From the first poll.
    timer: Option<(Duration, Pin<Box<Sleep>>)>,
}

#[derive(Debug)]
enum Step {
    Unsent(Result<Outgoing, ProtocolError>),
    /// With the id that it was given.
    Waiting(i32),
    Done,
}

impl Flight {
    fn new(
        channel: &Channel,
        method: &'static str,
        kind: MessageType,
        request: Result<Outgoing, ProtocolError>,
    ) -> Self {
        Self {
            handle: Arc::clone(&channel.handle),
            method,
            kind,
            step: Step::Unsent(request),
            timeout: channel.timeout,
            timer: None,
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        match std::mem::replace(&mut self.step, Step::Done) {
            Step::Unsent(request) => {
                self.step = Step::Waiting(self.send(request?, cx)?);
                self.timer = self.timeout.map(|timeout| (timeout, Box::pin(sleep(timeout))));
            }
            Step::Waiting(id) => {
                if let Poll::Ready(result) = self.handle.poll(id, cx) {
                    return Poll::Ready(result);
                }
                self.step = Step::Waiting(id);
            }
            Step::Done => return Poll::Pending,
        }
        let Some((timeout, timer)) = &mut self.timer else {
            return Poll::Pending;
        };
        ready!(timer.as_mut().poll(cx));
        let timeout = *timeout;
        self.give_up();
        Poll::Ready(Err(Error::Timeout(timeout)))
    }

    fn send(&self, request: Outgoing, cx: &Context<'_>) -> Result<i32> {
        let settings = self.handle.settings();
        request.check(settings.framing.message_limit(&settings.limits))?;
        self.handle.insert(self.method, self.kind, request, cx.waker())
    }

    fn give_up(&mut self) {
        if let Step::Waiting(id) = std::mem::replace(&mut self.step, Step::Done) {
            self.handle.cancel(id);
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
        f.debug_struct("Flight")
            .field("method", &self.method)
            .field("kind", &self.kind)
            .field("step", &self.step)
            .finish_non_exhaustive()
    }
}
