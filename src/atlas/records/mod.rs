//! A record and its parts, the same for all kinds.

mod citation;
mod date;
mod headline;
mod id;
mod link;
mod name;
mod period;
mod pillar;
mod record;
mod relation;
mod statement;

pub use citation::{Citation, Place};
pub use date::{Date, DateError};
pub use headline::{Headline, LONGEST_HEADLINE};
pub(super) use id::leaf;
pub use id::{IdError, RecordId};
pub(super) use link::Bounds;
pub use link::{Extent, Link};
pub use name::{Language, Name, Standing};
pub use period::{Period, PeriodEnd};
pub use pillar::{Pillar, Pillars};
pub use record::{Fact, Record};
pub use relation::Relation;
pub use statement::{Basis, Statement};
