//! How many requests are processed at one time, over all connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::ApplicationError;

/// Lets some requests in, keeps some waiting, and turns the others away.
#[derive(Debug)]
pub(super) struct Gate {
    permits: Arc<Semaphore>,
    requests: usize,
    queued: AtomicUsize,
    max_queued: usize,
}

/// A request's leave to be processed, given back when it is dropped.
pub(super) type Permit = OwnedSemaphorePermit;

/// What a request is told at the gate.
pub(super) enum Entry {
    Now(Permit),
    Later(Place),
    /// As many wait as may.
    Full,
}

impl Gate {
    /// A gate for this many requests, before which as many as `max_queued` wait.
    pub(super) fn new(requests: usize, max_queued: usize) -> Self {
        let requests = requests.clamp(1, Semaphore::MAX_PERMITS);
        let permits = Arc::new(Semaphore::new(requests));
        Self { permits, requests, queued: AtomicUsize::new(0), max_queued }
    }

    /// Another one, with another queue.
    pub(super) fn with_queue(&self, max_queued: usize) -> Self {
        Self::new(self.requests, max_queued)
    }

    pub(super) fn enter(self: &Arc<Self>) -> Entry {
        // Nobody overtakes those who wait: a permit that comes back is theirs.
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Entry::Now(permit);
        }
        let place = Place(Arc::clone(self));
        match self.queued.fetch_add(1, Ordering::Relaxed) < self.max_queued {
            true => Entry::Later(place),
            false => Entry::Full,
        }
    }

    /// What a request is answered that is turned away.
    pub(super) fn overloaded(&self) -> ApplicationError {
        let Self { requests, max_queued, .. } = self;
        ApplicationError::overload(format_args!(
            "{requests} requests are in progress and {max_queued} wait; this one was not run, send it elsewhere"
        ))
    }
}

/// A place in the queue, left when it is dropped.
pub(super) struct Place(Arc<Gate>);

impl Place {
    /// Waits until it is this one's turn.
    pub(super) async fn turn(self) -> Option<Permit> {
        // An error would mean that the semaphore is closed, which nobody does.
        Arc::clone(&self.0.permits).acquire_owned().await.ok()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.queued.fetch_sub(1, Ordering::Relaxed);
    }
}
