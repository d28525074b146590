//! Numbers, symbols and web addresses. Over the edition of 2026, which has more of them.

use super::*;

/// The ids of the records found, best first, with those of all words apart from the others.
fn found_today(query: &Query) -> (Vec<String>, Vec<String>) {
    let found = TODAY.search(query, usize::MAX);
    let id = |number: usize| found.record(number, TODAY.data()).unwrap().id().to_string();
    let (all, some): (Vec<usize>, Vec<usize>) =
        (0..found.hits.len()).partition(|number| found.has_all_words(&found.hits[*number]));
    (all.into_iter().map(id).collect(), some.into_iter().map(id).collect())
}

/// Those that have all words of a query as it is typed on the screen, and with its last word finished.
fn whole_while_open(typed: &str) -> Vec<String> {
    found_today(&TODAY.query(typed)).0
}

fn whole(typed: &str) -> Vec<String> {
    found_today(&TODAY.query(typed).finished()).0
}

#[test]
fn a_finished_number_is_neither_the_beginning_nor_the_inside_of_another() {
    for typed in [
        "61/18",
        "A/RES/61/18",
        "64/29",
        "res61/18",
        "resolution 1325",
        "issue brief 1",
        "issue-brief-1",
        "No. 18",
        "convention 18",
        "SDG 13",
        "233",
        "331",
        "32546",
    ] {
        assert_eq!(whole(typed), [""; 0], "{typed}");
        assert_eq!(whole_while_open(&format!("{typed} ")), [""; 0], "{typed} and a blank");
    }
    assert_eq!(whole("61/180")[0], "document/a-res-61-180");
    assert_eq!(whole("issue brief 10"), ["publication/issue-brief-10"]);
    for typed in ["6(3)", "6.3", "6-3"] {
        assert_eq!(whole(typed), ["article/tip-protocol/6"], "{typed} is not resolution 63/194");
    }
    assert_eq!(whole("7.3"), [""; 0], "nor is this 73/195");
    assert_eq!((whole("16.2")[0].as_str(), whole("16-2")[0].as_str()), ("article/sdg/16-2", "article/sdg/16-2"));
    assert_eq!(whole("No. 182"), ["instrument/ilo-182"]);
}

#[test]
fn a_number_that_is_being_typed_may_go_on_and_whole_ones_come_first() {
    assert_eq!(whole_while_open("61/18")[0], "document/a-res-61-180");
    assert!(whole_while_open("issue brief 1").contains(&"publication/issue-brief-10".to_owned()));
    assert!(!whole_while_open("resolution 1325").contains(&"document/a-76-120".to_owned()), "in an address");
    let query = TODAY.query("18");
    let found = TODAY.search(&query, usize::MAX);
    let best = |hit| TODAY.explain(&query, &found.plan, hit).remove(0).best.unwrap().closeness;
    let closeness: Vec<_> = found.hits.iter().map(best).collect();
    assert!(closeness.contains(&Closeness::Beginning) && closeness.is_sorted_by(|before, after| before >= after));
}

#[test]
fn letters_alone_do_not_begin_what_has_a_figure() {
    let resolution = "document/s-res-2331".to_owned();
    for typed in ["SR", "sr", "sre", "sres"] {
        assert!(!whole(typed).contains(&resolution) && !whole_while_open(typed).contains(&resolution), "{typed}");
    }
    assert_eq!(whole("sres2331"), std::slice::from_ref(&resolution));
    assert!(whole("s-res").contains(&resolution) && whole_while_open("sres2").contains(&resolution));
}

#[test]
fn letters_and_short_parts_of_a_web_address_do_not_count() {
    for typed in ["ban", "net", "red", "sed", "chi", "konG", "donnecte"] {
        assert_eq!(whole(typed), [""; 0], "{typed}");
        assert_eq!(whole_while_open(&format!("{typed} ")), [""; 0], "{typed} and a blank");
    }
    assert_eq!(whole("readkong"), ["document/a-76-120"], "a word of the host");
    assert_eq!(whole("Biblioteca Digital"), ["document/oas-library"], "words of the address");
}

#[test]
fn a_resolution_is_found_first_by_its_number_and_as_it_is_cited() {
    for (typed, id) in [
        ("2331", "document/s-res-2331"),
        ("2331(2016)", "document/s-res-2331"),
        ("S/RES/2331(2016)", "document/s-res-2331"),
        ("S/RES/2331 (2016)", "document/s-res-2331"),
        ("resolution 2331", "document/s-res-2331"),
        ("61/180(2006)", "document/a-res-61-180"),
        ("A/RES/64/293(2010)", "document/a-res-64-293"),
        ("293", "document/a-res-64-293"),
        ("262", "document/a-res-72-262-c"),
        ("2006/27", "document/ecosoc-2006-27"),
        ("E/RES/2006/27", "document/ecosoc-2006-27"),
        ("E/2006/27", "document/ecosoc-2006-27"),
        ("10974", "document/ga-10974"),
    ] {
        assert_eq!(whole(typed).first().map(String::as_str), Some(id), "{typed}");
    }
    assert!(whole("2331").contains(&"document/peacewomen-2331".to_owned()));
}

