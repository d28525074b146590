//! The interface's own words: labels of fields, relations, states and kinds. Typed in a query, they lead to the records that
//! have such a field, relation or state, or are of the kind.

use super::entries::folded_words;
use crate::atlas::{
    ADDRESS, Answered, DATE, Data, HOST, Kind, Language, Name, PLACE, Relation, SYMBOL, Standing, Statement,
    VisibleRecord,
};

/// What a record may have. The numbers are bits of a [`Labels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Telephone, fax and e-mail of a contact.
    Particulars,
    PostalAddress,
    WebAddress,
    Symbol,
    /// Being a resolution.
    Resolution,
    Date,
    /// From when until when something is there.
    Period,
    Place,
    Host,
    Answered,
    Unanswered,
    PartlyAnswered,
    /// A name of this sort, or in this language.
    OfficialName,
    LaterName,
    FormerName,
    FrenchName,
    SpanishName,
    /// A link of this relation, at either end.
    Relation(Relation),
}

impl Label {
    /// All labels but the relations, in the order of their numbers; the relations follow.
    const OWN: [Self; 17] = [
        Self::Particulars,
        Self::PostalAddress,
        Self::WebAddress,
        Self::Symbol,
        Self::Resolution,
        Self::Date,
        Self::Period,
        Self::Place,
        Self::Host,
        Self::Answered,
        Self::Unanswered,
        Self::PartlyAnswered,
        Self::OfficialName,
        Self::LaterName,
        Self::FormerName,
        Self::FrenchName,
        Self::SpanishName,
    ];

    /// The relation that it names.
    pub(super) const fn relation(self) -> Option<Relation> {
        if let Self::Relation(relation) = self { Some(relation) } else { None }
    }

    /// What a name is called, in the order of its sort and its language.
    pub(super) fn of_name(name: &Name) -> impl Iterator<Item = Self> {
        let of_sort = match name.standing {
            Standing::Official => Some(Self::OfficialName),
            Standing::Later => Some(Self::LaterName),
            Standing::Former => Some(Self::FormerName),
            Standing::Source | Standing::French | Standing::Spanish => None,
        };
        let in_language = match name.language {
            Language::English => None,
            Language::French => Some(Self::FrenchName),
            Language::Spanish => Some(Self::SpanishName),
        };
        of_sort.into_iter().chain(in_language)
    }

    /// Whether it is what a name is called.
    pub(super) const fn is_of_name(self) -> bool {
        matches!(self, Self::OfficialName | Self::LaterName | Self::FormerName | Self::FrenchName | Self::SpanishName)
    }

    const fn number(self) -> u32 {
        match self {
            Self::Particulars => 0,
            Self::PostalAddress => 1,
            Self::WebAddress => 2,
            Self::Symbol => 3,
            Self::Resolution => 4,
            Self::Date => 5,
            Self::Period => 6,
            Self::Place => 7,
            Self::Host => 8,
            Self::Answered => 9,
            Self::Unanswered => 10,
            Self::PartlyAnswered => 11,
            Self::OfficialName => 12,
            Self::LaterName => 13,
            Self::FormerName => 14,
            Self::FrenchName => 15,
            Self::SpanishName => 16,
            Self::Relation(relation) => FIRST_RELATION + relation as u32,
        }
    }

    fn numbered(number: usize) -> Option<Self> {
        let relation =
            || Relation::ALL.get(number.checked_sub(Self::OWN.len())?).map(|relation| Self::Relation(*relation));
        Self::OWN.get(number).copied().or_else(relation)
    }
}

/// Whether a document has a symbol, and this (`A/RES/61/180`) or its title says that it is a resolution.
fn is_resolution(document: VisibleRecord<'_>) -> bool {
    let says_so = |statement: &Statement| {
        folded_words(statement.first()).iter().any(|word| matches!(word.as_str(), "res" | "resolution"))
    };
    document.fact(SYMBOL).is_some_and(|symbol| says_so(symbol) || document.own_title().is_some_and(says_so))
}

/// Whether a relation is typed to find what its links lead to, and not what they start from.
const fn object_is_sought(relation: Relation) -> bool {
    match relation {
        Relation::TookPart | Relation::Convened | Relation::Contributed => true,
        Relation::EstablishedBy
        | Relation::PartOf
        | Relation::Answers
        | Relation::Supports
        | Relation::Cites
        | Relation::MemberOf
        | Relation::Chaired
        | Relation::SucceededBy
        | Relation::MergedInto
        | Relation::BearsOn
        | Relation::AdoptedAs
        | Relation::CoordinatedBy
        | Relation::AnniversaryOf => false,
    }
}

/// How a record has a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Has {
    /// It is what one looks for: the meeting for those who took part, the recommendation for what answers a gap.
    Itself,
    /// It is the other end of the relation.
    OtherEnd,
}

/// A set of labels of a record: a bit for each, and another for each relation of which it is the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Labels(pub(crate) u64);

