//! The tasks of handlers that are not ready at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::deadline::earlier;
use crate::service::{Head, Process, Request, Response, ResponseFuture, Started, start};

use super::gate::{Permit, Place};
use super::outbox::Outbox;

/// How long a handler may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    pub(super) timeout: Option<Duration>,
    /// The caller's.
    pub(super) deadline: Option<Instant>,
}

impl Due {
    /// When a handler that begins now is dropped.
    pub(super) fn until(&self) -> Option<Instant> {
        let own = self.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        earlier(own, self.deadline)
    }

    /// The answer in place of a handler that was dropped.
    pub(super) fn too_late(&self, request: Request) -> Response {
        match (self.timeout, self.deadline) {
            (_, Some(deadline)) if deadline <= Instant::now() => request.dropped_at_deadline(),
            (timeout, _) => request.dropped_after(timeout.unwrap_or_default()),
        }
    }
}

/// Where a response goes, and what it takes to get there.
pub(super) struct Delivery {
    pub(super) outbox: Arc<Outbox>,
    pub(super) due: Due,
    /// Given back with the response.
    pub(super) permit: Option<Permit>,
}

impl Delivery {
    /// Polls a handler to its end, or as long as it may take, and leaves its response, also where it panics.
    pub(super) async fn deliver(self, head: Head, future: ResponseFuture) {
        let mut last_will = LastWill { outbox: &self.outbox, id: head.sequence_id(), head: Some(head) };
        let response = match self.due.until() {
            None => Some(future.await),
            // In a box, so that the others do not have room for it.
            Some(until) => Box::pin(timeout_at(until, future)).await.ok(),
        };
        if let Some(head) = last_will.head.take() {
            let id = last_will.id;
            self.outbox.push(id, response.unwrap_or_else(|| self.due.too_late(head.into_request())));
        }
    }

    /// The same, beginning with the request when it is its turn.
    pub(super) async fn queue(mut self, place: Place, process: Arc<dyn Process>, request: Request) {
        let id = request.sequence_id();
        self.permit = match self.due.deadline {
            None => place.turn().await,
            Some(deadline) => match Box::pin(timeout_at(deadline, place.turn())).await {
                Ok(permit) => permit,
                Err(_) => return self.outbox.push(id, request.expired()),
            },
        };
        match start(&*process, request.within(self.due.timeout)) {
            Started::Ready(response) => self.outbox.push(id, response),
            Started::Pending(head, future) => self.deliver(head, future).await,
        }
    }
}

/// Leaves a response where a processor's future panics: the connection waits for one. Handlers' futures do not.
struct LastWill<'a> {
    outbox: &'a Outbox,
    id: i32,
    /// Until there is a response.
    head: Option<Head>,
}

impl Drop for LastWill<'_> {
    fn drop(&mut self) {
        // Else the connection was dropped, and this task with it.
        if std::thread::panicking()
            && let Some(head) = self.head.take()
        {
            self.outbox.push(self.id, head.into_request().panicked());
        }
    }
}
