//! From files to records, and all that is wrong with them.

mod check;
mod crosswalk;
pub(super) mod effort;
mod layout;
mod letters;
mod newer;
mod parse;
mod problem;
mod read;
mod room;
mod scan;
mod source;

pub(super) use check::{Parts, Placed, check};
pub(super) use crosswalk::Judgement;
pub(super) use letters::tell_letters;
pub(super) use newer::newer_format;
pub(super) use parse::{elements, records, value};
pub use problem::{Problem, Problems, Warnings};
pub use room::{NoRoom, has_room};
pub(super) use room::{ask_for, make_sure};
pub use source::LARGEST_FILE;
#[cfg(test)]
pub(super) use source::of_texts;
pub(super) use source::{Content, SourceFile, embedded, folder};