#[test]
fn a_dash_of_any_length_stands_between_words() {
    let apart = found(&finished("icat chair"));
    assert!(!apart.is_empty());
    for typed in ["icat-chair", "icat–chair", "icat—chair"] {
        assert_eq!(found(&finished(typed)), apart, "{typed}");
    }
}

#[test]
fn the_number_of_an_article_outweighs_that_of_a_paragraph() {
    for typed in ["trafficking protocol article 5", "article 5 of the trafficking protocol", "trafficking protocol 5"] {
        assert_eq!(whole(typed).first().map(String::as_str), Some("article/tip-protocol/5"), "{typed}");
    }
    assert_eq!(whole("9(5)"), ["article/tip-protocol/9"]);
}

#[test]
fn a_paragraph_that_no_record_names_is_read_as_its_article() {
    for (typed, article, reading) in [
        ("art. 3(a)", "article/tip-protocol/3", "“3(a)” is read as 3"),
        ("article 7(2)(b)", "article/tip-protocol/7", "“7(2)(b)” is read as 7"),
        ("article6(6)", "article/tip-protocol/6", "“6(6)” is read as 6"),
        ("article 6(3)", "article/tip-protocol/6", ""),
        ("article 9(4)", "article/tip-protocol/9", ""),
    ] {
        let query = TODAY.query(typed).finished();
        assert_eq!(whole(typed).first().map(String::as_str), Some(article), "{typed}");
        assert_eq!(TODAY.search(&query, 1).plan.remarks().join("\n"), reading, "{typed}");
    }
    assert_eq!(whole("article 99(1)"), [""; 0], "no such article");
}

#[test]
fn a_word_and_its_number_are_apart_behind_a_dot_too() {
    for (typed, meant) in
        [("art.9", "art. 9"), ("Art.9(4)", "art. 9(4)"), ("No.182", "no. 182"), ("Res.61/180", "res. 61/180")]
    {
        assert!(!whole(meant).is_empty(), "{meant}");
        assert_eq!(whole(typed), whole(meant), "{typed}");
    }
}

#[test]
fn may_beside_a_number_is_a_month() {
    for typed in ["May 2", "2 may", "meeting in May"] {
        assert_eq!(found_in_2026(typed)[0], "event/2018-05-02-principals", "{typed}");
    }
    assert_eq!(found_in_2026("who may testify"), found_in_2026("who testify"));
}

#[test]
fn no_before_a_symbol_does_not_count() {
    assert_eq!(whole("resolution no. 61/180"), whole("resolution 61/180"));
}

#[test]
fn an_article_is_found_by_any_name_of_its_instrument() {
    for (typed, article) in [
        ("palermo protocol article 5", "article/tip-protocol/5"),
        ("trafficking treaty article 5", "article/tip-protocol/5"),
        ("palermo article 9", "article/tip-protocol/9"),
        ("article 7 du protocole", "article/tip-protocol/7"),
        ("artículo 8 del protocolo", "article/tip-protocol/8"),
        ("protocole de Palerme article 6", "article/tip-protocol/6"),
    ] {
        assert_eq!(whole(typed).first().map(String::as_str), Some(article), "{typed}");
    }
}

#[test]
fn principles_are_found_by_their_numbers_with_a_hyphen_or_a_dash() {
    for (typed, article) in [
        ("principles 4-6", "article/ohchr/principles-4-6"),
        ("principles 4–6", "article/ohchr/principles-4-6"),
        ("principles 12-17", "article/ohchr/principles-12-17"),
        ("principles 1-3", "article/ohchr/principles-1-3"),
        ("7-11", "article/ohchr/principles-7-11"),
    ] {
        assert_eq!(whole(typed).first().map(String::as_str), Some(article), "{typed}");
    }
}

#[test]
fn a_principle_is_found_in_the_article_of_several() {
    for (numbers, article) in [
        (1..=3, "article/ohchr/principles-1-3"),
        (4..=6, "article/ohchr/principles-4-6"),
        (7..=11, "article/ohchr/principles-7-11"),
        (12..=17, "article/ohchr/principles-12-17"),
    ] {
        for number in numbers {
            for typed in
                [format!("principle {number}"), format!("OHCHR principle {number}"), format!("principe {number}")]
            {
                assert_eq!(whole(&typed).first().map(String::as_str), Some(article), "{typed}");
            }
        }
    }
}

#[test]
fn one_date_of_a_record_must_be_after_and_before() {
    let ids = |typed: &str| {
        let mut ids = whole(typed);
        ids.sort_unstable();
        ids
    };
    // ICAT has dates from 2006 to today, and none in 2008.
    let icat = "body/icat".to_owned();
    assert!(ids("after:2007").contains(&icat) && ids("before:2009").contains(&icat));
    assert!(!ids("after:2007 before:2009").contains(&icat) && ids("after:2005 before:2009").contains(&icat));
    assert_eq!(ids("after:2012 before:2011"), [""; 0]);
    let either = ids("after:2012 before:2011 before:2015");
    assert_eq!(either, ids("after:2012 before:2015"), "filters of one name are alternatives");
}
