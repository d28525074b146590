//! The interface's own words: labels of fields, relations, states and kinds. Typed in a query, they lead to the records that
//! have such a field, relation or state, or are of the kind.

use crate::atlas::{ADDRESS, Answered, DATE, Data, HOST, Kind, PLACE, Relation, SYMBOL, VisibleRecord};

/// What a record may have. The numbers are bits of a [`Labels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Telephone, fax and e-mail of a contact.
    Particulars,
    PostalAddress,
    WebAddress,
    Symbol,
    Date,
    Place,
    Host,
    TookPart,
    Convened,
    Contributed,
    EstablishedBy,
    PartOf,
    Answers,
    Supports,
    Cites,
    MemberOf,
    Chaired,
    SucceededBy,
    MergedInto,
    BearsOn,
    AdoptedAs,
    CoordinatedBy,
    AnniversaryOf,
    Answered,
    Unanswered,
    PartlyAnswered,
}

impl Label {
    /// All labels, in the order of their numbers.
    const ALL: [Self; 26] = [
        Self::Particulars,
        Self::PostalAddress,
        Self::WebAddress,
        Self::Symbol,
        Self::Date,
        Self::Place,
        Self::Host,
        Self::TookPart,
        Self::Convened,
        Self::Contributed,
        Self::EstablishedBy,
        Self::PartOf,
        Self::Answers,
        Self::Supports,
        Self::Cites,
        Self::MemberOf,
        Self::Chaired,
        Self::SucceededBy,
        Self::MergedInto,
        Self::BearsOn,
        Self::AdoptedAs,
        Self::CoordinatedBy,
        Self::AnniversaryOf,
        Self::Answered,
        Self::Unanswered,
        Self::PartlyAnswered,
    ];

    /// The relation that it names.
    pub(super) const fn relation(self) -> Option<Relation> {
        match self {
            Self::TookPart => Some(Relation::TookPart),
            Self::Convened => Some(Relation::Convened),
            Self::Contributed => Some(Relation::Contributed),
            Self::EstablishedBy => Some(Relation::EstablishedBy),
            Self::PartOf => Some(Relation::PartOf),
            Self::Answers => Some(Relation::Answers),
            Self::Supports => Some(Relation::Supports),
            Self::Cites => Some(Relation::Cites),
            Self::MemberOf => Some(Relation::MemberOf),
            Self::Chaired => Some(Relation::Chaired),
            Self::SucceededBy => Some(Relation::SucceededBy),
            Self::MergedInto => Some(Relation::MergedInto),
            Self::BearsOn => Some(Relation::BearsOn),
            Self::AdoptedAs => Some(Relation::AdoptedAs),
            Self::CoordinatedBy => Some(Relation::CoordinatedBy),
            Self::AnniversaryOf => Some(Relation::AnniversaryOf),
            Self::Particulars
            | Self::PostalAddress
            | Self::WebAddress
            | Self::Symbol
            | Self::Date
            | Self::Place
            | Self::Host
            | Self::Answered
            | Self::Unanswered
            | Self::PartlyAnswered => None,
        }
    }

    const fn of_relation(relation: Relation) -> Self {
        match relation {
            Relation::TookPart => Self::TookPart,
            Relation::Convened => Self::Convened,
            Relation::Contributed => Self::Contributed,
            Relation::EstablishedBy => Self::EstablishedBy,
            Relation::PartOf => Self::PartOf,
            Relation::Answers => Self::Answers,
            Relation::Supports => Self::Supports,
            Relation::Cites => Self::Cites,
            Relation::MemberOf => Self::MemberOf,
            Relation::Chaired => Self::Chaired,
            Relation::SucceededBy => Self::SucceededBy,
            Relation::MergedInto => Self::MergedInto,
            Relation::BearsOn => Self::BearsOn,
            Relation::AdoptedAs => Self::AdoptedAs,
            Relation::CoordinatedBy => Self::CoordinatedBy,
            Relation::AnniversaryOf => Self::AnniversaryOf,
        }
    }
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

/// A set of labels of a record: a bit for each, and another for those it has as the other end of a relation.
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
            labels.add(Label::Cites, Has::Itself);
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
        for link in record.links() {
            let has = if object_is_sought(link.relation) { Has::OtherEnd } else { Has::Itself };
            labels.add(Label::of_relation(link.relation), has);
        }
        for (_, link) in data.incoming(record.id()) {
            let has = if object_is_sought(link.relation) { Has::Itself } else { Has::OtherEnd };
            labels.add(Label::of_relation(link.relation), has);
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
        } else if self.0 & Self::bit(label, Has::OtherEnd) != 0 {
            Some(Has::OtherEnd)
        } else {
            None
        }
    }

    const fn bit(label: Label, has: Has) -> u64 {
        1 << (label as u64 + if matches!(has, Has::Itself) { 0 } else { u32::BITS as u64 })
    }
}

/// What a label leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Label(Label),
    Kind(Kind),
}

/// The number of the first kind.
const FIRST_KIND: u32 = 26;

// The labels have the numbers before.
const _: () = assert!(FIRST_KIND as usize == Label::ALL.len());

impl Target {
    /// Its number in the packed index.
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::Label(label) => label as u32,
            Self::Kind(kind) => FIRST_KIND + kind as u32,
        }
    }

    /// What has this number.
    pub(super) fn numbered(number: u32) -> Option<Self> {
        let number = number as usize;
        let label = Label::ALL.get(number).map(|label| Self::Label(*label));
        label.or_else(|| Kind::ALL.get(number.checked_sub(FIRST_KIND as usize)?).map(|kind| Self::Kind(*kind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn every_label_and_kind_has_its_number() {
        for (number, label) in (0..).zip(Label::ALL) {
            assert_eq!((label as u32, Target::numbered(number)), (number, Some(Target::Label(label))));
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
        assert_eq!(has("event/2006-09-tokyo", Label::TookPart), Some(Has::Itself));
        assert_eq!(has("member/unodc", Label::TookPart), Some(Has::OtherEnd));
        assert_eq!(has("member/icao", Label::TookPart), None);
        assert_eq!(has("rec/prevention/2", Label::Answers), Some(Has::Itself));
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
