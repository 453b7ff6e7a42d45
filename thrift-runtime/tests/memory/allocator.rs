//! An allocator that keeps count, for each thread: tests run side by side.

#![allow(unsafe_code, reason = "allocators are unsafe to implement")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

pub(crate) struct Counting;

thread_local! {
    static COUNT: Cell<Count> = const { Cell::new(Count { pieces: 0, now: 0, peak: 0 }) };
}

/// What was allocated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Count {
    /// How often.
    pub(crate) pieces: usize,
    /// Bytes that are still held.
    pub(crate) now: isize,
    /// The most bytes at one time.
    pub(crate) peak: isize,
}

// SAFETY: all is done by the system's allocator, with the same arguments.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| {
            let Count { pieces, now, peak } = count.get();
            let now = now + layout.size() as isize;
            count.set(Count { pieces: pieces + 1, now, peak: peak.max(now) });
        });
        // SAFETY: the caller keeps to the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        COUNT.with(|count| count.set(Count { now: count.get().now - layout.size() as isize, ..count.get() }));
        // SAFETY: the caller keeps to the contract of `dealloc`, and `alloc` is the system's.
        unsafe { System.dealloc(memory, layout) }
    }
}

/// Does something, and counts what it allocates.
pub(crate) fn count<R>(run: impl FnOnce() -> R) -> (R, Count) {
    COUNT.set(Count { pieces: 0, now: 0, peak: 0 });
    let result = run();
    (result, COUNT.get())
}
