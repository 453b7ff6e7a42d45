//! Memory for what is only on the way: one buffer a thread, used again and again.

use std::cell::Cell;

/// Most memory that a thread keeps for next time.
const KEPT: usize = 256 * 1024;

thread_local! {
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Runs something with an empty buffer, which it gives back.
pub(crate) fn with<R>(run: impl FnOnce(Vec<u8>) -> (Vec<u8>, R)) -> R {
    // Whoever comes in between, or after the thread's locals are gone, starts with a new one.
    let buffer = BUFFER.try_with(Cell::take).unwrap_or_default();
    let (mut buffer, result) = run(buffer);
    if buffer.capacity() <= KEPT {
        buffer.clear();
        let _ = BUFFER.try_with(|kept| kept.set(buffer));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> usize {
        with(|buffer| {
            assert!(buffer.is_empty());
            let capacity = buffer.capacity();
            (buffer, capacity)
        })
    }

    #[test]
    fn a_buffer_is_kept_unless_it_is_large() {
        with(|mut buffer| {
            buffer.extend([0; 100]);
            assert_eq!(kept(), 0, "it is in use");
            (buffer, ())
        });
        assert!(kept() >= 100);
        with(|_| (vec![0; KEPT + 1], ()));
        assert_eq!(kept(), 0);
    }
}
