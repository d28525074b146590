//! The built-in data as the build script packs it: one text and lists of numbers, which the program reads in place. Nothing
//! is parsed at the start, and a record takes memory only when it is looked at.
//!
//! Numbers and not references, because references would be relocated in each session, and that memory is not shared.

mod deferred;
pub(super) mod value;

use std::borrow::Cow;
use std::fmt;

pub use deferred::Deferred;
pub use value::{Pack, Packer};
pub(super) use value::{Unpacker, choices, fields};

use super::collection::Collection;
use super::tables::Tables;
use super::{Atlas, Edition, Warnings};

/// Packed data, for [`Atlas::packed`]. The build script writes it as Rust source; see [`Atlas::source`].
#[derive(Debug)]
pub struct Packed {
    /// All texts, each distinct one once. Editions share them.
    pub text: &'static str,
    /// The fields of the edition, the vocabulary and all records, one after the other.
    pub numbers: &'static [u32],
    /// The index in `numbers` of each record's first.
    pub starts: &'static [u32],
    /// What is derived from all records together.
    pub tables: PackedTables,
}

/// The packed form of `atlas::tables::Tables`, with the same fields.
#[derive(Debug)]
#[allow(missing_docs, reason = "described at the type that it is the packed form of")]
pub struct PackedTables {
    pub by_id: &'static [u32],
    pub kinds: &'static [u32],
    pub under: [&'static [u32]; 2],
    pub incoming: [&'static [u32]; 2],
    pub citing: [&'static [u32]; 2],
    pub editorial: &'static [bool],
    pub needed_documents: &'static [(u32, u32)],
    pub answers: &'static [u32],
}

impl Edition {
    /// The edition of packed data.
    pub fn packed(packed: &'static Packed) -> Self {
        Self::unpack(&mut Unpacker::new(packed, 0))
    }
}

impl Atlas {
    /// The data that the build script packed.
    pub fn packed(packed: &'static Packed) -> Self {
        let mut head = Unpacker::new(packed, 0);
        let (edition, vocabulary) = (Edition::unpack(&mut head), Deferred::unpack(&mut head));
        let tables = Tables::packed(&packed.tables);
        Self::of_parts(edition, Collection::packed(packed), tables, vocabulary, Warnings::default())
    }

    /// Whether it is this packed data.
    pub fn is_packed(&self, packed: &'static Packed) -> bool {
        matches!(&self.records, Collection::Packed(stored) if stored.holds(packed))
    }

    /// Whether other data says the same in every text, link and table.
    #[cfg(test)]
    pub(crate) fn equals(&self, other: &Self) -> bool {
        let parts =
            [self, other].map(|atlas| (&atlas.edition, &atlas.vocabulary, &atlas.tables, atlas.records.by_id()));
        parts[0] == parts[1] && self.records.all().eq(other.records.all())
    }

    /// The data as the source of a [`Packed`], for the build script. `text` names the texts of the packer, which other data may
    /// share.
    pub fn source(&self, packer: &mut Packer, text: &str) -> String {
        packer.begin();
        let (starts, tables) = self.pack_into(packer);
        format!(
            "crate::atlas::Packed {{ text: {text}, numbers: &{:?}, starts: &{starts:?}, tables: {} }}",
            packer.numbers(),
            tables.source(self.records.by_id())
        )
    }

    /// Packs the edition, the vocabulary and all records; returns where each record starts, and the tables.
    fn pack_into(&self, packer: &mut Packer) -> (Vec<u32>, &Tables) {
        self.edition.pack(packer);
        self.vocabulary.pack(packer);
        let starts = self.records.all().map(|record| {
            let start = packer.len();
            record.pack(packer);
            start
        });
        (starts.collect(), &self.tables)
    }
}

/// A list of lists of numbers in two lists: where each begins, with the end of the last, and all their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lists {
    starts: Cow<'static, [u32]>,
    numbers: Cow<'static, [u32]>,
}

impl Lists {
    /// The lists of these pairs of a list and a number; numbers keep their order.
    pub(super) fn of(count: usize, pairs: &[(usize, u32)]) -> Self {
        let mut starts = vec![0; count + 1];
        for (list, _) in pairs {
            starts[list + 1] += 1;
        }
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0; pairs.len()];
        for (list, number) in pairs {
            numbers[next[*list] as usize] = *number;
            next[*list] += 1;
        }
        Self { starts: starts.into(), numbers: numbers.into() }
    }

    pub(super) const fn packed([starts, numbers]: [&'static [u32]; 2]) -> Self {
        Self { starts: Cow::Borrowed(starts), numbers: Cow::Borrowed(numbers) }
    }

    /// The numbers of a list.
    pub(super) fn get(&self, list: usize) -> &[u32] {
        &self.numbers[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}

impl fmt::Display for Lists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[&{:?}, &{:?}]", self.starts, self.numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data, packed and read again, as the build script and the program do.
    fn packed_again(data: &Atlas) -> Atlas {
        let mut packer = Packer::default();
        let (starts, tables) = data.pack_into(&mut packer);
        let numbers = |numbers: &[u32]| -> &'static [u32] { numbers.to_vec().leak() };
        let lists = |lists: &Lists| [numbers(&lists.starts), numbers(&lists.numbers)];
        let Tables { kinds, under, incoming, citing, editorial, needed_documents, answers } = tables;
        let tables = PackedTables {
            by_id: numbers(data.records.by_id()),
            kinds: numbers(kinds),
            under: lists(under),
            incoming: lists(incoming),
            citing: lists(citing),
            editorial: editorial.to_vec().leak(),
            needed_documents: needed_documents.to_vec().leak(),
            answers: numbers(answers),
        };
        let text = packer.text().to_owned().leak();
        let all = Packed { text, numbers: numbers(packer.numbers()), starts: starts.leak(), tables };
        Atlas::packed(Box::leak(Box::new(all)))
    }

    #[test]
    fn every_kind_of_value_is_read_as_it_was_packed() {
        for data in [Atlas::frozen(), Atlas::of_format_3()] {
            assert!(packed_again(&data).equals(&data));
        }
    }

    /// Data with this group in its vocabulary.
    fn with_group(group: &str) -> Atlas {
        let cited = "citations: [(document: \"document/d\", place: Whole)]";
        let documents = ["d", "e"].map(|id| {
            format!("(id: \"document/{id}\", title: Verbatim(\"t\"), body: \"b\", text: Verbatim(\"x\"), {cited}),")
        });
        let texts = [
            ("edition", "(name: \"test\", date: \"2010\", schema: 2)".to_owned()),
            ("documents", format!("[{}]", documents.concat())),
            ("vocabulary", format!("[(terms: [\"a\", \"b\"]), {group}]")),
        ];
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}"))
    }

    #[test]
    fn data_that_differs_in_one_field_of_a_group_is_not_equal_before_and_after_packing() {
        let whole = "(terms: [\"c\"], abbreviations: [\"D\"], french: [\"e\"], spanish: [\"f\"], ambiguous: [\"f\"], \
                     records: [\"document/d\", \"document/e\"], words: [\"x\"], strength: Near)";
        let data = with_group(whole);
        assert!(packed_again(&data).equals(&data));
        for (field, other) in [
            ("\"c\"", "\"ç\""),
            ("abbreviations: [\"D\"], french: [\"e\"]", "abbreviations: [\"e\"], french: [\"D\"]"),
            ("spanish: [\"f\"]", "spanish: [\"F\"]"),
            ("ambiguous: [\"f\"]", "ambiguous: []"),
            ("[\"document/d\", \"document/e\"]", "[\"document/e\", \"document/d\"]"),
            ("words: [\"x\"],", ""),
            ("strength: Near", "strength: Same"),
        ] {
            assert!(whole.contains(field), "{field}");
            let other = with_group(&whole.replace(field, other));
            assert!(!other.equals(&data) && !packed_again(&other).equals(&data), "{field}");
            assert!(packed_again(&other).equals(&other), "{field}");
        }
    }

    #[test]
    fn data_that_differs_in_one_date_is_not_equal() {
        let date = |date: &str| {
            let edition = format!("(name: \"test\", date: \"{date}\", schema: 1)");
            Atlas::of_texts(&[("edition", edition)]).unwrap()
        };
        assert!(date("2010-10").equals(&date("2010-10")) && !date("2010-10").equals(&date("2010")));
    }

    #[test]
    fn each_list_holds_its_numbers_in_order() {
        let lists = Lists::of(4, &[(2, 7), (0, 5), (2, 1), (3, 9)]);
        let all: Vec<&[u32]> = (0..4).map(|list| lists.get(list)).collect();
        assert_eq!(all, [&[5][..], &[], &[7, 1], &[9]]);
    }
}
