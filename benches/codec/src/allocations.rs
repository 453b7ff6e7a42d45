//! How often something allocates, and how much.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// The system's allocator, which counts while it is asked to. Times are taken while it is not, when it costs a load and a
/// branch that is never taken.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static COUNTS: AtomicBool = AtomicBool::new(false);
static NUMBER: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
/// The sizes of those that came first.
static SIZES: [AtomicUsize; 1 << 16] = [const { AtomicUsize::new(0) }; 1 << 16];

/// What was allocated. A reallocation counts as an allocation of the new size.
#[derive(Clone, Copy, Default)]
pub(crate) struct Allocations {
    pub(crate) number: usize,
    pub(crate) bytes: usize,
}

/// Counts what `run` allocates. There must be no other thread.
pub(crate) fn count(run: impl FnOnce()) -> Allocations {
    NUMBER.store(0, Relaxed);
    BYTES.store(0, Relaxed);
    COUNTS.store(true, Relaxed);
    run();
    COUNTS.store(false, Relaxed);
    Allocations { number: NUMBER.load(Relaxed), bytes: BYTES.load(Relaxed) }
}

/// The sizes of what `run` allocates; `None` if it allocates more often than can be kept.
pub(crate) fn sizes(run: impl FnOnce()) -> Option<Vec<usize>> {
    let number = count(run).number;
    Some(SIZES.get(..number)?.iter().map(|size| size.load(Relaxed)).collect())
}

/// Lets the process keep what it has freed, as one does that has been running for a while. Otherwise glibc may give large
/// blocks back to the system at once, and take them from it again, page by page, in the next operation: whether it does hangs
/// on where in the heap they lie, and costs more than decoding does.
pub(crate) fn keep_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code, reason = "it is a function of C")]
    for setting in [libc::M_MMAP_THRESHOLD, libc::M_TRIM_THRESHOLD] {
        // SAFETY: it takes two numbers, and refuses those that it does not like.
        unsafe { libc::mallopt(setting, 1 << 30) };
    }
}

/// Joins what has been freed, so that the values that are made next lie in memory side by side, as in a fresh process: where the
/// strings of a value happen to be would else count for more than how they are encoded.
pub(crate) fn tidy() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code, reason = "it is a function of C")]
    // SAFETY: it takes a number, of bytes to keep.
    unsafe {
        libc::malloc_trim(0);
    }
}

fn note(size: usize) {
    if COUNTS.load(Relaxed) {
        if let Some(place) = SIZES.get(NUMBER.fetch_add(1, Relaxed)) {
            place.store(size, Relaxed);
        }
        BYTES.fetch_add(size, Relaxed);
    }
}

// SAFETY: every method hands its arguments on to `System` and gives back what that gives.
#[allow(unsafe_code, reason = "there is no other way to write an allocator")]
unsafe impl GlobalAlloc for Counting {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller's promise is that of `System`.
        unsafe { System.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller's promise is that of `System`.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size);
        // SAFETY: the caller's promise is that of `System`.
        unsafe { System.realloc(block, layout, size) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is that of `System`.
        unsafe { System.dealloc(block, layout) }
    }
}
