//! What there is to know where callers themselves read and write, each on a thread of its own.

use std::task::Waker;

use super::call::Step;
use super::{Calls, Owner};

impl Calls {
    /// Somebody is about to write the stream up to here. Others may read replies before that is known to be done.
    pub(in crate::client) fn being_written(&mut self, to: u64) {
        self.written = to;
    }

    /// Who waits for a request to be sent.
    pub(in crate::client) fn sender(&mut self) -> Option<Waker> {
        let Self { queue, ids, calls, .. } = self;
        queue.iter().find_map(|&id| match ids.get(id) {
            Some(Owner::Slot(slot)) => {
                let call = calls.get_mut(slot).filter(|call| call.is_queued());
                call.map(|call| call.waker.clone())
            }
            Some(Owner::Overdue) | None => None,
        })
    }

    /// Those who wait for a reply.
    pub(in crate::client) fn receivers(&mut self) -> impl Iterator<Item = Waker> {
        let waiting = self.calls.values_mut().filter(|call| matches!(call.step, Step::Sent { .. }));
        waiting.map(|call| call.waker.clone())
    }
}
