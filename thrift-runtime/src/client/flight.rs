//! A request on its way to the connection.

use std::fmt;
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::error::{ProtocolError, Result};
use crate::framing::Message;
use crate::message::{MessageType, Name};

use super::request::Outgoing;
use super::shared::Handle;

/// A request on its way, with or without an answer. Dropped, it gives up its place.
pub(super) struct Flight {
    handle: Arc<Handle>,
    step: Step,
}

enum Step {
    Unsent(Name, MessageType, Result<Outgoing, ProtocolError>),
    /// With the id that it was given.
    Waiting(i32),
    Done,
}

impl Flight {
    /// A request that is sent at the first poll.
    pub(super) fn new(
        handle: &Arc<Handle>,
        method: Name,
        kind: MessageType,
        request: Result<Outgoing, ProtocolError>,
    ) -> Self {
        Self { handle: Arc::clone(handle), step: Step::Unsent(method, kind, request) }
    }

    /// The reply; none to a oneway request.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>>> {
        match mem::replace(&mut self.step, Step::Done) {
            Step::Unsent(method, kind, request) => {
                let request = request?;
                let settings = self.handle.settings();
                request.check(settings.framing.message_limit(&settings.limits))?;
                self.step = Step::Waiting(self.handle.insert(method, kind, request, cx.waker())?);
            }
            Step::Waiting(id) => {
                if let Poll::Ready(result) = self.handle.poll(id, cx) {
                    return Poll::Ready(result);
                }
                self.step = Step::Waiting(id);
            }
            Step::Done => {}
        }
        Poll::Pending
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Step::Waiting(id) = self.step {
            self.handle.cancel(id);
        }
    }
}

impl fmt::Debug for Flight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flight")
    }
}
