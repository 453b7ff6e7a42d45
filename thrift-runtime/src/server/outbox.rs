//! What others have to say to a connection's task.

use std::mem;
use std::sync::{Arc, Mutex};
use std::task::Waker;

use crate::service::{Head, Response, ResponseFuture};
use crate::sync::lock;

/// How far a server is with its shutdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Phase {
    #[default]
    Serving,
    /// Nothing more is read; what has arrived is finished.
    Draining,
    /// Nothing more is finished.
    Dropping,
}

/// Where tasks of handlers leave their responses for the task of the connection.
#[derive(Debug, Default)]
pub(super) struct Outbox(Mutex<Contents>);

#[derive(Debug, Default)]
struct Contents {
    responses: Vec<Response>,
    phase: Phase,
    /// The connection's, while it waits.
    waker: Option<Waker>,
}

impl Outbox {
    /// Takes all responses into `responses`, which is empty, and gives the phase. `waker` is woken when either changes.
    pub(super) fn take(&self, responses: &mut Vec<Response>, waker: &Waker) -> Phase {
        let mut contents = lock(&self.0);
        mem::swap(&mut contents.responses, responses);
        match &mut contents.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        contents.phase
    }

    fn push(&self, response: Response) {
        self.tell(|contents| contents.responses.push(response));
    }

    /// Tells the connection the server's phase.
    pub(super) fn enter(&self, phase: Phase) {
        self.tell(|contents| contents.phase = phase);
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

/// Polls a handler to its end and leaves its response, in any case.
pub(super) async fn deliver(outbox: Arc<Outbox>, head: Head, future: ResponseFuture) {
    let mut delivery = Delivery {
        outbox,
        head: Some(head),
    };
    let response = future.await;
    delivery.head = None;
    delivery.outbox.push(response);
}

/// Leaves a response also where the handler's future panics: its connection counts on one.
struct Delivery {
    outbox: Arc<Outbox>,
    /// Until there is a response.
    head: Option<Head>,
}

impl Drop for Delivery {
    fn drop(&mut self) {
        if let Some(head) = self.head.take() {
            self.outbox.push(head.panicked());
        }
    }
}
