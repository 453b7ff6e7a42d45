//! Connections with something to do, until a worker takes them.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};

use crate::sync::lock;

/// What waits for a worker, bounded.
#[derive(Debug)]
pub(super) struct Queue<T> {
    max: usize,
    state: Mutex<State<T>>,
    more: Condvar,
}

#[derive(Debug)]
struct State<T> {
    waiting: VecDeque<T>,
    /// Workers that have nothing to do.
    idle: usize,
    closed: bool,
}

impl<T> Queue<T> {
    /// A queue in which `max` wait besides those that idle workers are about to take.
    pub(super) fn new(max: usize) -> Self {
        let state = State { waiting: VecDeque::new(), idle: 0, closed: false };
        Self { max, state: Mutex::new(state), more: Condvar::new() }
    }

    /// Lets it wait, if there is room.
    pub(super) fn offer(&self, item: T) -> Result<(), T> {
        let mut state = lock(&self.state);
        if state.waiting.len() >= self.max.saturating_add(state.idle) {
            return Err(item);
        }
        state.waiting.push_back(item);
        drop(state);
        self.more.notify_one();
        Ok(())
    }

    /// Lets it wait: it has been let in before.
    pub(super) fn push(&self, item: T) {
        lock(&self.state).waiting.push_back(item);
        self.more.notify_one();
    }

    /// The one that has waited longest, when there is one; none once the queue is closed.
    pub(super) fn take(&self) -> Option<T> {
        let mut state = lock(&self.state);
        state.idle += 1;
        let mut state = self
            .more
            .wait_while(state, |state| state.waiting.is_empty() && !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        state.idle -= 1;
        if state.closed { None } else { state.waiting.pop_front() }
    }

    /// Lets the workers go, and what still waits.
    pub(super) fn close(&self) {
        let dropped = {
            let mut state = lock(&self.state);
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        self.more.notify_all();
        drop(dropped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_bound_comes_back() {
        let queue = Queue::new(2);
        assert_eq!(queue.offer(1), Ok(()));
        assert_eq!(queue.offer(2), Ok(()));
        assert_eq!(queue.offer(3), Err(3));
        // It has been let in before.
        queue.push(4);
        assert_eq!([queue.take(), queue.take(), queue.take()], [Some(1), Some(2), Some(4)]);
        queue.push(5);
        queue.close();
        assert_eq!(queue.take(), None);
    }

    #[test]
    fn without_room_to_wait_an_idle_worker_still_takes_one() {
        let queue = Queue::new(0);
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| queue.take());
            while queue.offer(7).is_err() {
                std::thread::yield_now();
            }
            assert_eq!(worker.join().unwrap(), Some(7));
        });
        assert_eq!(queue.offer(8), Err(8));
    }
}
