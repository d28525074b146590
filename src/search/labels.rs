//! The interface's own words: labels of fields, relations, states and kinds. Typed in a query, they lead to the records that
//! have such a field, relation or state, or are of the kind.

use crate::atlas::{ADDRESS, DATE, Data, HOST, Kind, PLACE, Relation, SYMBOL, VisibleRecord};

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
    Answered,
    Unanswered,
}

impl Label {
    /// All labels, in the order of their numbers.
    const ALL: [Self; 17] = [
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
        Self::Answered,
        Self::Unanswered,
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
            Self::Particulars
            | Self::PostalAddress
            | Self::WebAddress
            | Self::Symbol
            | Self::Date
            | Self::Place
            | Self::Host
            | Self::Answered
            | Self::Unanswered => None,
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
        }
    }
}

/// Whether a relation is typed to find what its links lead to, and not what they start from.
const fn object_is_sought(relation: Relation) -> bool {
    match relation {
        Relation::TookPart | Relation::Convened | Relation::Contributed => true,
        Relation::EstablishedBy | Relation::PartOf | Relation::Answers | Relation::Supports | Relation::Cites => false,
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
            match fact.label {
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
        if record.kind() == Kind::Gap && data.has_answers() {
            let state = if data.is_unanswered(record) { Label::Unanswered } else { Label::Answered };
            labels.add(state, Has::Itself);
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
const FIRST_KIND: u32 = 17;

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

/// The labels as people type them, in English, French and Spanish, each list beginning with its name. The English names of the
/// kinds need no entry: see [`super::field::names_kind`].
pub(super) const NAMES: [(Target, &[&str]); 29] = [
    (
        Target::Label(Label::Particulars),
        &[
            "telephone",
            "telephone number",
            "phone",
            "phone number",
            "fax",
            "fax number",
            "e-mail",
            "e-mail address",
            "mail address",
            "contact details",
            "téléphone",
            "numéro de téléphone",
            "télécopie",
            "courriel",
            "adresse électronique",
            "coordonnées",
            "teléfono",
            "número de teléfono",
            "correo electrónico",
            "datos de contacto",
        ],
    ),
    (
        Target::Label(Label::PostalAddress),
        &["address", "postal address", "mailing address", "adresse", "adresse postale", "dirección"],
    ),
    (
        Target::Label(Label::WebAddress),
        &["web address", "website", "web site", "web page", "url", "where", "site web", "sitio web", "où", "dónde"],
    ),
    (Target::Label(Label::Symbol), &["symbol", "symbols", "document symbol", "cote", "signatura"]),
    (Target::Label(Label::Date), &["date", "dates", "dated", "when", "quand", "fecha", "fechas", "cuándo"]),
    (Target::Label(Label::Place), &["place", "venue", "location", "where", "lieu", "où", "lugar", "dónde"]),
    (Target::Label(Label::Host), &["host", "hosts", "hosted", "hosted by", "hôte", "accueilli", "anfitrión"]),
    (
        Target::Label(Label::TookPart),
        &[
            "took part",
            "took part in",
            "take part",
            "taking part",
            "part taken",
            "participant",
            "participants",
            "participated",
            "attended",
            "attendees",
            "a participé",
            "ont participé",
            "participó",
            "participaron",
            "participantes",
        ],
    ),
    (
        Target::Label(Label::Convened),
        &["convened", "convened by", "convener", "convenor", "organized by", "convoqué", "organisé", "convocó"],
    ),
    (
        Target::Label(Label::Contributed),
        &[
            "contributed",
            "contributed to",
            "contributing organizations",
            "contributor",
            "contributors",
            "author",
            "authors",
            "written by",
            "wrote",
            "who wrote",
            "contributeur",
            "contributeurs",
            "auteur",
            "auteurs",
            "autor",
            "autores",
            "escribió",
        ],
    ),
    (
        Target::Label(Label::EstablishedBy),
        &["established by", "set up by", "created by", "founded by", "créé par", "établi par", "creado por"],
    ),
    (Target::Label(Label::PartOf), &["part of", "belongs to", "fait partie de", "parte de"]),
    (Target::Label(Label::Answers), &["answers", "answer to", "what answers", "répond", "responde"]),
    (Target::Label(Label::Supports), &["supports", "supported by", "soutient", "apoya"]),
    (Target::Label(Label::Cites), &["cites", "cited", "cited by", "citation", "citations", "cita", "citas"]),
    (Target::Label(Label::Answered), &["answered", "answered gaps", "gaps with an answer"]),
    (
        Target::Label(Label::Unanswered),
        &[
            "unanswered",
            "unanswered gaps",
            "not answered",
            "no answer",
            "without answer",
            "without an answer",
            "without recommendation",
            "no recommendation",
            "sans réponse",
            "sin respuesta",
        ],
    ),
    (Target::Kind(Kind::Member), &["membre", "membres", "miembro", "miembros", "who", "qui", "quién", "quiénes"]),
    (Target::Kind(Kind::Gap), &["lacune", "lacunes", "laguna", "lagunas", "brecha", "brechas"]),
    (
        Target::Kind(Kind::Recommendation),
        &["what to do", "what should be done", "what can be done", "que faire", "qué hacer"],
    ),
    (Target::Kind(Kind::Recommendation), &["recommandation", "recommandations", "recomendación", "recomendaciones"]),
    (Target::Kind(Kind::Clause), &["disposition", "dispositions", "cláusula", "cláusulas"]),
    (Target::Kind(Kind::Function), &["fonction", "fonctions", "función", "funciones"]),
    (Target::Kind(Kind::Event), &["événement", "événements", "evento", "eventos"]),
    (Target::Kind(Kind::Publication), &["publicación", "publicaciones"]),
    (Target::Kind(Kind::Contact), &["point of contact", "contacto"]),
    (Target::Kind(Kind::Instrument), &["instrumento", "instrumentos"]),
    (Target::Kind(Kind::Document), &["source", "sources", "documento", "documentos", "fuente", "fuentes"]),
    (Target::Kind(Kind::Document), &["reference", "references", "référence", "références"]),
];

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
    fn each_gap_is_answered_or_not() {
        let data = Data::from(Atlas::frozen());
        for gap in data.of_kind(Kind::Gap) {
            let labels = Labels::of(&data, gap);
            assert_eq!(labels.has(Label::Unanswered).is_some(), data.is_unanswered(gap));
            assert_ne!(labels.has(Label::Unanswered), labels.has(Label::Answered));
        }
    }
}
