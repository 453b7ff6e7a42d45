//! When a connection gives back what it does not need.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::task::unconstrained;
use tokio::time::{Sleep, sleep};

/// After how much rest, about, a connection gives back what it has room for. Long enough that a busy connection allocates
/// nothing for its messages, and that looking at the clock this often is free.
const REST: Duration = Duration::from_secs(2);

/// Says when nothing has happened for some time.
#[derive(Debug, Default)]
pub(super) struct Rest {
    timer: Option<Pin<Box<Sleep>>>,
    /// What had happened when it was set.
    mark: u64,
    /// Whom it wakes.
    waker: Option<Waker>,
}

impl Rest {
    /// Whether a timer goes.
    pub(super) fn is_timed(&self) -> bool {
        self.timer.is_some()
    }

    /// Ready when it has been at this mark for some time. Without one, there is nothing to wait for; a timer that goes is
    /// left to go, since setting it again costs more than a look at it in vain.
    pub(super) fn poll(&mut self, mark: Option<u64>, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            let timer = match (&mut self.timer, mark) {
                (Some(timer), _) => timer,
                (None, None) => return Poll::Pending,
                (none, Some(mark)) => {
                    (self.mark, self.waker) = (mark, None);
                    none.insert(Box::pin(sleep(REST)))
                }
            };
            if !timer.is_elapsed() && self.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker())) {
                return Poll::Pending;
            }
            if pin!(unconstrained(timer.as_mut())).poll(cx).is_pending() {
                self.waker = Some(cx.waker().clone());
                return Poll::Pending;
            }
            self.timer = None;
            if mark == Some(self.mark) {
                return Poll::Ready(());
            }
        }
    }
}
