//! For how long a connection has waited, and for what.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use tokio::task::unconstrained;
use tokio::time::{Instant, Sleep, sleep_until};

use super::settings::ConnectionSettings;

/// After how much rest, about, a connection gives back what it has room for. Long enough that a busy connection allocates
/// nothing for its messages, and that looking at the clock this often is free.
const REST: Duration = Duration::from_secs(2);

/// What a connection waits for. Each mark is another once there was progress.
#[derive(Debug, Default)]
pub(super) struct Waits {
    /// The rest of a message, behind this many messages.
    pub(super) message: Option<u64>,
    /// The client to take more than this many bytes.
    pub(super) write: Option<u64>,
    /// Anything to do, after this many reads.
    pub(super) idle: Option<u64>,
    /// The same, with memory that it does not need meanwhile.
    pub(super) rest: Option<u64>,
}

/// What has not come in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overdue {
    Message,
    Write,
    Idle,
    Rest,
}

/// Says when something has not come in time.
///
/// There is one timer, which goes off early rather than being set again: while messages arrive whole and answers leave at
/// once, the clock is read once in [`REST`].
#[derive(Debug)]
pub(super) struct Watch {
    message_timeout: Duration,
    write_timeout: Duration,
    idle_timeout: Option<Duration>,
    message: Option<Deadline>,
    write: Option<Deadline>,
    idle: Option<Deadline>,
    rest: Option<Deadline>,
    /// The first of these.
    due: Option<(Instant, Overdue)>,
    timer: Option<Pin<Box<Sleep>>>,
    /// Whom the timer wakes.
    waker: Option<Waker>,
}

/// Until when there must be progress beyond a mark.
#[derive(Debug, Clone, Copy)]
struct Deadline {
    at: Instant,
    mark: u64,
}

impl Watch {
    pub(super) fn new(settings: &ConnectionSettings) -> Self {
        Self {
            message_timeout: settings.message_timeout,
            write_timeout: settings.write_timeout,
            idle_timeout: settings.idle_timeout,
            message: None,
            write: None,
            idle: None,
            rest: None,
            due: None,
            timer: None,
            waker: None,
        }
    }

    /// Ready when something has not come in time; it says so once. Otherwise the task is woken when it has to ask again.
    #[inline]
    pub(super) fn poll(&mut self, waits: &Waits, cx: &mut Context<'_>) -> Poll<Overdue> {
        if self.is_settled(waits, cx) {
            return Poll::Pending;
        }
        self.look(waits, cx)
    }

    /// Whether nothing is waited for but rest, if that, as before, and the timer has not gone off.
    #[inline]
    fn is_settled(&self, waits: &Waits, cx: &mut Context<'_>) -> bool {
        let is_pressed = waits.message.is_some() || waits.write.is_some() || self.idle_timeout.is_some();
        let was_pressed = self.message.is_some() || self.write.is_some();
        let rests = if self.rest.is_some() { self.is_set(cx) } else { waits.rest.is_none() };
        rests && !is_pressed && !was_pressed
    }

    /// Whether the timer will wake this task.
    #[inline]
    fn is_set(&self, cx: &mut Context<'_>) -> bool {
        self.timer.as_ref().is_some_and(|timer| !timer.is_elapsed())
            && self.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker()))
    }

    #[inline(never)]
    fn look(&mut self, waits: &Waits, cx: &mut Context<'_>) -> Poll<Overdue> {
        let [message, write] = [Some(self.message_timeout), Some(self.write_timeout)];
        let mut changed = follow(&mut self.message, waits.message, message)
            | follow(&mut self.write, waits.write, write)
            | follow(&mut self.idle, waits.idle, self.idle_timeout);
        loop {
            // Not followed: a busy connection would read the clock at each message. It is compared when it is due.
            if self.rest.is_none() {
                changed |= follow(&mut self.rest, waits.rest, Some(REST));
            }
            if changed {
                self.due = self.next();
            }
            let Some((at, overdue)) = self.due else {
                return Poll::Pending;
            };
            ready!(self.poll_timer(at, cx));
            changed = true;
            let due = match overdue {
                Overdue::Message => self.message.take(),
                Overdue::Write => self.write.take(),
                Overdue::Idle => self.idle.take(),
                Overdue::Rest => self.rest.take(),
            };
            if overdue != Overdue::Rest || due.map(|due| due.mark) == waits.rest {
                self.due = self.next();
                if self.due.is_none() {
                    self.timer = None;
                }
                return Poll::Ready(overdue);
            }
        }
    }

    /// What is due first.
    fn next(&self) -> Option<(Instant, Overdue)> {
        [
            (self.message, Overdue::Message),
            (self.write, Overdue::Write),
            (self.idle, Overdue::Idle),
            (self.rest, Overdue::Rest),
        ]
        .into_iter()
        .filter_map(|(deadline, overdue)| Some((deadline?.at, overdue)))
        .min_by_key(|(at, _)| *at)
    }

    /// Ready when it is that late.
    fn poll_timer(&mut self, at: Instant, cx: &mut Context<'_>) -> Poll<()> {
        let is_set = self.is_set(cx);
        let timer = match &mut self.timer {
            // It will wake this task early enough.
            Some(timer) if is_set && timer.deadline() <= at => return Poll::Pending,
            Some(timer) => timer,
            none => none.insert(Box::pin(sleep_until(at))),
        };
        loop {
            if timer.deadline() > at || timer.deadline() < at && timer.is_elapsed() {
                timer.as_mut().reset(at);
            }
            // Whatever the task has done in this turn: else it would not be known whether the timer has its waker.
            if pin!(unconstrained(timer.as_mut())).poll(cx).is_pending() {
                self.waker = Some(cx.waker().clone());
                return Poll::Pending;
            }
            if timer.deadline() == at {
                return Poll::Ready(());
            }
        }
    }
}

/// Sets the deadline where there is a new mark, and clears it where nothing is waited for. True where that changes it.
#[inline]
fn follow(deadline: &mut Option<Deadline>, mark: Option<u64>, timeout: Option<Duration>) -> bool {
    let known = deadline.map(|deadline| deadline.mark);
    if known == mark || (known.is_none() && timeout.is_none()) {
        return false;
    }
    let at = mark.zip(timeout).and_then(|(mark, timeout)| Some((mark, Instant::now().checked_add(timeout)?)));
    *deadline = at.map(|(mark, at)| Deadline { at, mark });
    true
}
