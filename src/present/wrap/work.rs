//! Counts the bytes of texts that were gone through, for tests: what a frame costs is to follow what it shows.

use std::cell::Cell;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// Counts so many bytes more.
pub(crate) fn add(bytes: usize) {
    BYTES.set(BYTES.get() + bytes);
}

/// How many bytes something goes through.
pub(crate) fn of(something: impl FnOnce()) -> usize {
    let before = BYTES.get();
    something();
    BYTES.get() - before
}
