//! What a record is made of, whatever its kind.

mod citation;
mod date;
mod id;
mod link;
mod name;
mod pillar;
mod record;
mod statement;

pub use citation::{Citation, Place};
pub use date::{Date, DateError};
pub use id::{IdError, RecordId};
pub use link::{Link, Relation};
pub use name::{Name, Standing};
pub use pillar::Pillar;
pub use record::{Fact, Record};
pub use statement::{Basis, Statement};
