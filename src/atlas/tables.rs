//! What is derived from all records together: who links to whom, who cites what, which records are of which kind.

use std::borrow::Cow;

use super::collection::Collection;
use super::packed::value::count;
use super::packed::{Lists, PackedTables};
use super::{Basis, Extent, Kind, Link, Pillar, Record, RecordId, Relation};

/// Tables over the records of a data set, by their ordinals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tables {
    /// The first ordinal of each kind; one more at the end. The files are read in the order of the kinds.
    pub kinds: Cow<'static, [u32]>,
    /// The gaps and recommendations under each pillar: see [`under`].
    pub under: Lists,
    /// For each record the links to it, as three numbers each: see [`Tie`].
    pub incoming: Lists,
    /// For each document the records that cite it: twice the ordinal, plus one if they do so only for editorial names, facts or links.
    pub citing: Lists,
    /// For each record whether its title or its text is editorial.
    pub editorial: Cow<'static, [bool]>,
    /// Pairs of ordinals: an editorial document, and a record that cites it for a text, name or link that is not
    /// editorial.
    pub needed_documents: Cow<'static, [(u32, u32)]>,
    /// The bases of the links that answer gaps, each once, by their number.
    pub answers: Cow<'static, [u32]>,
}

/// A link without its citation and reason, for which its record would have to be unpacked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    /// The ordinal of the record that the link starts from.
    pub from: usize,
    /// Its index there.
    pub number: usize,
    pub relation: Relation,
    pub basis: Basis,
    pub extent: Option<Extent>,
}

impl Tie {
    /// The bits of the third number below the relation: the basis, and above it the extent, 0 for none.
    const RELATION: u32 = 8;
    const EXTENT: u32 = 4;

    /// The third number of a link.
    fn packed(link: &Link) -> u32 {
        let extent = link.extent().map_or(0, |extent| extent as u32 + 1);
        (link.relation as u32) << Self::RELATION | extent << Self::EXTENT | link.basis as u32
    }

    fn read([from, number, packed]: [u32; 3]) -> Self {
        let extent = packed >> Self::EXTENT & ((1 << (Self::RELATION - Self::EXTENT)) - 1);
        Self {
            from: from as usize,
            number: number as usize,
            relation: Relation::numbered(packed >> Self::RELATION),
            basis: Basis::numbered(packed & ((1 << Self::EXTENT) - 1)),
            extent: extent.checked_sub(1).map(Extent::numbered),
        }
    }
}

/// The number of a list of the records of a kind under a pillar.
pub(super) fn under(kind: Kind, pillar: Pillar) -> usize {
    kind as usize * Pillar::ALL.len() + pillar.index()
}

impl Tables {
    /// The tables over these records. Their links and citations were checked to lead to one of them.
    pub(super) fn of(records: &Collection) -> Self {
        let mut kinds = vec![0; Kind::ALL.len() + 1];
        let (mut under_pillars, mut incoming) = (Vec::new(), Vec::new());
        let mut citing: Vec<(usize, u32)> = Vec::new();
        let editorial: Vec<bool> = records.all().map(Record::is_editorial).collect();
        let mut needed_documents = Vec::new();
        let mut answers = Vec::new();
        // For each document the index of its last pair, since a record may cite it several times.
        let mut last_citing = vec![None; records.len()];
        let at = |id: &RecordId| records.ordinal(id);
        for (ordinal, record) in (0..).zip(records.all()) {
            kinds[record.kind() as usize + 1] = ordinal + 1;
            if let Some(pillar) = record.pillar() {
                under_pillars.push((under(record.kind(), pillar), ordinal));
            }
            for (number, link) in (0..).zip(record.links.iter()) {
                let Some(to) = at(&link.to) else { continue };
                incoming.extend([(to, ordinal), (to, number), (to, Tie::packed(link))]);
                if link.relation == Relation::Answers && !answers.contains(&(link.basis as u32)) {
                    answers.push(link.basis as u32);
                }
            }
            for (document, is_editorial) in cited(record) {
                let Some(document) = at(document) else { continue };
                match last_citing[document].map(|last: usize| &mut citing[last].1) {
                    Some(last) if *last >> 1 == ordinal => *last &= ordinal << 1 | u32::from(is_editorial),
                    _ => {
                        last_citing[document] = Some(citing.len());
                        citing.push((document, ordinal << 1 | u32::from(is_editorial)));
                    }
                }
            }
            let documents = record.documents().filter_map(at).filter(|document| editorial[*document]);
            needed_documents.extend(documents.map(|document| (count(document), ordinal)));
        }
        // A kind without records begins where the one before it ends.
        for kind in 1..kinds.len() {
            kinds[kind] = kinds[kind].max(kinds[kind - 1]);
        }
        Self {
            kinds: kinds.into(),
            under: Lists::of(Kind::ALL.len() * Pillar::ALL.len(), &under_pillars),
            incoming: Lists::of(records.len(), &incoming),
            citing: Lists::of(records.len(), &citing),
            editorial: editorial.into(),
            needed_documents: needed_documents.into(),
            answers: answers.into(),
        }
    }

