//! Reads files into records and reports their problems.

mod check;
mod crosswalk;
mod editions;
pub(super) mod effort;
mod embedded;
mod format_3;
mod key;
mod layout;
mod letters;
mod memory;
mod newer;
mod parse;
mod patch;
mod periods;
mod piece;
mod problem;
mod read;
mod scan;
mod source;
mod synonyms;
mod vocabulary;
mod wording;

pub(super) use check::{Located, Parts, Withdrawn, check};
pub(super) use crosswalk::Judgement;
pub(super) use editions::{Editions, extends_in};
pub use embedded::Embedded;
pub(super) use letters::report_letters;
pub use memory::{OutOfMemory, has_memory};
pub(super) use memory::{check_memory, memory_for_records};
pub(super) use newer::newer_format;
pub(super) use parse::{elements, records, value};
pub(super) use patch::Changes;
pub use problem::{Problem, Problems, Warnings};
pub use source::LARGEST_FILE;
pub(super) use source::{Content, SourceFile};
pub(super) use synonyms::Synonyms;
