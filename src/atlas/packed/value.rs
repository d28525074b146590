//! Packs values as numbers: a structure as its fields, a list as its length and its elements, a text as its place in the
//! packed text.

use std::collections::HashMap;

use smallvec::{Array, SmallVec};

use super::Packed;

/// A value that can be packed. What `pack` writes, `unpack` reads.
pub trait Pack: Sized {
    /// Writes its numbers.
    fn pack(&self, to: &mut Packer);
    /// Reads its numbers.
    fn unpack(from: &mut Unpacker) -> Self;
}

/// Packed values while they are being written.
#[derive(Default)]
pub struct Packer {
    numbers: Vec<u32>,
    text: String,
    /// Where each text stands: many repeat, such as the headings of slides.
    texts: HashMap<String, u32>,
}

impl Packer {
    pub(in crate::atlas) fn number(&mut self, number: u32) {
        self.numbers.push(number);
    }

    pub(in crate::atlas) fn string(&mut self, text: &str) {
        let start = *self.texts.entry(text.to_owned()).or_insert_with(|| {
            let start = count(self.text.len());
            self.text.push_str(text);
            start
        });
        self.numbers.extend([start, count(text.len())]);
    }

    /// Writes the length of what `pack` writes, then that.
    pub(super) fn with_length(&mut self, pack: impl FnOnce(&mut Self)) {
        let start = self.numbers.len();
        self.number(0);
        pack(self);
        self.numbers[start] = count(self.numbers.len() - start - 1);
    }

    /// Begins the numbers anew. What is packed next shares the texts.
    pub(super) fn begin(&mut self) {
        self.numbers.clear();
    }

    pub(super) fn len(&self) -> u32 {
        count(self.numbers.len())
    }

    /// All texts, of which what was packed names parts.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }
}

/// Packed values while they are being read.
pub struct Unpacker {
    packed: &'static Packed,
    /// The index of the next number.
    at: usize,
}

impl Unpacker {
    pub(in crate::atlas) const fn new(packed: &'static Packed, at: u32) -> Self {
        Self { packed, at: at as usize }
    }

    /// Passes over numbers with their length before them; returns where the first one is.
    pub(super) fn pass_over(&mut self) -> (&'static Packed, u32) {
        let length = self.number();
        let start = count(self.at);
        self.at += length as usize;
        (self.packed, start)
    }

    pub(in crate::atlas) const fn number(&mut self) -> u32 {
        let number = self.packed.numbers[self.at];
        self.at += 1;
        number
    }

    pub(in crate::atlas) fn string(&mut self) -> &'static str {
        let start = self.number() as usize;
        let length = self.number() as usize;
        &self.packed.text[start..start + length]
    }
}

/// Converts a count, which 32 bits can hold because data files are bounded.
pub(in crate::atlas) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Pack for u32 {
    fn pack(&self, to: &mut Packer) {
        to.number(*self);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        from.number()
    }
}

impl Pack for bool {
    fn pack(&self, to: &mut Packer) {
        to.number((*self).into());
    }

    fn unpack(from: &mut Unpacker) -> Self {
        from.number() != 0
    }
}

impl Pack for &'static str {
    fn pack(&self, to: &mut Packer) {
        to.string(self);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        from.string()
    }
}

impl<T: Pack> Pack for Box<T> {
    fn pack(&self, to: &mut Packer) {
        (**self).pack(to);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        Self::new(T::unpack(from))
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, to: &mut Packer) {
        to.number(self.is_some().into());
        if let Some(value) = self {
            value.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker) -> Self {
        (from.number() != 0).then(|| T::unpack(from))
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, to: &mut Packer) {
        to.number(count(self.len()));
        for value in self {
            value.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker) -> Self {
        (0..from.number()).map(|_| T::unpack(from)).collect()
    }
}

impl<A: Array<Item: Pack>> Pack for SmallVec<A> {
    fn pack(&self, to: &mut Packer) {
        to.number(count(self.len()));
        for value in self {
            value.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker) -> Self {
        (0..from.number()).map(|_| A::Item::unpack(from)).collect()
    }
}

/// Packs a structure as these fields, in this order.
macro_rules! fields {
    ($type:ident { $($field:ident),+ }) => {
        impl $crate::atlas::packed::Pack for $type {
            fn pack(&self, to: &mut $crate::atlas::packed::Packer) {
                let Self { $($field),+ } = self;
                $($field.pack(to);)+
            }

            fn unpack(from: &mut $crate::atlas::packed::Unpacker) -> Self {
                $(let $field = $crate::atlas::packed::Pack::unpack(from);)+
                Self { $($field),+ }
            }
        }
    };
}

/// Packs a choice by its number among these, which are in the order of the declaration.
macro_rules! choices {
    ($type:ident { $($choice:ident),+ }) => {
        impl $crate::atlas::packed::Pack for $type {
            fn pack(&self, to: &mut $crate::atlas::packed::Packer) {
                match self {
                    $(Self::$choice)|+ => to.number(*self as u32),
                }
            }

            fn unpack(from: &mut $crate::atlas::packed::Unpacker) -> Self {
                Self::numbered(from.number())
            }
        }

        const _: () = {
            let choices = [$($type::$choice),+];
            let mut number = 0;
            while number < choices.len() {
                assert!(choices[number] as usize == number);
                number += 1;
            }
        };

        impl $type {
            /// The choice with this number.
            pub(in $crate::atlas) const fn numbered(number: u32) -> Self {
                [$(Self::$choice),+][number as usize]
            }
        }
    };
}

pub(in crate::atlas) use {choices, fields};
