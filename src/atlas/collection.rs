//! All records of a data set by ordinal: those of files are all in memory; those built into the program are unpacked one by
//! one, when they are first looked at.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::packed::value::count;
use super::packed::{Pack, Packed, Unpacker};
use super::{Link, Pillar, Record, RecordId, effort};

#[derive(Debug)]
pub(super) enum Collection {
    Read {
        records: Vec<Record>,
        ordinals: HashMap<RecordId, u32>,
        /// The ordinals in the order of the ids; sorted when first needed.
        by_id: OnceLock<Vec<u32>>,
    },
    Packed(Stored),
}

/// Packed records, and those that were unpacked: in the order in which they were first needed, so that records far apart share
/// the memory of a block.
#[derive(Debug)]
pub(super) struct Stored {
    packed: &'static Packed,
    /// By ordinal: the place of each unpacked record.
    places: Box<[OnceLock<u32>]>,
    /// The next free place.
    free: AtomicU32,
    unpacked: Box<[OnceLock<Box<Block>>]>,
}

/// Memory for several records, asked for at once.
type Block = [OnceLock<Record>; BLOCK];

/// Records in a block: few enough that the last block wastes little memory, many enough that a list asks seldom.
const BLOCK: usize = 8;

impl Stored {
    fn new(packed: &'static Packed) -> Self {
        let records = packed.starts.len();
        Self {
            packed,
            places: (0..records).map(|_| OnceLock::new()).collect(),
            free: AtomicU32::new(0),
            unpacked: (0..records.div_ceil(BLOCK)).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Whether its records are these.
    pub(super) fn holds(&self, packed: &'static Packed) -> bool {
        std::ptr::eq(self.packed, packed)
    }

    fn unpack(&self, ordinal: usize) -> Record {
        Record::unpack(&mut Unpacker::new(self.packed, self.packed.starts[ordinal]))
    }

    /// The id, with which a record begins.
    fn id(&self, ordinal: usize) -> RecordId {
        RecordId::unpack(&mut Unpacker::new(self.packed, self.packed.starts[ordinal]))
    }

    fn at(&self, ordinal: usize) -> &Record {
        let place = *self.places[ordinal].get_or_init(|| self.free.fetch_add(1, Ordering::Relaxed)) as usize;
        let block = self.unpacked[place / BLOCK].get_or_init(|| Box::new([const { OnceLock::new() }; BLOCK]));
        block[place % BLOCK].get_or_init(|| self.unpack(ordinal))
    }
}

impl Collection {
    /// Records read from files.
    pub(super) fn read(records: Vec<Record>) -> Self {
        let ordinals = (0..).zip(&records).map(|(ordinal, record)| (record.id.clone(), ordinal)).collect();
        Self::Read { records, ordinals, by_id: OnceLock::new() }
    }

    /// Adds a link to the record that it starts from, which was read from a file.
    pub(super) fn add_link(&mut self, from: &RecordId, link: Link) {
        let Self::Read { records, ordinals, .. } = self else { return };
        let record = ordinals.get(from).map(|ordinal| &mut records[*ordinal as usize]);
        if let Some(links) = record.and_then(|record| record.links.value_mut()) {
            links.push(link);
        }
    }

    pub(super) fn packed(packed: &'static Packed) -> Self {
        Self::Packed(Stored::new(packed))
    }

    /// The number of records.
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Read { records, .. } => records.len(),
            Self::Packed(stored) => stored.places.len(),
        }
    }

    /// The record with this ordinal, which must be less than [`Collection::len`].
    pub(super) fn at(&self, ordinal: usize) -> &Record {
        match self {
            Self::Read { records, .. } => &records[ordinal],
            Self::Packed(stored) => stored.at(ordinal),
        }
    }

    /// A packed record that was not needed before, unpacked to be looked at in passing. `None` if it is in memory anyway.
    pub(super) fn in_passing(&self, ordinal: usize) -> Option<Record> {
        match self {
            Self::Packed(stored) => stored.places[ordinal].get().is_none().then(|| stored.unpack(ordinal)),
            Self::Read { .. } => None,
        }
    }

    /// All records, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Record> {
        (0..self.len()).map(|ordinal| self.at(ordinal))
    }

    /// The pillar of a gap or recommendation, without unpacking it.
    pub(super) fn pillar(&self, ordinal: usize) -> Option<Pillar> {
        match self {
            Self::Read { records, .. } => records[ordinal].pillar(),
            Self::Packed(stored) => stored.id(ordinal).pillar(),
        }
    }

    /// The ordinal of the record with this id.
    pub(super) fn ordinal(&self, id: &RecordId) -> Option<usize> {
        match self {
            Self::Read { ordinals, .. } => ordinals.get(id).map(|ordinal| *ordinal as usize),
            Self::Packed(_) => {
                let (id, by_id) = (id.as_str(), self.by_id());
                let found = by_id.binary_search_by(|ordinal| self.id(*ordinal as usize).cmp(id)).ok()?;
                Some(by_id[found] as usize)
            }
        }
    }

    /// The ordinals of the records whose ids start with `beginning`, in the order of the ids.
    pub(super) fn with_beginning(&self, beginning: &str) -> &[u32] {
        let by_id = self.by_id();
        let first = by_id.partition_point(|ordinal| {
            effort::spent(1);
            self.id(*ordinal as usize) < beginning
        });
        let found = by_id[first..].partition_point(|ordinal| self.id(*ordinal as usize).starts_with(beginning));
        &by_id[first..first + found]
    }

    /// The ordinals in the order of the ids.
    pub(super) fn by_id(&self) -> &[u32] {
        match self {
            Self::Read { records, by_id, .. } => by_id.get_or_init(|| {
                let mut by_id: Vec<u32> = (0..count(records.len())).collect();
                by_id.sort_unstable_by_key(|ordinal| self.id(*ordinal as usize));
                by_id
            }),
            Self::Packed(stored) => stored.packed.tables.by_id,
        }
    }

    /// The characters of the id of a record, without unpacking it.
    pub(super) fn id(&self, ordinal: usize) -> &str {
        match self {
            Self::Read { records, .. } => records[ordinal].id.as_str(),
            // A record begins with its id, and that with its characters.
            Self::Packed(stored) => Unpacker::new(stored.packed, stored.packed.starts[ordinal]).string(),
        }
    }
}
