//! One call on its way.

use std::mem;
use std::task::Waker;

use crate::client::request::Outgoing;
use crate::error::{ApplicationError, ApplicationErrorKind, Result};
use crate::framing::Message;
use crate::message::{MessageType, Name};

/// A call that has not got its result yet.
#[derive(Debug)]
pub(in crate::client) struct Call {
    pub(super) method: Name,
    pub(super) kind: MessageType,
    pub(super) step: Step,
    pub(super) waker: Waker,
}

/// How far a call is.
#[derive(Debug)]
pub(super) enum Step {
    /// Nothing of it has left. `again` where that was so when a connection broke, too.
    Queued { request: Outgoing, again: bool },
    /// It begins at this place in the stream, which may not have been written that far.
    Sent { start: u64 },
    /// A reply, or nothing for a oneway request.
    Done(Result<Option<Message>>),
}

impl Call {
    /// Whether nothing of its request has left, nor will.
    pub(in crate::client) fn is_queued(&self) -> bool {
        matches!(self.step, Step::Queued { .. })
    }

    /// Whether a reply can come, with the stream written up to here.
    pub(super) fn waits_for_reply(&self, written: u64) -> bool {
        self.kind == MessageType::Call && matches!(self.step, Step::Sent { start } if start < written)
    }

    /// Gives the one to wake.
    pub(super) fn end(&mut self, result: Result<Option<Message>>) -> Waker {
        self.step = Step::Done(result);
        mem::replace(&mut self.waker, Waker::noop().clone())
    }
}

/// Checks that a message with the id of a call can be its reply.
#[inline]
pub(in crate::client) fn check(method: &str, message: &Message) -> Result<(), ApplicationError> {
    match message.envelope().kind {
        // Some servers name what they did understand; the error itself says more.
        MessageType::Exception => Ok(()),
        MessageType::Reply if message.name() == method => Ok(()),
        kind => Err(misfit(method, message, kind)),
    }
}

#[cold]
fn misfit(method: &str, message: &Message, kind: MessageType) -> ApplicationError {
    match kind {
        MessageType::Reply | MessageType::Exception => ApplicationError::new(
            ApplicationErrorKind::WRONG_METHOD_NAME,
            format!("the reply to `{method}` names `{}`", message.name()),
        ),
        MessageType::Call | MessageType::Oneway => ApplicationError::new(
            ApplicationErrorKind::INVALID_MESSAGE_TYPE,
            format!("the reply to `{method}` is a request"),
        ),
    }
}
