//! A list of records that may outlive its data.

use super::{Data, Generation, RecordId, VisibleRecord};

/// A list of records, stored by ordinal. Gives no record of another data set and no hidden record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    generation: Generation,
    ordinals: Vec<u32>,
}

impl Listing {
    /// A list of these records of the data.
    pub fn of<'a>(data: &Data, records: impl IntoIterator<Item = VisibleRecord<'a>>) -> Self {
        let ordinals = records.into_iter().map(|record| u32::try_from(record.ordinal).unwrap_or(u32::MAX));
        Self { generation: data.generation(), ordinals: ordinals.collect() }
    }

    /// The number of records, hidden ones included.
    pub const fn len(&self) -> usize {
        self.ordinals.len()
    }

    /// Whether the list is empty.
    pub const fn is_empty(&self) -> bool {
        self.ordinals.is_empty()
    }

    /// The record at this index of the list.
    pub fn get<'a>(&self, number: usize, data: &'a Data) -> Option<VisibleRecord<'a>> {
        data.at_of(self.generation, *self.ordinals.get(number)? as usize)
    }

    /// The visible records of the list.
    pub fn records<'a>(&self, data: &'a Data) -> impl Iterator<Item = VisibleRecord<'a>> {
        self.ordinals.iter().filter_map(|ordinal| data.at_of(self.generation, *ordinal as usize))
    }

    /// The index of a record in the list.
    pub fn position(&self, id: &RecordId, data: &Data) -> Option<usize> {
        let ordinal = u32::try_from(data.get(id)?.ordinal).ok().filter(|_| self.generation == data.generation())?;
        self.ordinals.iter().position(|other| *other == ordinal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Atlas, Filter};

    #[test]
    fn ordinals_give_no_record_of_other_data_and_no_hidden_one() {
        let (data, other) = (Data::from(Atlas::frozen()), Data::from(Atlas::frozen()));
        let all = Listing::of(&data, data.records());
        assert_eq!(all.records(&data).count(), data.len());
        assert_eq!(all.records(&other).count(), 0);
        assert_eq!((all.get(0, &other), all.position(data.records().next().unwrap().id(), &other)), (None, None));
        let sourced = data.filtered(Filter { sources_only: true, ..Filter::default() });
        assert_eq!(all.records(&sourced).count(), sourced.len());
    }
}
