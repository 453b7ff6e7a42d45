//! Starting requests.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;

use crate::service::{Request, Started, start};

use super::{Connection, Input};
use crate::server::deliver::{Delivery, Due};
use crate::server::gate::{Entry, Gate, Permit, Place};
use crate::server::in_flight::Task;

/// Most requests, and bytes of responses, before what there is leaves: the client goes on with that while the rest is worked
/// on. So many that a write more costs little beside them.
const BATCH: (u64, usize) = (32, 64 * 1024);

impl<IO: AsyncRead + AsyncWrite + Unpin> Connection<IO> {
    /// Starts the requests that have arrived, as far as there is room, and up to a batch. True when none is left.
    #[inline]
    pub(super) fn serve_arrived(&mut self) -> bool {
        // Most of the time: a client waits for its response before it goes on.
        if self.decoder.is_empty() { self.has_room() } else { self.serve_batch() }
    }

    fn serve_batch(&mut self) -> bool {
        let last = self.messages + BATCH.0;
        let enough = self.output.unsent() + BATCH.1;
        while self.has_room() && self.messages < last && self.output.unsent() < enough {
            if self.decoder.is_empty() || self.input == Input::Refused || self.wrapper.is_some() {
                return true;
            }
            match self.next_request() {
                Ok(None) => return true,
                Ok(Some(request)) => {
                    self.messages += 1;
                    if let Some(request) = self.in_flight.admit(request)
                        && let Some(task) = self.start(request)
                    {
                        self.in_flight.begin(task);
                    }
                }
                Err(malformed) => self.refuse(&malformed),
            }
        }
        false
    }

    /// Starts the requests that waited for the one with this id, one after the other, up to the first that takes longer.
    pub(super) fn start_next(&mut self, id: i32) {
        while let Some(request) = self.in_flight.end(id) {
            if let Some(task) = self.start(request) {
                return self.in_flight.begin(task);
            }
        }
    }

    /// Starts a request. Gives its task, unless it ended at once.
    fn start(&mut self, request: Request) -> Option<Task> {
        let deadline = request.due();
        let permit = match self.gate.as_ref().map(Gate::enter) {
            None => None,
            Some(Entry::Now(permit)) => Some(permit),
            Some(Entry::Later(place)) => return Some(self.queue(place, request)),
            Some(Entry::Full) => {
                self.turn_away(request);
                return None;
            }
        };
        let bytes = request.size();
        match start(&*self.process, request.within(self.settings.request_timeout)) {
            Started::Ready(response) => {
                self.respond(response);
                None
            }
            Started::Pending(head, future) => {
                let id = head.sequence_id();
                let task = tokio::spawn(self.delivery(permit, deadline).deliver(head, future));
                let handle = task.abort_handle();
                Some(Task { id, bytes, handle })
            }
        }
    }

    /// Lets a request wait for its turn.
    fn queue(&self, place: Place, request: Request) -> Task {
        let (id, bytes) = (request.sequence_id(), request.size());
        let task = tokio::spawn(self.delivery(None, request.due()).queue(place, Arc::clone(&self.process), request));
        Task { id, bytes, handle: task.abort_handle() }
    }

    fn turn_away(&mut self, request: Request) {
        if let Some(gate) = &self.gate {
            let error = gate.overloaded();
            self.respond(request.exception(error.kind, error.message));
        }
    }

    fn delivery(&self, permit: Option<Permit>, deadline: Option<Instant>) -> Delivery {
        let due = Due { timeout: self.settings.request_timeout, deadline };
        Delivery { outbox: Arc::clone(&self.outbox), due, permit }
    }
}
