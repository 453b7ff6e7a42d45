//! The requests of a connection that are being processed, and those that wait for one of them.

use std::collections::{HashMap, VecDeque};

use tokio::task::AbortHandle;

use crate::service::Request;

use super::settings::ConnectionSettings;

/// The requests of a connection that are being processed, each with those behind it: requests with one sequence id are
/// processed one after the other, or all of them are.
///
/// Dropping it drops their handlers.
#[derive(Debug)]
pub(super) struct InFlight {
    max_requests: usize,
    max_bytes: usize,
    /// Whether each request waits for the one before it.
    ordered: bool,
    running: HashMap<i32, Running>,
    /// Requests that are processed or wait.
    requests: usize,
    /// Their bytes.
    bytes: usize,
}

#[derive(Debug)]
struct Running {
    task: Task,
    behind: VecDeque<Request>,
}

/// A request that is being processed.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) id: i32,
    /// Its size on the wire.
    pub(super) bytes: usize,
    pub(super) handle: AbortHandle,
}

impl InFlight {
    pub(super) fn new(settings: &ConnectionSettings) -> Self {
        Self {
            max_requests: settings.requests,
            max_bytes: settings.bytes,
            ordered: settings.ordered,
            running: HashMap::new(),
            requests: 0,
            bytes: 0,
        }
    }

    /// Whether no more requests may be taken on for now.
    pub(super) fn is_full(&self) -> bool {
        self.requests >= self.max_requests || self.bytes >= self.max_bytes
    }

    /// What requests have in common that wait for each other.
    fn line(&self, id: i32) -> i32 {
        if self.ordered { 0 } else { id }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// Gives the request back if it may start now; else it waits for the one with its id.
    #[inline]
    pub(super) fn admit(&mut self, request: Request) -> Option<Request> {
        if self.running.is_empty() { Some(request) } else { self.admit_beside(request) }
    }

    #[inline(never)]
    fn admit_beside(&mut self, request: Request) -> Option<Request> {
        match self.running.get_mut(&self.line(request.sequence_id())) {
            Some(running) => {
                self.requests += 1;
                self.bytes += request.size();
                running.behind.push_back(request);
                None
            }
            None => Some(request),
        }
    }

    /// A request is being processed: one that came out of [`admit`](Self::admit) or [`end`](Self::end).
    #[inline(never)]
    pub(super) fn begin(&mut self, task: Task) {
        let line = self.line(task.id);
        if let Some(running) = self.running.get_mut(&line) {
            running.task = task;
            return;
        }
        self.requests += 1;
        self.bytes += task.bytes;
        let behind = VecDeque::new();
        self.running.insert(line, Running { task, behind });
    }

    /// The request with this id is done. Gives the next one that waited for it, which may start now.
    pub(super) fn end(&mut self, id: i32) -> Option<Request> {
        let line = self.line(id);
        let running = self.running.get_mut(&line)?;
        self.requests -= 1;
        self.bytes -= running.task.bytes;
        let next = running.behind.pop_front();
        match &next {
            Some(request) => running.task.bytes = request.size(),
            None => drop(self.running.remove(&line)),
        }
        next
    }

    /// Whether it holds memory, also where it is empty.
    pub(super) fn has_room_for_any(&self) -> bool {
        self.running.capacity() > 0
    }

    /// Gives back the memory of requests that are done.
    pub(super) fn release(&mut self) {
        self.running.shrink_to_fit();
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.running.values().for_each(|running| running.task.handle.abort());
    }
}