    /// The links to a record.
    pub(super) fn links_to(&self, ordinal: usize) -> impl Iterator<Item = Tie> {
        self.incoming.get(ordinal).as_chunks().0.iter().map(|numbers| Tie::read(*numbers))
    }

    pub(super) const fn packed(packed: &'static PackedTables) -> Self {
        Self {
            kinds: Cow::Borrowed(packed.kinds),
            under: Lists::packed(packed.under),
            incoming: Lists::packed(packed.incoming),
            citing: Lists::packed(packed.citing),
            editorial: Cow::Borrowed(packed.editorial),
            needed_documents: Cow::Borrowed(packed.needed_documents),
            answers: Cow::Borrowed(packed.answers),
        }
    }

    /// The source of a [`PackedTables`].
    pub(super) fn source(&self, by_id: &[u32]) -> String {
        let Self { kinds, under, incoming, citing, editorial, needed_documents, answers } = self;
        format!(
            "crate::atlas::PackedTables {{ by_id: &{by_id:?}, kinds: &{kinds:?}, under: {under}, incoming: {incoming}, \
             citing: {citing}, editorial: &{editorial:?}, needed_documents: &{needed_documents:?}, answers: &{answers:?} }}"
        )
    }
}

/// The documents that a record cites for itself, its names, its facts and its links, except itself, with whether it does so for an
/// editorial name, fact or link.
fn cited(record: &Record) -> impl Iterator<Item = (&RecordId, bool)> {
    let links = record.links.iter().map(|link| (&link.citation, link.basis == Basis::Editorial));
    let cited = record.all_citations().chain(links).map(|(citation, is_editorial)| (&citation.document, is_editorial));
    cited.filter(|(document, _)| **document != record.id)
}

#[cfg(test)]
mod tests {
    use crate::atlas::{Atlas, Data, Filter, Kind, RecordId};

    /// An event, and a member whose editorial name is cited from a document of its own.
    fn data() -> Data {
        let cites = |document: &str| format!("(document: \"document/{document}\", place: Whole)");
        let (a, b) = (cites("a"), cites("b"));
        let document = |id: &str| {
            format!(
                "(id: \"document/{id}\", title: Verbatim(\"t\"), body: \"b\", text: Verbatim(\"x\"), citations: [{a}]),"
            )
        };
        let texts = [
            ("edition", "(name: \"test\", date: \"2010\", schema: 2)".to_owned()),
            (
                "members",
                format!(
                    "[(id: \"member/m\", name: \"M\", citations: [{a}], names: [(standing: Official, basis: Editorial, \
                     name: \"N\", citation: {b})])]"
                ),
            ),
            ("events", format!("[(id: \"event/e\", title: Verbatim(\"t\"), text: Verbatim(\"x\"), citations: [{a}])]")),
            ("documents", format!("[{}{}]", document("a"), document("b"))),
        ];
        Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}")).into()
    }

    #[test]
    fn kinds_without_records_are_empty_and_move_no_other() {
        let data = data();
        let counts = Kind::ALL.map(|kind| data.of_kind(kind).filter(|record| record.id().kind() == kind).count());
        assert_eq!(Kind::ALL.map(|kind| data.of_kind(kind).count()), counts);
        assert_eq!(counts, [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2]);
    }

    #[test]
    fn who_cites_a_document_only_for_an_editorial_name_does_so_no_longer_without_it() {
        let document = RecordId::try_from("document/b").unwrap();
        let data = data();
        assert_eq!(data.citing(&document).count(), 1);
        assert_eq!(data.filtered(Filter { sources_only: true, ..Filter::default() }).citing(&document).count(), 0);
    }
}