impl Labels {
    /// The labels of a visible record.
    pub(super) fn of(data: &Data, record: VisibleRecord<'_>) -> Self {
        let mut labels = Self::default();
        if record.kind() == Kind::Contact {
            labels.add(Label::Particulars, Has::Itself);
            labels.add(Label::PostalAddress, Has::Itself);
        }
        if record.kind() == Kind::Document {
            // The documents are what the records cite.
            labels.add(Label::Relation(Relation::Cites), Has::Itself);
            if is_resolution(record) {
                labels.add(Label::Resolution, Has::Itself);
            }
        }
        for fact in record.facts() {
            match fact.label.as_str() {
                ADDRESS => labels.add(Label::WebAddress, Has::Itself),
                SYMBOL => labels.add(Label::Symbol, Has::Itself),
                DATE => labels.add(Label::Date, Has::Itself),
                PLACE => labels.add(Label::Place, Has::Itself),
                HOST => labels.add(Label::Host, Has::Itself),
                _ => {}
            }
        }
        if record.period().is_some() {
            labels.add(Label::Period, Has::Itself);
        }
        for label in record.names().flat_map(Label::of_name) {
            labels.add(label, Has::Itself);
        }
        if record.later_name().is_some() || record.names().any(|name| record.name_ended(name).is_some()) {
            labels.add(Label::FormerName, Has::Itself);
        }
        for link in record.links() {
            let has = if object_is_sought(link.relation) { Has::OtherEnd } else { Has::Itself };
            labels.add(Label::Relation(link.relation), has);
        }
        for (_, link) in data.incoming(record.id()) {
            let has = if object_is_sought(link.relation) { Has::Itself } else { Has::OtherEnd };
            labels.add(Label::Relation(link.relation), has);
        }
        match data.answered(record) {
            None => {}
            Some(Answered::InFull) => labels.add(Label::Answered, Has::Itself),
            Some(Answered::InPart) => labels.add(Label::PartlyAnswered, Has::Itself),
            Some(Answered::NotAtAll) => labels.add(Label::Unanswered, Has::Itself),
        }
        labels
    }

    const fn add(&mut self, label: Label, has: Has) {
        self.0 |= Self::bit(label, has);
    }

    /// How it has a label, if it does.
    pub(super) const fn has(self, label: Label) -> Option<Has> {
        if self.0 & Self::bit(label, Has::Itself) != 0 {
            Some(Has::Itself)
        } else if label.relation().is_some() && self.0 & Self::bit(label, Has::OtherEnd) != 0 {
            Some(Has::OtherEnd)
        } else {
            None
        }
    }

    const fn bit(label: Label, has: Has) -> u64 {
        1 << (label.number() + if matches!(has, Has::Itself) { 0 } else { FIRST_KIND - FIRST_RELATION })
    }
}

/// What a label leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Label(Label),
    Kind(Kind),
}

/// The numbers of the first relation and of the first kind.
const FIRST_RELATION: u32 = 17;
const FIRST_KIND: u32 = 33;

// Each follows those before it, and a set of labels has a bit for each of them.
const _: () = {
    assert!(FIRST_RELATION as usize == Label::OWN.len());
    assert!(FIRST_KIND as usize == FIRST_RELATION as usize + Relation::ALL.len());
    assert!(FIRST_KIND + (FIRST_KIND - FIRST_RELATION) <= u64::BITS);
};

impl Target {
    /// Its number in the packed index.
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::Label(label) => label.number(),
            Self::Kind(kind) => FIRST_KIND + kind as u32,
        }
    }

    /// What has this number.
    pub(super) fn numbered(number: u32) -> Option<Self> {
        let number = number as usize;
        let label = Label::numbered(number).map(Self::Label);
        label.or_else(|| Kind::ALL.get(number.checked_sub(FIRST_KIND as usize)?).map(|kind| Self::Kind(*kind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn every_label_and_kind_has_its_number() {
        let labels = Label::OWN.into_iter().chain(Relation::ALL.map(Label::Relation));
        for (number, label) in (0..).zip(labels) {
            assert_eq!((label.number(), Target::numbered(number)), (number, Some(Target::Label(label))));
        }
        for kind in Kind::ALL {
            assert_eq!(Target::numbered(Target::Kind(kind).number()), Some(Target::Kind(kind)));
        }
        assert_eq!(Target::numbered(100), None);
    }

    #[test]
    fn the_meeting_is_sought_for_those_who_took_part_and_they_are_the_other_end() {
        let data = Data::from(Atlas::frozen());
        let has = |id: &str, label| Labels::of(&data, data.get(&id.try_into().unwrap()).unwrap()).has(label);
        assert_eq!(has("event/2006-09-tokyo", Label::Relation(Relation::TookPart)), Some(Has::Itself));
        assert_eq!(has("member/unodc", Label::Relation(Relation::TookPart)), Some(Has::OtherEnd));
        assert_eq!(has("member/icao", Label::Relation(Relation::TookPart)), None);
        assert_eq!(has("rec/prevention/2", Label::Relation(Relation::Answers)), Some(Has::Itself));
        assert_eq!(has("contact/unodc-ahtmsu", Label::Particulars), Some(Has::Itself));
    }

    #[test]
    fn each_gap_is_answered_in_full_in_part_or_not_at_all() {
        let data = Data::from(Atlas::of_format_3());
        for gap in data.of_kind(Kind::Gap) {
            let labels = Labels::of(&data, gap);
            assert_eq!(labels.has(Label::Unanswered).is_some(), data.is_unanswered(gap));
            let states = [Label::Answered, Label::PartlyAnswered, Label::Unanswered];
            assert_eq!(states.into_iter().filter(|state| labels.has(*state).is_some()).count(), 1);
        }
    }
}
