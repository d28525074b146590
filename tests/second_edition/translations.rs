//! French and Spanish words find first what their exact translation into English finds first.

use icatlas::built_in;
use icatlas::search::Searcher;

/// Words of the records, of the vocabulary and of labels in English with what they are in French and Spanish.
const TRANSLATIONS: &[(&str, &[&str])] = &[
    ("slavery", &["esclavage", "esclavitud"]),
    ("slave", &["esclave", "esclavos"]),
    ("organ removal", &["prélèvement d'organes", "remoción de órganos"]),
    ("organ trafficking", &["trafic d'organes", "tráfico de órganos"]),
    ("non-punishment", &["non-sanction", "principe de non-sanction", "no sanción", "principio de no sanción"]),
    ("child labour", &["travail des enfants", "trabajo infantil"]),
    ("worst forms of child labour", &["pires formes de travail des enfants", "peores formas de trabajo infantil"]),
    ("co-chair", &["coprésidence", "copresidencia", "coprésidents", "copresidente"]),
    ("trafficker", &["trafiquant", "trafiquants", "tratante", "traficantes"]),
    ("ratify", &["ratifier", "ratificar"]),
    ("ratification", &["ratificación"]),
    ("voluntary return", &["retour volontaire", "retorno voluntario"]),
    ("definition", &["définition", "definición"]),
    ("legal definition", &["définition juridique", "definición legal"]),
    ("American States", &["États américains", "estados americanos"]),
    ("organized crime", &["criminalité organisée", "delincuencia organizada", "crimen organizado"]),
    (
        "transnational organized crime",
        &["criminalité transnationale organisée", "delincuencia organizada transnacional"],
    ),
    ("organized criminal group", &["groupe criminel organisé", "grupo delictivo organizado"]),
    ("rights of the child", &["droits de l'enfant", "derechos del niño"]),
    ("Human Rights Council", &["conseil des droits de l'homme", "consejo de derechos humanos"]),
    ("steering committee", &["comité directeur", "comité directivo"]),
    ("armed conflict", &["conflit armé", "conflictos armados"]),
    ("exploitation", &["explotación"]),
    ("labour exploitation", &["exploitation par le travail", "explotación laboral"]),
    ("refugee status", &["statut de réfugié", "condición de refugiado"]),
    ("gender equality", &["égalité des sexes", "igualdad de género"]),
    ("networks", &["réseaux", "redes"]),
    ("prostitution", &["prostitución"]),
    ("accomplices", &["complices", "cómplice"]),
    ("punishment", &["châtiment", "castigo"]),
    ("investigate", &["enquêter", "investigar"]),
    ("privacy", &["vie privée", "privacidad"]),
    ("accession", &["adhésion"]),
    ("amendment", &["amendement", "enmienda"]),
    ("disputes", &["différends", "controversias"]),
    ("languages", &["langues", "idiomas"]),
    ("statement of purpose", &["objet", "finalidad"]),
    ("combat", &["combattre", "combatir"]),
    ("eradicate", &["éradiquer", "erradicar"]),
    ("pathways", &["filières", "vías"]),
    ("flexibility", &["flexibilité", "flexibilidad"]),
    ("trends", &["tendances", "tendencias"]),
    ("challenges", &["défis", "desafíos", "retos"]),
    ("online", &["en ligne", "en línea"]),
    ("guidelines", &["lignes directrices", "directrices"]),
    ("disasters", &["catastrophes", "desastres"]),
    ("meeting", &["réunion", "reunión"]),
    ("reports", &["rapports", "informes"]),
    ("campaigns", &["campagnes", "campañas"]),
    ("support", &["soutien", "apoyo"]),
    ("practitioners", &["praticiens"]),
    ("holistic", &["holistique", "holístico"]),
    ("sustainable development", &["développement durable", "desarrollo sostenible"]),
    ("London", &["Londres"]),
];

fn first(searcher: &Searcher, typed: &str) -> Option<String> {
    let found = searcher.search(&searcher.query(typed).finished(), 1);
    found.records(searcher.data()).next().map(|record| record.id().to_string())
}

/// Checks which record each of these words finds first.
fn assert_first(expected: &[(&str, &str)]) {
    let searcher = built_in::searcher(built_in::atlas());
    for (typed, right) in expected {
        assert_eq!(first(&searcher, typed).as_deref(), Some(*right), "{typed}");
    }
}

#[test]
fn an_exact_translation_finds_first_what_the_english_words_find_first() {
    let searcher = built_in::searcher(built_in::atlas());
    let differ: Vec<_> = TRANSLATIONS
        .iter()
        .flat_map(|(english, translations)| translations.iter().map(move |translation| (english, translation)))
        .map(|(english, translation)| (english, first(&searcher, english), translation, first(&searcher, translation)))
        .filter(|(_, of_english, _, of_translation)| of_english.is_none() || of_english != of_translation)
        .collect();
    assert!(differ.is_empty(), "{differ:#?}");
    assert!(TRANSLATIONS.iter().map(|(_, translations)| translations.len()).sum::<usize>() >= 90);
}

#[test]
fn translations_lead_to_the_article_the_paper_and_the_event_that_they_name() {
    assert_first(&[
        ("esclavitud", "article/sdg/8-7"),
        ("trafic d'organes", "publication/issue-brief-11"),
        ("principe de non-sanction", "publication/issue-brief-8"),
        ("travail des enfants", "instrument/ilo-182"),
        ("trafiquant", "article/ohchr/guideline-2"),
        ("ratifier", "article/tip-protocol/16"),
        ("retour volontaire", "article/tip-protocol/8"),
        ("definición", "article/tip-protocol/3"),
        ("estados americanos", "member/oas"),
        ("día mundial contra la trata", "event/2013-12-18-world-day"),
        ("adhésion", "article/tip-protocol/16"),
    ]);
}

#[test]
fn forgery_leads_to_the_article_on_documents_and_rivalry_to_the_gap_in_mandates() {
    assert_first(&[
        ("forgery", "article/tip-protocol/12"),
        ("counterfeit", "article/tip-protocol/12"),
        ("passport forgery", "article/tip-protocol/12"),
        ("falsificación de pasaportes", "article/tip-protocol/12"),
        ("rivalry", "gap/partnership/2"),
        ("turf", "gap/partnership/2"),
        ("competition", "gap/partnership/2"),
        ("rivalidad", "gap/partnership/2"),
    ]);
}
