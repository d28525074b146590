//! Reads files into records and reports their problems.

mod check;
mod crosswalk;
pub(super) mod effort;
mod layout;
mod letters;
mod memory;
mod newer;
mod parse;
mod problem;
mod read;
mod scan;
mod source;
mod synonyms;
mod vocabulary;
mod words;

pub(super) use check::{Located, Parts, check};
pub(super) use crosswalk::Judgement;
pub(super) use letters::report_letters;
pub use memory::{OutOfMemory, has_memory};
pub(super) use memory::{check_memory, memory_for_records};
pub(super) use newer::newer_format;
pub(super) use parse::{elements, records, value};
pub use problem::{Problem, Problems, Warnings};
pub use source::LARGEST_FILE;
#[cfg(test)]
pub(super) use source::of_texts;
pub(super) use source::{Content, SourceFile, folder};
pub(super) use synonyms::Synonyms;
pub(super) use words::warn;
