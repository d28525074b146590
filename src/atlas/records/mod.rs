//! A record and its parts, the same for all kinds.

mod citation;
mod date;
mod headline;
mod id;
mod link;
mod name;
mod pillar;
mod record;
mod statement;

pub use citation::{Citation, Place};
pub use date::{Date, DateError};
pub use headline::{Headline, LONGEST_HEADLINE};
pub(super) use id::leaf;
pub use id::{IdError, RecordId};
pub use link::{Link, Relation};
pub use name::{Name, Standing};
pub use pillar::{Pillar, Pillars};
pub use record::{Fact, Record};
pub use statement::{Basis, Statement};
