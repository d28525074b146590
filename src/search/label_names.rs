//! The labels of the interface as people type them: see [`super::labels`].

use super::labels::{Label, Target};
use crate::atlas::{Data, Kind, Relation};

/// The labels that something in the data may have: those of a relation that only newer data knows lead nowhere in older data,
/// where `member of` means no more than its words.
pub(super) fn names(data: &Data) -> impl Iterator<Item = (Target, Vec<&'static str>)> {
    let is_known = |target: Target| match target {
        Target::Label(Label::PartlyAnswered) => data.knows_partial_answers(),
        Target::Label(label) if label.is_of_name() => {
            let mut records = Kind::ALL.into_iter().flat_map(|kind| data.of_kind(kind));
            records.any(|record| record.names().flat_map(Label::of_name).any(|other| other == label))
        }
        Target::Label(label) => {
            label.relation().is_none_or(|relation| !relation.is_of_format_3() || data.knows(relation))
        }
        Target::Kind(_) => true,
    };
    let known = NAMES.into_iter().filter(move |(target, _)| is_known(*target));
    known.map(|(target, names)| (target, names.split('|').collect()))
}

/// The labels as people type them, in English, French and Spanish, parted by bars, each list beginning with its name. The English
/// names of the kinds need no entry: see [`super::field::names_kind`]. Each text of its own would be an address that the loader
/// adjusts in every session.
const NAMES: [(Target, &str); 47] = [
    (
        Target::Label(Label::Particulars),
        "telephone|telephone number|phone|phone number|fax|fax number|e-mail|e-mail address|mail|mail address|\
         contact details|téléphone|numéro de téléphone|télécopie|courriel|adresse électronique|coordonnées|teléfono|\
         número de teléfono|correo|correo electrónico|datos de contacto",
    ),
    (Target::Label(Label::PostalAddress), "address|postal address|mailing address|adresse|adresse postale|dirección"),
    (Target::Label(Label::WebAddress), "web address|website|web site|web page|url|where|site web|sitio web|où|dónde"),
    (Target::Label(Label::Symbol), "symbol|symbols|document symbol|cote|signatura"),
    (Target::Label(Label::Resolution), "resolution|resolutions|résolution|résolutions|resolución|resoluciones"),
    (Target::Label(Label::Date), "date|dates|dated|when|quand|fecha|fechas|cuándo"),
    (Target::Label(Label::Period), "period|periods|période|périodes|período|períodos|periodo|periodos"),
    (Target::Label(Label::Place), "place|venue|location|where|lieu|où|lugar|dónde"),
    (Target::Label(Label::Host), "host|hosts|hosted|hosted by|hôte|accueilli|anfitrión"),
    (
        Target::Label(Label::Relation(Relation::TookPart)),
        "took part|took part in|take part|taking part|part taken|participant|participants|participated|attended|\
         attendees|a participé|ont participé|participó|participaron|participantes",
    ),
    (
        Target::Label(Label::Relation(Relation::Convened)),
        "convened|convened by|convener|convenor|organized by|convoqué|organisé|convocó",
    ),
    (
        Target::Label(Label::Relation(Relation::Contributed)),
        "contributed|contributed to|contributing organizations|contributor|contributors|author|authors|written by|wrote|\
         who wrote|contributeur|contributeurs|a contribué|ont contribué|auteur|auteurs|contribuyó|contribuyeron|autor|\
         autores|escribió",
    ),
    (
        Target::Label(Label::Relation(Relation::EstablishedBy)),
        "established by|set up by|created by|founded by|créé par|établi par|creado por",
    ),
    (Target::Label(Label::Relation(Relation::PartOf)), "part of|belongs to|fait partie de|parte de"),
    (Target::Label(Label::Relation(Relation::Answers)), "answers|answer to|what answers|répond|responde"),
    (Target::Label(Label::Relation(Relation::Supports)), "supports|supported by|soutient|apoya"),
    (Target::Label(Label::Relation(Relation::Cites)), "cites|cited|cited by|citation|citations|cita|citas"),
    (
        Target::Label(Label::Relation(Relation::MemberOf)),
        "member of|members of|membership|joined|joined by|membre de|membres de|miembro de|miembros de",
    ),
    (
        Target::Label(Label::Relation(Relation::Chaired)),
        "chaired|chaired by|chair|chairs|co-chair|co-chairs|co-chaired|chairing|chairman|chairwoman|chairperson|\
         chairmanship|presidency|president|presidents|présidence|coprésidence|président|présidente|coprésident|\
         coprésidente|présidé|présidé par|préside|présider|qui préside|presidencia|copresidencia|presidente|presidentes|\
         copresidente|presidió|preside|presidir|presidido por|quién preside",
    ),
    (
        Target::Label(Label::Relation(Relation::SucceededBy)),
        "succeeded by|succeeded|successor|successors|replaced|replaced by|remplacé|remplacé par|\
         successeur|sucesor|sustituyó|reemplazó",
    ),
    (Target::Label(Label::Relation(Relation::MergedInto)), "merged into|merged|merged from|became part of"),
    (Target::Label(Label::Relation(Relation::BearsOn)), "bears on|bear on|bearing on|articles on it"),
    (Target::Label(Label::Relation(Relation::AdoptedAs)), "adopted as|adopted from|draft of"),
    (
        Target::Label(Label::Relation(Relation::CoordinatedBy)),
        "coordinated by|coordinates|coordinator|coordinateur|coordinador",
    ),
    (Target::Label(Label::Relation(Relation::AnniversaryOf)), "anniversary of|anniversary|anniversaire|aniversario"),
    (
        Target::Label(Label::PartlyAnswered),
        "partly answered|answered in part|partially answered|partial answer|partial answers",
    ),
    (Target::Label(Label::Answered), "answered|answered gaps|gaps with an answer"),
    (
        Target::Label(Label::Unanswered),
        "unanswered|unanswered gaps|not answered|no answer|without answer|without an answer|without recommendation|\
         no recommendation|sans réponse|sin respuesta",
    ),
    (
        Target::Label(Label::OfficialName),
        "official name|official names|nom officiel|noms officiels|nombre oficial|nombres oficiales",
    ),
    (Target::Label(Label::LaterName), "later name|later names|new name|new names|renamed"),
    (Target::Label(Label::FormerName), "former name|former names|old name|old names|formerly"),
    (
        Target::Label(Label::FrenchName),
        "French name|French names|name in French|names in French|nom français|noms français",
    ),
    (
        Target::Label(Label::SpanishName),
        "Spanish name|Spanish names|name in Spanish|names in Spanish|nombre español|nombres españoles",
    ),
    (Target::Kind(Kind::Member), "membre|membres|miembro|miembros|who|qui|quién|quiénes"),
    (Target::Kind(Kind::Body), "organe|organes|órgano|órganos"),
    (Target::Kind(Kind::Gap), "lacune|lacunes|laguna|lagunas|brecha|brechas"),
    (Target::Kind(Kind::Recommendation), "what to do|what should be done|what can be done|que faire|qué hacer"),
    (Target::Kind(Kind::Recommendation), "recommandation|recommandations|recomendación|recomendaciones"),
    (Target::Kind(Kind::Clause), "disposition|dispositions|cláusula|cláusulas"),
    (Target::Kind(Kind::Function), "fonction|fonctions|función|funciones"),
    (Target::Kind(Kind::Article), "artículo|artículos"),
    (Target::Kind(Kind::Event), "événement|événements|evento|eventos"),
    (Target::Kind(Kind::Publication), "publicación|publicaciones"),
    (Target::Kind(Kind::Contact), "point of contact|contacto"),
    (Target::Kind(Kind::Instrument), "instrumento|instrumentos"),
    (Target::Kind(Kind::Document), "source|sources|documento|documentos|fuente|fuentes"),
    (Target::Kind(Kind::Document), "reference|references|référence|références"),
];
