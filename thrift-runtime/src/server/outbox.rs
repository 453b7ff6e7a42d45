//! What others have to say to a connection's task.

use std::mem;
use std::sync::{Arc, Mutex};
use std::task::Waker;

use crate::service::{Head, Response, ResponseFuture};
use crate::sync::lock;

/// Whether the server shuts down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Phase {
    #[default]
    Serving,
    /// Nothing more is read; what has arrived is finished.
    Draining,
}

/// Where tasks of handlers leave their responses for the task of the connection.
#[derive(Debug, Default)]
pub(super) struct Outbox(Mutex<Contents>);

#[derive(Debug, Default)]
struct Contents {
    /// Each with the id of its request.
    responses: Vec<(i32, Response)>,
    phase: Phase,
    /// The connection's, while it waits.
    waker: Option<Waker>,
}

impl Outbox {
    /// Takes all responses into `responses`, which is empty, and gives the phase. `waker` is woken when either changes.
    pub(super) fn take(&self, responses: &mut Vec<(i32, Response)>, waker: &Waker) -> Phase {
        let mut contents = lock(&self.0);
        mem::swap(&mut contents.responses, responses);
        match &mut contents.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        contents.phase
    }

    pub(super) fn has_responses(&self) -> bool {
        !lock(&self.0).responses.is_empty()
    }

    fn push(&self, id: i32, response: Response) {
        self.tell(|contents| contents.responses.push((id, response)));
    }

    /// Tells the connection that the server shuts down.
    pub(super) fn drain(&self) {
        self.tell(|contents| contents.phase = Phase::Draining);
    }

    fn tell(&self, change: impl FnOnce(&mut Contents)) {
        let waker = {
            let mut contents = lock(&self.0);
            change(&mut contents);
            contents.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Polls a handler to its end and leaves its response, also where it panics.
pub(super) async fn deliver(outbox: Arc<Outbox>, head: Head, future: ResponseFuture) {
    let mut delivery = Delivery { outbox, id: head.sequence_id(), head: Some(head) };
    let response = future.await;
    delivery.head = None;
    delivery.outbox.push(delivery.id, response);
}

/// Leaves a response where a processor's future panics: the connection waits for one. Handlers' futures do not.
struct Delivery {
    outbox: Arc<Outbox>,
    id: i32,
    /// Until there is a response.
    head: Option<Head>,
}

impl Drop for Delivery {
    fn drop(&mut self) {
        // Else the connection was dropped, and this task with it.
        if std::thread::panicking()
            && let Some(head) = self.head.take()
        {
            self.outbox.push(self.id, head.panicked());
        }
    }
}
