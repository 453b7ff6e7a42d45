//! Requests that a client writes.

use std::cell::Cell;
use std::mem;

use crate::descriptor::MethodDescriptor;
use crate::framing::Message;
use crate::limits::Limits;

use super::Request;

/// Most bytes that a clone copies. What is larger is shared.
const COPIED: usize = 4 * 1024;

thread_local! {
    /// What a request was that has its reply: in its place the next one is written.
    static VACANT: Cell<Option<Request>> = const { Cell::new(None) };
}

impl Request {
    /// A client's request of this method, which the server knows by this name: a whole message in the binary protocol.
    pub(crate) fn of_client(method: &'static MethodDescriptor, name: &str, message: Vec<u8>, limits: &Limits) -> Self {
        let vacant = VACANT.try_with(Cell::take).ok().flatten();
        let mut request = vacant.unwrap_or_else(|| Self::new(Message::vacant(), Limits::DEFAULT, 0));
        let parts = &mut *request.0;
        parts.message.is_written(name, method.kind(), message.len());
        parts.written = message;
        parts.limits = *limits;
        parts.response_limit = limits.message_size;
        parts.method = Some(method);
        if parts.written.len() > COPIED {
            request.settle();
        }
        request
    }

    /// The bytes of its message as its client wrote them, once, if nobody else has looked at them.
    #[inline]
    pub(crate) fn take_written(&mut self) -> Option<Vec<u8>> {
        let written = mem::take(&mut self.0.written);
        (!written.is_empty()).then_some(written)
    }

    /// Puts into its message what its client wrote: somebody else is to look at it.
    #[inline]
    pub(super) fn settle(&mut self) {
        if !self.0.written.is_empty() {
            self.put_written();
        }
    }

    #[cold]
    fn put_written(&mut self) {
        let written = mem::take(&mut self.0.written);
        self.0.message.set_written(written.into());
    }

    /// Lets the next request of this thread's clients have its place. It has its reply, and keeps nothing.
    #[inline]
    pub(in crate::service) fn leave_place(mut self) {
        let parts = &mut *self.0;
        parts.message.vacate();
        parts.written = Vec::new();
        (parts.source, parts.deadline) = (None, None);
        // A thread that ends has no use for it.
        let _ = VACANT.try_with(|vacant| vacant.set(Some(self)));
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;
    use std::sync::Arc;

    use tokio::time::Instant;

    use super::*;
    use crate::context::Presence;
    use crate::framing::Transport;
    use crate::service::Origin;

    static METHOD: MethodDescriptor = MethodDescriptor::new("method", ("args", &[]), ("result", &[]));

    fn written(bytes: usize) -> Request {
        Request::of_client(&METHOD, "a_name_that_is_too_long_to_be_held_in_place", vec![1; bytes], &Limits::DEFAULT)
    }

    #[test]
    fn the_next_request_has_the_place_of_one_that_has_its_reply_and_nothing_of_it() {
        let mut request = written(100);
        request.set_due(Some(Instant::now()));
        request.metadata_mut().insert("key", "value").unwrap();
        let place = ptr::from_ref(&*request.0);
        assert!(request.internal_error(&"failed").into_reply().is_some());
        // It would have taken the place, were that free.
        let _another = Request::new(Message::vacant(), Limits::DEFAULT, 0);
        let request = Request::of_client(&METHOD, "method", vec![2; 50], &Limits::DEFAULT);
        assert!(ptr::eq(place, &*request.0));
        assert_eq!((request.method(), request.size(), request.due()), ("method", 50, None));
        assert!(request.metadata().is_empty() && request.source().is_none());
        assert!(request.silence().into_reply().is_none());
    }

    #[test]
    fn a_place_keeps_no_connection() {
        let presence = Presence::new(Origin::default(), Transport::Framed);
        let request = written(100).of_source(presence.source());
        drop(request.internal_error(&"failed").into_reply());
        let source = presence.source();
        assert_eq!(Arc::strong_count(&source), 2);
    }

    #[test]
    fn what_is_large_is_not_copied() {
        let large = written(COPIED + 1);
        let place = |request: &Request| request.0.message.body_bytes().unwrap().as_ptr();
        assert_eq!(place(&large), place(&large.clone()));
        assert!(large.0.written.is_empty());
    }
}
