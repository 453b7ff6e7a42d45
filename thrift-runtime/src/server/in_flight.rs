//! The requests of a connection that are being processed, and those that wait for one of them.

use std::collections::{HashMap, VecDeque};

use tokio::task::AbortHandle;

use crate::service::Request;

/// Most requests of one connection that are processed or wait at once. Beyond it the connection is not read.
const REQUESTS: usize = 1024;

/// Bytes that these requests may have on the wire, together. Beyond it the connection is not read, either.
const BYTES: usize = 64 * 1024 * 1024;

/// The requests of a connection that are being processed, each with those behind it: requests with one sequence id are
/// processed one after the other.
///
/// Dropping it drops their handlers.
#[derive(Debug, Default)]
pub(super) struct InFlight {
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
    /// Whether no more requests may be taken on for now.
    pub(super) fn is_full(&self) -> bool {
        self.requests >= REQUESTS || self.bytes >= BYTES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// Gives the request back if it may start now; else it waits for the one with its id.
    pub(super) fn admit(&mut self, request: Request) -> Option<Request> {
        if self.running.is_empty() {
            return Some(request);
        }
        match self.running.get_mut(&request.sequence_id()) {
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
    pub(super) fn begin(&mut self, task: Task) {
        if let Some(running) = self.running.get_mut(&task.id) {
            running.task = task;
            return;
        }
        self.requests += 1;
        self.bytes += task.bytes;
        let behind = VecDeque::new();
        self.running.insert(task.id, Running { task, behind });
    }

    /// The request with this id is done. Gives the next one with that id, which may start now.
    pub(super) fn end(&mut self, id: i32) -> Option<Request> {
        let running = self.running.get_mut(&id)?;
        self.requests -= 1;
        self.bytes -= running.task.bytes;
        let next = running.behind.pop_front();
        match &next {
            Some(request) => running.task.bytes = request.size(),
            None => drop(self.running.remove(&id)),
        }
        next
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.running.values().for_each(|running| running.task.handle.abort());
    }
}
