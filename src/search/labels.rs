//! The interface's own words: labels of fields, relations, states and kinds. Typed in a query, they lead to the records that
//! have such a field, relation or state, or are of the kind.

use crate::atlas::{ADDRESS, Data, Fact, Kind, Relation, SYMBOL, VisibleRecord};

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
}

impl Label {
    /// All labels, in the order of their numbers.
    const ALL: [Self; 25] = [
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
    ];

    /// The relation that it names.
    pub(super) fn relation(self) -> Option<Relation> {
        Relation::ALL.into_iter().find(|relation| Self::of_relation(*relation) == self)
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
                Fact::DATE => labels.add(Label::Date, Has::Itself),
                "place" => labels.add(Label::Place, Has::Itself),
                "host" => labels.add(Label::Host, Has::Itself),
                _ => {}
            }
        }
        for link in record.links() {
            let object_is_sought =
                matches!(link.relation, Relation::TookPart | Relation::Convened | Relation::Contributed);
            let has = if object_is_sought { Has::OtherEnd } else { Has::Itself };
            labels.add(Label::of_relation(link.relation), has);
        }
        for (_, link) in data.incoming(record.id()) {
            let object_is_sought =
                matches!(link.relation, Relation::TookPart | Relation::Convened | Relation::Contributed);
            let has = if object_is_sought { Has::Itself } else { Has::OtherEnd };
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
pub(super) enum Named {
    Label(Label),
    Kind(Kind),
}

/// The number of the first kind.
const FIRST_KIND: u32 = 25;

// The labels have the numbers before.
const _: () = assert!(FIRST_KIND as usize == Label::ALL.len());

impl Named {
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

/// The labels that something in the data may have: those of a relation that only newer data knows lead nowhere in older data,
/// where `member of` means no more than its words.
pub(super) fn names(data: &Data) -> impl Iterator<Item = (Named, &'static [&'static str])> {
    let is_known = |named: Named| match named {
        Named::Label(label) => {
            label.relation().is_none_or(|relation| !relation.is_of_format_3() || data.knows(relation))
        }
        Named::Kind(_) => true,
    };
    NAMES.into_iter().filter(move |(named, _)| is_known(*named))
}

/// The labels as people type them, in English, French and Spanish, each list beginning with its name. The English names of the
/// kinds need no entry: see [`super::field::names_kind`].
const NAMES: [(Named, &[&str]); 39] = [
    (
        Named::Label(Label::Particulars),
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
        Named::Label(Label::PostalAddress),
        &["address", "postal address", "mailing address", "adresse", "adresse postale", "dirección"],
    ),
    (
        Named::Label(Label::WebAddress),
        &["web address", "website", "web site", "web page", "url", "where", "site web", "sitio web", "où", "dónde"],
    ),
    (Named::Label(Label::Symbol), &["symbol", "symbols", "document symbol", "cote", "signatura"]),
    (Named::Label(Label::Date), &["date", "dates", "dated", "when", "quand", "fecha", "fechas", "cuándo"]),
    (Named::Label(Label::Place), &["place", "venue", "location", "where", "lieu", "où", "lugar", "dónde"]),
    (Named::Label(Label::Host), &["host", "hosts", "hosted", "hosted by", "hôte", "accueilli", "anfitrión"]),
    (
        Named::Label(Label::TookPart),
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
        Named::Label(Label::Convened),
        &["convened", "convened by", "convener", "convenor", "organized by", "convoqué", "organisé", "convocó"],
    ),
    (
        Named::Label(Label::Contributed),
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
        Named::Label(Label::EstablishedBy),
        &["established by", "set up by", "created by", "founded by", "créé par", "établi par", "creado por"],
    ),
    (Named::Label(Label::PartOf), &["part of", "belongs to", "fait partie de", "parte de"]),
    (Named::Label(Label::Answers), &["answers", "answer to", "what answers", "répond", "responde"]),
    (Named::Label(Label::Supports), &["supports", "supported by", "soutient", "apoya"]),
    (Named::Label(Label::Cites), &["cites", "cited", "cited by", "citation", "citations", "cita", "citas"]),
    (
        Named::Label(Label::MemberOf),
        &[
            "member of",
            "members of",
            "membership",
            "joined",
            "joined by",
            "membre de",
            "membres de",
            "miembro de",
            "miembros de",
        ],
    ),
    (
        Named::Label(Label::Chaired),
        &[
            "chaired",
            "chaired by",
            "chair",
            "chairs",
            "co-chair",
            "co-chairs",
            "co-chaired",
            "chairmanship",
            "présidence",
            "présidé",
            "presidencia",
            "presidió",
        ],
    ),
    (
        Named::Label(Label::SucceededBy),
        &["succeeded by", "succeeded", "successor", "successors", "replaced", "replaced by", "remplacé par", "sucesor"],
    ),
    (Named::Label(Label::MergedInto), &["merged into", "merged", "merged from", "became part of"]),
    (Named::Label(Label::BearsOn), &["bears on", "bear on", "bearing on", "articles on it"]),
    (Named::Label(Label::AdoptedAs), &["adopted as", "adopted from", "draft of"]),
    (
        Named::Label(Label::CoordinatedBy),
        &["coordinated by", "coordinates", "coordinator", "coordinateur", "coordinador"],
    ),
    (Named::Label(Label::AnniversaryOf), &["anniversary of", "anniversary", "anniversaire", "aniversario"]),
    (Named::Label(Label::Answered), &["answered", "answered gaps", "gaps with an answer"]),
    (
        Named::Label(Label::Unanswered),
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
    (Named::Kind(Kind::Member), &["membre", "membres", "miembro", "miembros", "who", "qui", "quién", "quiénes"]),
    (Named::Kind(Kind::Body), &["organe", "organes", "órgano", "órganos"]),
    (Named::Kind(Kind::Gap), &["lacune", "lacunes", "laguna", "lagunas", "brecha", "brechas"]),
    (
        Named::Kind(Kind::Recommendation),
        &["what to do", "what should be done", "what can be done", "que faire", "qué hacer"],
    ),
    (Named::Kind(Kind::Recommendation), &["recommandation", "recommandations", "recomendación", "recomendaciones"]),
    (Named::Kind(Kind::Clause), &["disposition", "dispositions", "cláusula", "cláusulas"]),
    (Named::Kind(Kind::Function), &["fonction", "fonctions", "función", "funciones"]),
    (Named::Kind(Kind::Article), &["artículo", "artículos"]),
    (Named::Kind(Kind::Event), &["événement", "événements", "evento", "eventos"]),
    (Named::Kind(Kind::Publication), &["publicación", "publicaciones"]),
    (Named::Kind(Kind::Contact), &["point of contact", "contacto"]),
    (Named::Kind(Kind::Instrument), &["instrumento", "instrumentos"]),
    (Named::Kind(Kind::Document), &["source", "sources", "documento", "documentos", "fuente", "fuentes"]),
    (Named::Kind(Kind::Document), &["reference", "references", "référence", "références"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Atlas;

    #[test]
    fn every_label_and_kind_has_its_number() {
        for (number, label) in (0..).zip(Label::ALL) {
            assert_eq!((label as u32, Named::numbered(number)), (number, Some(Named::Label(label))));
        }
        for kind in Kind::ALL {
            assert_eq!(Named::numbered(Named::Kind(kind).number()), Some(Named::Kind(kind)));
        }
        assert_eq!(Named::numbered(100), None);
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
