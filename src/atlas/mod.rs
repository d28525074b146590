//! The data: records, ids, links and citations, and the code that reads and checks data files.
//!
//! Uses no other module of the program. Start at [`Atlas`]; a [`Record`] consists of [`Statement`]s (texts with a
//! [`Basis`]), [`Citation`]s and [`Link`]s.

mod answers;
mod as_of;
mod beginning;
mod changes;
mod collection;
mod data;
mod days;
mod edition;
mod hazard;
mod kinds;
mod listing;
mod loading;
mod lookup;
mod membership;
mod packed;
mod reading;
mod records;
mod tables;
pub mod text;
mod visible;
mod vocabulary;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::de::DeserializeOwned;

pub use answers::Answered;
pub use as_of::{Course, Hidden};
pub use beginning::Beginning;
pub use changes::{Change, Changed, Part, Turn, changes};
use collection::Collection;
pub use data::{Data, Filter, Generation};
pub use edition::{Edition, NEWEST_FORMAT};
pub use kinds::{ADDRESS, BODY, CITED_AS, DATE, HOST, Kind, NUMBER, PLACE, SYMBOL, particular};
pub use listing::Listing;
pub use loading::{LoadError, Sources};
pub use lookup::nearest;
pub use membership::{MemberCount, Membership};
pub use packed::{Deferred, Packed, PackedTables, Packer};
use reading::effort;
pub use reading::{Embedded, LARGEST_FILE, OutOfMemory, Problem, Problems, Warnings, has_memory};
pub use records::{
    Basis, Citation, Date, DateError, Extent, Fact, Headline, IdError, LONGEST_HEADLINE, Language, Link, Name, Period,
    PeriodEnd, Pillar, Pillars, Place, Record, RecordId, Relation, Standing, Statement,
};
use tables::Tables;
pub use text::{Text, TextError};
pub use visible::VisibleRecord;
pub use vocabulary::{Group, GroupEntry, Strength};

/// A record as spelled in the data file of its kind.
trait Entry: DeserializeOwned {
    /// The record that all kinds share.
    fn into_record(self) -> Record;
}

/// The whole data set, loaded and checked: every id is unique, every link and citation leads to a record. [`Data`]
/// gives access to the visible part.
#[derive(Debug)]
pub struct Atlas {
    generation: Generation,
    edition: Edition,
    records: Collection,
    tables: Tables,
    vocabulary: Deferred<Vec<Group>>,
    /// The characters that a newer data format refuses, and the words of the vocabulary that no record has.
    warnings: Warnings,
    /// Estimate of the memory the records or their index take, in bytes; 0 for small data.
    memory: usize,
}

impl Atlas {
    fn of_parts(
        edition: Edition,
        records: Collection,
        tables: Tables,
        vocabulary: Deferred<Vec<Group>>,
        warnings: Warnings,
    ) -> Self {
        static GENERATIONS: AtomicU64 = AtomicU64::new(1);
        let generation = Generation(GENERATIONS.fetch_add(1, Ordering::Relaxed));
        Self { generation, edition, records, tables, vocabulary, warnings, memory: 0 }
    }

    /// The number of records.
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name, date and format of the data set.
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The warnings, if there are any.
    pub fn warnings(&self) -> Option<&Warnings> {
        Some(&self.warnings).filter(|warnings| !warnings.are_none())
    }

    /// The ordinal of the record with this id.
    fn ordinal(&self, id: &RecordId) -> Option<usize> {
        self.records.ordinal(id)
    }

    /// All of the record with this ordinal.
    fn record(&self, ordinal: usize) -> &Record {
        self.records.at(ordinal)
    }

    /// The kind of the record with this ordinal.
    fn kind(&self, ordinal: usize) -> Kind {
        let kinds = self.tables.kinds.iter().skip(1);
        Kind::ALL[kinds.take_while(|end| **end as usize <= ordinal).count()]
    }

    /// The last part of the id of the record with this ordinal.
    fn leaf(&self, ordinal: usize) -> &str {
        records::leaf(self.records.id(ordinal))
    }

    /// The pillar of the record with this ordinal, if it is a gap or recommendation.
    fn pillar(&self, ordinal: usize) -> Option<Pillar> {
        if self.kind(ordinal).has_pillars() { self.records.pillar(ordinal) } else { None }
    }

    /// The ordinals of the records of a kind.
    fn ordinals_of_kind(&self, kind: Kind) -> Range<usize> {
        let kinds = &self.tables.kinds;
        kinds[kind as usize] as usize..kinds[kind as usize + 1] as usize
    }
}
