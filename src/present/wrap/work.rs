//! Counts, in tests, the bytes of text read: the cost of a frame must follow its content.

use std::cell::Cell;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// Adds to the count.
pub(crate) fn add(bytes: usize) {
    BYTES.set(BYTES.get() + bytes);
}

/// The number of bytes that a function reads.
pub(crate) fn of(something: impl FnOnce()) -> usize {
    let before = BYTES.get();
    something();
    BYTES.get() - before
}
