//! The tasks of handlers that are not ready at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::error::ApplicationErrorKind;
use crate::service::{Head, Process, Request, ResponseFuture, Started, start};

use super::gate::{Permit, Place};
use super::outbox::Outbox;

/// Where a response goes, and what it takes to get there.
pub(super) struct Delivery {
    pub(super) outbox: Arc<Outbox>,
    pub(super) timeout: Option<Duration>,
    /// Given back with the response.
    pub(super) permit: Option<Permit>,
}

impl Delivery {
    /// Polls a handler to its end, or as long as it may take, and leaves its response, also where it panics.
    pub(super) async fn deliver(self, head: Head, future: ResponseFuture) {
        let mut last_will = LastWill { outbox: &self.outbox, id: head.sequence_id(), head: Some(head) };
        let response = match self.timeout {
            None => Some(future.await),
            // In a box, so that the others do not have room for it.
            Some(patience) => Box::pin(timeout(patience, future)).await.ok(),
        };
        if let Some(head) = last_will.head.take() {
            let id = last_will.id;
            self.outbox.push(id, response.unwrap_or_else(|| too_late(head, self.timeout)));
        }
    }

    /// The same, beginning with the request when it is its turn.
    pub(super) async fn queue(mut self, place: Place, process: Arc<dyn Process>, request: Request) {
        self.permit = place.turn().await;
        let id = request.sequence_id();
        match start(&*process, request) {
            Started::Ready(response) => self.outbox.push(id, response),
            Started::Pending(head, future) => self.deliver(head, future).await,
        }
    }
}

fn too_late(head: Head, timeout: Option<Duration>) -> crate::service::Response {
    let message = format!("`{}` took longer than {:?} and was dropped", head.name(), timeout.unwrap_or_default());
    head.exception(ApplicationErrorKind::INTERNAL_ERROR, message)
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
            self.outbox.push(self.id, head.panicked());
        }
    }
}
