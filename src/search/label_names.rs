//! The labels of the interface as people type them: see [`super::labels`].

use super::labels::{Label, Named};
use crate::atlas::{Data, Kind};

/// The labels that something in the data may have: those of a relation that only newer data knows lead nowhere in older data,
/// where `member of` means no more than its words.
pub(super) fn names(data: &Data) -> impl Iterator<Item = (Named, &'static [&'static str])> {
    let is_known = |named: Named| match named {
        Named::Label(Label::PartlyAnswered) => data.knows_partial_answers(),
        Named::Label(label) => {
            label.relation().is_none_or(|relation| !relation.is_of_format_3() || data.knows(relation))
        }
        Named::Kind(_) => true,
    };
    NAMES.into_iter().filter(move |(named, _)| is_known(*named))
}

/// The labels as people type them, in English, French and Spanish, each list beginning with its name. The English names of the
/// kinds need no entry: see [`super::field::names_kind`].
const NAMES: [(Named, &[&str]); 40] = [
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
    (
        Named::Label(Label::PartlyAnswered),
        &["partly answered", "answered in part", "partially answered", "partial answer", "partial answers"],
    ),
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
