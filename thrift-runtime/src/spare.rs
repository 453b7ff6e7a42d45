//! Buffers that are used again.

use std::cell::RefCell;

/// Most buffers that a thread keeps; one for each of the calls that are sent, or answered, at one time.
const BUFFERS: usize = 256;
/// Most bytes of one of them.
pub(crate) const BYTES: usize = 4 * 1024;

thread_local! {
    static SPARE: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// An empty buffer.
#[inline(always)]
pub(crate) fn take() -> Vec<u8> {
    SPARE.try_with(|spare| spare.try_borrow_mut().ok()?.pop()).ok().flatten().unwrap_or_default()
}

/// Gives back a buffer that is not needed any more.
#[inline]
pub(crate) fn give(mut buffer: Vec<u8>) {
    if buffer.capacity() > BYTES {
        return;
    }
    buffer.clear();
    // A thread that ends has no use for it.
    let _ = SPARE.try_with(|spare| {
        if let Ok(mut spare) = spare.try_borrow_mut()
            && spare.len() < BUFFERS
        {
            spare.push(buffer);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_is_empty_and_has_room_again() {
        let mut buffer = take();
        buffer.extend_from_slice(b"what another call has sent");
        let place = buffer.as_ptr();
        give(buffer);
        let buffer = take();
        assert_eq!((buffer.len(), buffer.as_ptr()), (0, place));
    }

    #[test]
    fn no_more_is_kept_than_may_be() {
        give(Vec::with_capacity(BYTES + 1));
        assert!(take().capacity() <= BYTES);
        (0..2 * BUFFERS).for_each(|_| give(Vec::with_capacity(8)));
        SPARE.with(|spare| assert_eq!(spare.borrow().len(), BUFFERS));
    }
}
