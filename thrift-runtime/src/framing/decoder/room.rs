//! Memory that the connections of a thread read into, one after the other.

use std::cell::Cell;

use bytes::BytesMut;

/// Bytes of it: enough for what comes at one time from a client that has no great deal to say.
pub(super) const BYTES: usize = 8 * 1024;

thread_local! {
    static ROOM: Cell<Option<BytesMut>> = const { Cell::new(None) };
}

/// Takes it, to be [given](give) back. What was read into it before may still be in use, and takes up some of it.
#[inline]
pub(super) fn take() -> BytesMut {
    // A thread that ends has none.
    ROOM.try_with(Cell::take).ok().flatten().unwrap_or_else(|| BytesMut::with_capacity(BYTES))
}

/// Gives it back, empty.
#[inline]
pub(super) fn give(room: BytesMut) {
    let _ = ROOM.try_with(|place| place.set(Some(room)));
}
