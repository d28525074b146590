//! What `show`, `cite` and `export` say of names that are written wrongly, and when `export` takes them for a query.

mod common;

use common::{built_in_icatlas, icatlas, stderr, stdout};

/// The message of a command that prints nothing and ends with 1.
fn complaint(arguments: &[&str]) -> String {
    let output = icatlas(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty(), "{arguments:?}: {}", stdout(&output));
    stderr(&output)
}

/// The same of the edition that has articles.
fn complaint_of_2026(arguments: &[&str]) -> String {
    let output = built_in_icatlas(&[&["--edition", "2026"], arguments].concat());
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty(), "{arguments:?}: {}", stdout(&output));
    stderr(&output)
}

#[test]
fn a_wrong_name_alone_is_refused_by_export_as_by_show() {
    for (wrong, meant) in [
        ("unodcc", "UNODC"),
        ("UNOCD", "UNODC"),
        ("iomm", "IOM"),
        ("a/res/61/181", "A/RES/61/180"),
        ("member/unodcc", "member/unodc"),
        ("gap/prosecution/99", "gap/prosecution"),
        ("world bnak", "member/world-bank"),
    ] {
        let told = complaint(&["export", wrong]);
        assert_eq!(told, format!("icatlas: there is no record {wrong}: did you mean {meant}?\n"));
        for command in ["show", "cite"] {
            assert_eq!(complaint(&[command, wrong]), told, "{command}");
        }
    }
}

#[test]
fn a_query_of_ordinary_words_is_no_wrong_name() {
    for (words, said) in [
        ("impuntiy", "“impuntiy” is read as impunity\n"),
        ("large impuntiy", "“impuntiy” is read as impunity\n"),
        ("demnad", "“demnad” is read as demand\n"),
        ("prosecutor", ""),
        ("united nations", ""),
        ("kind:contact", ""),
        ("2010", ""),
    ] {
        let output = icatlas(&["export", words]);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), said), "{words}");
    }
    // The signs of a query make it one.
    for words in ["\"unodcc\"", "unodcc kind:member", "!unodcc"] {
        let said = stderr(&icatlas(&["export", words]));
        assert!(!said.contains("there is no record"), "{words}: {said}");
    }
    assert!(complaint(&["export", "football"]).contains("nothing found for “football”"));
}

#[test]
fn a_name_of_several_words_without_quotation_marks_is_told_to_need_them() {
    for command in ["show", "cite"] {
        let told = complaint(&[command, "world", "bank"]);
        assert_eq!(
            told,
            "icatlas: there are no records world and bank: a name of several words needs quotation marks, 'world bank'\n"
        );
        let quoted = told.split('\'').nth(1).unwrap();
        assert_eq!(icatlas(&[command, quoted]).status.code(), Some(0));
    }
    let told = complaint(&["show", "unodc", "gap", "1", "prosecution", "xyzzyx"]);
    assert_eq!(
        told,
        "icatlas: there are no records 1 and prosecution: a name of several words needs quotation marks, 'gap 1 prosecution'\n\
         there is no record xyzzyx: `icatlas find WORDS` finds ids\n"
    );
}

#[test]
fn several_names_in_one_argument_are_told_to_be_written_apart() {
    for names in ["unodc, ilo", "unodc ilo", "unodc;ilo"] {
        let told = complaint(&["show", names]);
        assert_eq!(
            told,
            format!("icatlas: there is no record {names}: it is several names: write them apart, unodc ilo\n")
        );
    }
}

#[test]
fn nearly_a_name_of_several_words_suggests_it() {
    let meant = "did you mean member/world-bank?\n";
    for arguments in [&["show", "wrld", "bank"][..], &["cite", "wrld", "bank", "unodc"]] {
        assert_eq!(complaint(arguments), format!("icatlas: there are no records wrld and bank: {meant}"));
    }
    let told = complaint(&["export", "unodc", "world", "bnak"]);
    assert!(told.starts_with("icatlas: there ") && told.contains("bnak: ") && told.ends_with(meant), "{told}");
}

#[test]
fn words_that_are_a_query_and_a_name_are_told_to_be_both() {
    let output = icatlas(&["export", "large", "impunity"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "there is one such record");
    let output = icatlas(&["export", "icat", "deck"]);
    assert_eq!(
        stderr(&output),
        "the words also are the name of one record: `icatlas export document/icat-deck` writes that alone\n"
    );
}

#[test]
fn each_of_several_unknown_names_is_told() {
    for command in ["show", "cite", "export"] {
        assert_eq!(
            complaint_of_2026(&[command, "unodc", "iomm", "ohchrr"]),
            "icatlas: there is no record iomm: did you mean IOM?\nthere is no record ohchrr: did you mean OHCHR?\n",
            "{command}"
        );
    }
}

#[test]
fn an_article_is_suggested_as_it_is_cited() {
    for (cited, meant) in [
        ("Article 7(1)", "article/tip-protocol/7"),
        ("Protocol, article 7", "article/tip-protocol/7"),
        ("Protocol, article 7(1)", "article/tip-protocol/7"),
        ("Art. 9, para. 5 of the Trafficking in Persons Protocol", "article/tip-protocol/9"),
        ("principle 8", "article/ohchr/principles-7-11"),
        ("SDG target 16.2.1", "article/sdg/16-2"),
    ] {
        for command in ["show", "cite", "export"] {
            let told = complaint_of_2026(&[command, cited]);
            assert_eq!(told, format!("icatlas: there is no record {cited}: did you mean {meant}?\n"), "{command}");
        }
    }
    let told = complaint_of_2026(&["show", "Protocol, article 77"]);
    assert_eq!(told, "icatlas: there is no record Protocol, article 77: `icatlas list article` lists them\n");
}

#[test]
fn very_many_unknown_names_end_in_a_short_message() {
    let names: Vec<String> = (0..3000).map(|number| format!("xyzzy{number}qq")).collect();
    let arguments: Vec<&str> = ["show"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let told = complaint(&arguments);
    assert_eq!(told.lines().count(), 11, "{told}");
    assert!(told.ends_with("\nand 2990 more name no record\n"), "{told}");
}

#[test]
fn a_symbol_among_words_the_words_of_an_id_and_their_beginnings_are_suggested() {
    for (typed, meant) in [
        ("General Assembly resolution 61/180", "A/RES/61/180"),
        ("2331", "document/s-res-2331 or document/peacewomen-2331"),
        ("issue brief 7", "publication/issue-brief-7 or document/issue-brief-7-copy"),
        ("ICAT issue brief 7", "publication/issue-brief-7 or document/issue-brief-7-copy"),
        ("gap/prev/1", "gap/prevention/1"),
        ("rec/prot/1", "rec/protection/1"),
    ] {
        let told = complaint_of_2026(&["show", typed]);
        assert_eq!(told, format!("icatlas: there is no record {typed}: did you mean {meant}?\n"));
    }
}
