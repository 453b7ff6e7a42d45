//! What others have to say to a connection's task.

use std::mem;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Waker;

use crate::service::Response;
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
pub(super) struct Outbox {
    contents: Mutex<Contents>,
    /// Whether the contents have changed since they were taken: most of the time there is no need to look.
    has_news: AtomicBool,
}

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
        let mut contents = lock(&self.contents);
        self.has_news.store(false, Ordering::Relaxed);
        mem::swap(&mut contents.responses, responses);
        match &mut contents.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        contents.phase
    }

    /// Whether the server shuts down. `waker` is woken when it does.
    pub(super) fn is_draining(&self, waker: &Waker) -> bool {
        let mut contents = lock(&self.contents);
        match &mut contents.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        contents.phase == Phase::Draining
    }

    /// Whether responses have come, or the phase has changed, since they were [taken](Self::take). If not seen at once, it is when
    /// the waker has been woken, which comes after.
    pub(super) fn has_news(&self) -> bool {
        self.has_news.load(Ordering::Relaxed)
    }

    pub(super) fn push(&self, id: i32, response: Response) {
        self.tell(|contents| contents.responses.push((id, response)));
    }

    /// Gives back the memory of responses that have gone.
    pub(super) fn release(&self) {
        lock(&self.contents).responses.shrink_to_fit();
    }

    /// Tells the connection that the server shuts down.
    pub(super) fn drain(&self) {
        self.tell(|contents| contents.phase = Phase::Draining);
    }

    fn tell(&self, change: impl FnOnce(&mut Contents)) {
        let waker = {
            let mut contents = lock(&self.contents);
            change(&mut contents);
            self.has_news.store(true, Ordering::Relaxed);
            contents.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
