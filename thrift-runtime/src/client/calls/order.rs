//! Replies of a peer that answers in order.

use std::collections::VecDeque;

use crate::error::{ApplicationError, ApplicationErrorKind};
use crate::framing::Message;
use crate::message::{MessageType, Name};

/// The calls whose replies are to come, in their order; dropped calls too, whose replies come all the same.
#[derive(Debug, Default)]
pub(super) struct Order(VecDeque<Due>);

#[derive(Debug)]
struct Due {
    id: i32,
    method: Name,
    /// Where the request begins in the stream.
    start: u64,
}

impl Order {
    /// A call has its place in the stream.
    pub(super) fn push(&mut self, id: i32, method: Name, start: u64) {
        self.0.push_back(Due { id, method, start });
    }

    /// Id of the call that this message answers; none where it answers no call. `known` tells ids of calls under way.
    ///
    /// The peer keeps the ids of requests, or writes 0. With an id, a reply shows whose it is, and with 0 by its name at
    /// least that it is not another's: an error where replies are seen to have lost their order.
    pub(super) fn next(
        &mut self,
        message: &Message,
        written: u64,
        known: impl Fn(i32) -> bool,
    ) -> Result<Option<i32>, ApplicationError> {
        let Some(due) = self.0.front().filter(|due| due.start < written) else {
            return Ok(None);
        };
        match message.envelope().sequence_id {
            id if id == due.id => {}
            0 if message.name() == due.method.as_str() => {}
            // Some servers refuse a oneway request aloud.
            id if id != 0 && message.envelope().kind == MessageType::Exception && !known(id) => return Ok(None),
            id => {
                return Err(ApplicationError::new(
                    ApplicationErrorKind::BAD_SEQUENCE_ID,
                    format!(
                        "the server does not answer in order: a reply of `{}` with the sequence id {id} came where that \
                         of `{}` with {} was due",
                        message.name(),
                        due.method.as_str(),
                        due.id
                    ),
                ));
            }
        }
        Ok(self.0.pop_front().map(|due| due.id))
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}
