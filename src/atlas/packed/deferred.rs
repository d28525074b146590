//! Parts of the data that are unpacked only when they are read: most records are never seen but in a list, and the search has
//! the vocabulary in its index.

use std::ops::Deref;
use std::sync::OnceLock;

use super::{Pack, Packed, Packer, Unpacker};

/// A part of the data. It is read like the value itself.
#[derive(Debug, Clone)]
pub struct Deferred<T>(State<T>);

#[derive(Debug, Clone)]
enum State<T> {
    /// A value that was read from a file.
    Here(T),
    /// Where the value is packed, and the value once it was read.
    Packed { packed: &'static Packed, at: u32, value: OnceLock<Box<T>> },
}

impl<T> Deferred<T> {
    /// The value of a record that was read from a file, for changes.
    pub(in crate::atlas) const fn value_mut(&mut self) -> Option<&mut T> {
        match &mut self.0 {
            State::Here(value) => Some(value),
            State::Packed { .. } => None,
        }
    }
}

impl<T> From<T> for Deferred<T> {
    fn from(value: T) -> Self {
        Self(State::Here(value))
    }
}

impl<T: Pack> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            State::Here(value) => value,
            State::Packed { packed, at, value } => {
                value.get_or_init(|| Box::new(T::unpack(&mut Unpacker::new(packed, *at))))
            }
        }
    }
}

impl<T: Pack + PartialEq> PartialEq for Deferred<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Pack + Eq> Eq for Deferred<T> {}

/// Its length comes first, so that it can be passed over.
impl<T: Pack> Pack for Deferred<T> {
    fn pack(&self, to: &mut Packer) {
        to.with_length(|to| (**self).pack(to));
    }

    fn unpack(from: &mut Unpacker) -> Self {
        let (packed, at) = from.pass_over();
        Self(State::Packed { packed, at, value: OnceLock::new() })
    }
}
