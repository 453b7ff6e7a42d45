//! The requests of a connection that are being processed, and those that wait for one of them.

use std::collections::{HashMap, VecDeque};

use tokio::task::AbortHandle;

use crate::service::Request;

/// Most requests of one connection that are processed or wait at once. Beyond it the connection is not read.
const MAX: usize = 1024;

/// The requests of a connection that are being processed, each with those behind it: requests with one sequence id are
/// processed one after the other.
#[derive(Debug, Default)]
pub(super) struct InFlight {
    running: HashMap<i32, Running>,
    waiting: usize,
}

#[derive(Debug)]
struct Running {
    task: AbortHandle,
    behind: VecDeque<Request>,
}

impl InFlight {
    /// Whether no more requests may be taken on for now.
    pub(super) fn is_full(&self) -> bool {
        self.running.len() + self.waiting >= MAX
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
                running.behind.push_back(request);
                self.waiting += 1;
                None
            }
            None => Some(request),
        }
    }

    /// The request with this id is being processed by `task`, with `behind` waiting for it.
    pub(super) fn begin(&mut self, id: i32, task: AbortHandle, behind: VecDeque<Request>) {
        self.waiting += behind.len();
        self.running.insert(id, Running { task, behind });
    }

    /// The request with this id is done. Gives those that waited for it.
    pub(super) fn end(&mut self, id: i32) -> VecDeque<Request> {
        let behind = self
            .running
            .remove(&id)
            .map(|running| running.behind)
            .unwrap_or_default();
        self.waiting -= behind.len();
        behind
    }

    /// Drops everything.
    pub(super) fn abort(&mut self) {
        self.running.drain().for_each(|(_, running)| running.task.abort());
        self.waiting = 0;
    }
}
