//! `--as-of DAY`: what began later is hidden in every command, and what had ended is marked.

mod common;

use std::collections::BTreeSet;
use std::process::Output;

use common::editions::{CITED, extending};
use common::pty::Session;
use common::{built_in_icatlas, icatlas, stderr, stdout};
use icatlas::atlas::{Citation, Data, Date, Filter, Kind, Link, PeriodEnd, RecordId, Relation, VisibleRecord};
use icatlas::built_in;
use proptest::prelude::*;
use serde_json::Value;

/// The members on the deck's slide, in its order.
const SEVENTEEN: [&str; 17] = [
    "unodc",
    "dpko",
    "iom",
    "ilo",
    "interpol",
    "icao",
    "ohchr",
    "unaids",
    "undp",
    "undaw",
    "unfpa",
    "unicef",
    "unifem",
    "unicri",
    "unesco",
    "unhcr",
    "world-bank",
];

/// What icatlas does over the second edition as of a day.
fn run(day: &str, arguments: &[&str]) -> Output {
    built_in_icatlas(&[&["--as-of", day], arguments].concat())
}

#[track_caller]
fn printed(day: &str, arguments: &[&str]) -> String {
    let output = run(day, arguments);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{arguments:?}");
    stdout(&output)
}

fn ids(json: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(json).unwrap();
    json["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// The leaves of the ids of the records of a kind, as `list` prints them.
fn listed(day: &str, kind: &str) -> Vec<String> {
    let leaf = |line: &str| line.split('\t').next().unwrap().split_once('/').unwrap().1.to_owned();
    printed(day, &["list", kind]).lines().map(leaf).collect()
}

#[test]
fn on_the_day_of_the_deck_the_second_edition_lists_its_members_in_its_order() {
    assert_eq!(listed("2010-10-20", "member"), SEVENTEEN);
    assert_eq!(ids(&printed("2010-10-20", &["list", "--json", "member"])).len(), 17);
    let page = printed("2010-10-20", &["show", "dpko"]);
    assert!(page.contains("Department of Peacekeeping Operations"), "with our corrections: {page}");
    assert!(!page.contains("Department of Peace Operations"), "a name of 2019: {page}");
}

#[test]
fn a_member_is_hidden_before_its_first_membership_and_shown_from_then_on() {
    // UN Women was created in July 2010; a source names it a member in June 2011.
    for hidden in ["2010-07-01", "2010-07-02", "2010", "2011-05-31", "2011-05"] {
        assert!(!listed(hidden, "member").contains(&"un-women".to_owned()), "{hidden}");
    }
    for shown in ["2011-06-01", "2011-06", "2011", "2026-11-25"] {
        assert!(listed(shown, "member").contains(&"un-women".to_owned()), "{shown}");
    }
    for name in ["member/un-women", "un women", "ONU Mujeres"] {
        let output = run("2010-10-20", &["show", name]);
        let told = format!(
            "icatlas: {name} is known from June 2011 on, and hidden as of 20 October 2010: omit --as-of, or write a \
             later day\n"
        );
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), told));
        assert_eq!(stdout(&output), "");
        assert_eq!(run("2011-06-01", &["show", name]).status.code(), Some(0));
    }
    assert_eq!(run("2010-10-20", &["cite", "un women"]).status.code(), Some(1));
}

#[test]
fn no_search_export_or_link_shows_a_member_of_later() {
    for query in
        [&["un women"][..], &["kind:member"], &["ONU Femmes"], &["who replaced UNIFEM"], &["id:member/un-women"]]
    {
        for command in [&["find", "--json"][..], &["export"]] {
            let output = run("2010-10-20", &[command, query].concat());
            if !output.stdout.is_empty() {
                assert!(!ids(&stdout(&output)).contains(&"member/un-women".to_owned()), "{query:?}");
            }
        }
    }
    assert!(ids(&printed("2012", &["find", "--json", "un women"])).contains(&"member/un-women".to_owned()));
    let link = "member/un-women";
    for arguments in
        [&["show", "unifem"][..], &["show", "--json", "unifem"], &["export"], &["export", "--format", "md"]]
    {
        assert!(!printed("2010-10-20", arguments).contains(link), "{arguments:?}");
        assert!(printed("2012", arguments).contains(link), "{arguments:?}");
    }
}

#[test]
fn what_happened_later_is_hidden_and_what_a_later_instrument_asks_for() {
    let events = listed("2010-10-20", "event");
    for (event, is_shown) in [("side-event", true), ("2010-10-working-group", true), ("2010-11-04-trust-fund", false)] {
        assert_eq!(events.contains(&event.to_owned()), is_shown, "{event}");
    }
    let articles = listed("2010-10-20", "article");
    assert!(articles.contains(&"tip-protocol/9".to_owned()));
    assert!(!articles.iter().any(|article| article.starts_with("sdg/") || article.starts_with("gcm/")), "{articles:?}");
    assert!(listed("2015-09-25", "article").iter().any(|article| article.starts_with("sdg/")));
    assert!(!printed("2010-10-20", &["show", "gap/prevention/2"]).contains("article/sdg"));
    let output = run("2010-10-20", &["show", "article/sdg"]);
    assert!(stderr(&output).contains("article/sdg is known from 25 September 2015 on"), "{}", stderr(&output));
    let members = printed("2010-10-20", &["show", "body/icat"]);
    assert!(members.contains("Members  17, 20 October 2010") && !members.contains("January 2012"), "{members}");
}

#[test]
fn a_list_says_of_a_membership_that_it_is_one_and_a_title_says_it_once() {
    let row = printed("2016-05", &["list", "member"]).lines().find(|line| line.contains("icmpd")).unwrap().to_owned();
    assert!(row.ends_with("Migration Policy Development, membership begins in 2016"), "{row}");
    let title = printed("2016-05", &["show", "icmpd"]).lines().next().unwrap().to_owned();
    assert_eq!(title, "ICMPD, member of ICAT, begins in 2016");
    // It was an organization before, and is one after.
    let title = stdout(&invented("2010", &["show", "abc"])).lines().next().unwrap().to_owned();
    assert_eq!(title, "ABC, member of ICAT, until 2003");
}

#[test]
fn documents_and_the_deck_s_own_judgements_are_never_hidden() {
    let all = |kind: &str| ids(&stdout(&built_in_icatlas(&["list", "--json", kind])));
    for kind in ["document", "gap", "rec", "clause", "function"] {
        assert_eq!(ids(&printed("1945", &["list", "--json", kind])), all(kind), "{kind}");
    }
    let none = run("1945", &["list", "event"]);
    assert_eq!(
        (none.status.code(), stderr(&none).as_str()),
        (Some(1), "icatlas: there are no events in the data as of 1945\n")
    );
    assert_eq!(listed("2006-09", "contact").len(), 1, "a contact of a member that had begun before the deck");
}

#[test]
fn a_former_member_says_until_when_it_was_one() {
    let row =
        |day: &str| printed(day, &["list", "member"]).lines().find(|line| line.contains("unifem")).unwrap().to_owned();
    let name = "member/unifem\tmember\t\tUNIFEM · United Nations Development Fund for Women";
    assert_eq!(row("2010-12-31"), name);
    assert_eq!(row("2011-01-20"), format!("{name}, ends in January 2011"));
    // UN Women is named among the members from June 2011 on.
    assert_eq!(row("2011-02-01"), format!("{name}, until January 2011"));
    let former = format!("{name}, until January 2011; succeeded by UN Women");
    assert_eq!(row("2025"), former);
    let page = printed("2012", &["show", "unifem"]);
    assert!(page.starts_with("UNIFEM, member of ICAT, until January 2011\n"), "{page}");
    assert!(page.contains("\n\nSucceeded by UN Women, 2 July 2010; member until January 2011\n"), "{page}");
    assert!(printed("2012", &["find", "unifem"]).starts_with(&format!("{former}\n")));
    let json: Value = serde_json::from_str(&printed("2012", &["show", "--json", "unifem"])).unwrap();
    assert_eq!(json["records"][0]["period"]["to"], "2011-01");
}

#[test]
fn a_month_or_a_year_is_its_last_day() {
    for (unit, day) in [("2010", "2010-12-31"), ("2011-01", "2011-01-31"), ("2018-06", "2018-06-30")] {
        assert_eq!(ids(&printed(unit, &["export"])), ids(&printed(day, &["export"])), "{unit}");
    }
}

#[test]
fn a_day_after_that_of_the_edition_is_answered_as_of_its_own() {
    let output = run("2031-05", &["list", "member"]);
    assert_eq!(stdout(&output), printed("2026-11-25", &["list", "member"]));
    let told = "nothing is known after 25 November 2026: the answer is as of that day\n";
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), told));
    let deck = built_in_icatlas(&["--edition", "2010-deck", "--as-of", "2011", "list", "member"]);
    assert_eq!(stderr(&deck), "nothing is known after 20 October 2010: the answer is as of that day\n");
    assert_eq!(stdout(&deck).lines().count(), 17);
}

#[test]
fn the_dashboard_says_its_day_and_that_nothing_is_known_of_a_later_one() {
    let later = Session::icatlas(&["--edition", "2026", "--as-of", "2031"], 120, 40);
    later.wait_for_text("nothing is known after 25 November 2026: the answer is as of that day");
    later.wait_for_text("2026, as of 25 November 2026");
    let then = Session::icatlas(&["--edition", "2026", "--as-of", "2010-10-20", "un", "women"], 120, 40);
    then.wait_for_text("2026, as of 20 October 2010");
    then.wait_for_text("UNIFEM · United Nations Development");
    assert!(!then.contents().contains("member/un-women"), "{}", then.contents());
}

#[test]
fn a_wrong_day_is_wrong_usage_and_the_message_says_how_to_write_one() {
    for day in ["today", "20.10.2010", "2010-13", "2010-02-30", "", "10"] {
        for command in [&["list", "member"][..], &["check"], &["find", "icat"]] {
            let output = run(day, command);
            assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{day}");
            assert!(stderr(&output).contains("2010-10-20, 2010-10 or 2010\n"), "{}", stderr(&output));
        }
    }
}

#[test]
fn the_edition_of_the_deck_as_of_its_day_lacks_nothing() {
    let deck = |arguments: &[&str]| {
        ids(&stdout(&built_in_icatlas(&[&["--edition", "2010-deck"], arguments, &["export"]].concat())))
    };
    assert_eq!(deck(&["--as-of", "2010-10-20"]), deck(&[]));
}

#[test]
fn check_reads_all_of_the_data_whatever_the_day() {
    for filter in [&["--as-of", "1945"][..], &["--sources-only"]] {
        let output = built_in_icatlas(&[&["check"], filter].concat());
        let all = built_in_icatlas(&["check"]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(0), stdout(&all)));
    }
}

#[test]
fn the_sources_alone_may_be_asked_for_as_of_a_day() {
    let both = BTreeSet::from_iter(ids(&printed("2010-10-20", &["--sources-only", "export"])));
    let then = BTreeSet::from_iter(ids(&printed("2010-10-20", &["export"])));
    let sources = BTreeSet::from_iter(ids(&stdout(&built_in_icatlas(&["--sources-only", "export"]))));
    assert!(both.is_subset(&then) && both.is_subset(&sources) && both.len() > 50);
}

/// A member with a name of 2015 and two memberships, and what is part of an organization or a paper of later.
const MEMBERS: &str = r#"[
    (id: "member/abc", name: "Agency Before Change", acronym: "ABC", CITED,
        names: [(standing: Later, basis: Editorial, name: "Quokka Bureau", acronym: "QKB", period: (from: "2015"))],
        links: [
            (relation: MemberOf, to: "body/x", basis: Paraphrase, period: (from: "2001", to: "2003"), SOURCE),
            (relation: MemberOf, to: "body/x", basis: Paraphrase, period: (from: "2016", to: "2018"), SOURCE),
        ]),
    (id: "member/late", name: "Latecomer", acronym: "LATE", CITED,
        links: [(relation: MemberOf, to: "body/x", basis: Paraphrase, period: (from: "2012-03"), SOURCE)]),
]"#;
const BODIES: &str = r#"[(id: "body/x", title: Verbatim("X"), acronym: "X", text: Verbatim("x"), CITED)]"#;
const CONTACTS: &str = r#"[(id: "contact/late", name: "Latecomer’s desk", address: ["A street"], telephone: "1", fax: "2", email: "a@b.org",
    CITED,
    links: [(relation: PartOf, to: "member/late", basis: Paraphrase, SOURCE)])]"#;

fn spelled(file: &str) -> String {
    file.replace("SOURCE", "citation: (document: \"document/icat-deck\", place: Whole)").replace("CITED", CITED)
}

/// What icatlas does over invented records as of a day.
fn invented(day: &str, arguments: &[&str]) -> Output {
    let files = [("members.ron", MEMBERS), ("bodies.ron", BODIES), ("contacts.ron", CONTACTS)];
    let files = files.map(|(file, text)| (file, spelled(text)));
    let folder = extending(&files.each_ref().map(|(file, text)| (*file, text.as_str())));
    let output = icatlas(&[&["--data", folder.path().to_str().unwrap(), "--as-of", day], arguments].concat());
    assert_ne!(output.status.code(), Some(3), "{}", stderr(&output));
    output
}

#[test]
fn a_name_of_later_neither_finds_its_record_nor_is_shown() {
    for arguments in
        [&["find", "--json", "quokka"][..], &["find", "--json", "qkb"], &["find", "--json", "\"quokka bureau\""]]
    {
        assert!(ids(&stdout(&invented("2014", arguments))).is_empty(), "{arguments:?}");
        assert_eq!(ids(&stdout(&invented("2015", arguments))), ["member/abc"], "{arguments:?}");
    }
    assert_eq!(invented("2014", &["show", "qkb"]).status.code(), Some(1));
    for arguments in [&["show", "abc"][..], &["show", "--json", "abc"], &["export"], &["export", "--format", "csv"]] {
        assert!(!stdout(&invented("2014", arguments)).contains("Quokka"), "{arguments:?}");
        assert!(stdout(&invented("2015", arguments)).contains("Quokka"), "{arguments:?}");
    }
    assert_eq!(ids(&stdout(&invented("2014", &["find", "--json", "agency before"])))[0], "member/abc");
}

#[test]
fn of_several_memberships_each_that_follows_a_break_begins_and_the_last_that_had_begun_ends() {
    let row = |day: &str| {
        let listed = stdout(&invented(day, &["list", "member"]));
        listed
            .lines()
            .find(|line| line.starts_with("member/abc"))
            .map(|line| line.rsplit('\t').next().unwrap().to_owned())
    };
    assert_eq!(row("2000"), None);
    let (then, now) = ("ABC · Agency Before Change", "QKB† · Quokka Bureau, formerly ABC");
    for (day, name, mark) in [
        ("2001-05", then, ", membership begins in 2001"),
        ("2002", then, ""),
        ("2003-05", then, ", membership ends in 2003"),
        ("2010", then, ", member until 2003"),
        ("2016-02", now, ", membership begins in 2016"),
        ("2017", now, ""),
        ("2018-06-01", now, ", membership ends in 2018"),
        ("2019", now, ", member until 2018"),
    ] {
        assert_eq!(row(day), Some(format!("{name}{mark}")), "{day}");
    }
}

#[test]
fn a_contact_comes_with_its_member() {
    let contacts = |day| ids(&stdout(&invented(day, &["export"]))).contains(&"contact/late".to_owned());
    assert!(!contacts("2012-02") && contacts("2012-03-01"));
    let told = stderr(&invented("2011", &["show", "contact/late"]));
    assert!(told.contains("contact/late is known from March 2012 on"), "{told}");
}

/// The rules, read plainly: whether a record of the whole data is there on a day, given as year, month and day.
fn is_there(data: &Data, record: VisibleRecord<'_>, day: (i32, u8, u8)) -> bool {
    let has_come = |date: Option<Date>| date.is_none_or(|date| date.first_day() <= day);
    let begun = has_come(record.period().and_then(|period| period.from));
    let links = |relation| record.links().filter(move |link| link.relation == relation);
    let wholes = || links(Relation::PartOf).map(|link| is_there(data, data.get(&link.to).unwrap(), day));
    let has_whole = wholes().next().is_none() || wholes().any(|is_there| is_there);
    match record.kind() {
        Kind::Member => {
            let body = |id: &RecordId| data.get(id).and_then(|body| body.period()).and_then(|period| period.from);
            let from = |link: &Link| link.period().and_then(|period| period.from).or_else(|| body(&link.to));
            let mut memberships = links(Relation::MemberOf).map(from);
            let is_none = links(Relation::MemberOf).next().is_none();
            begun && (is_none || memberships.any(has_come))
        }
        Kind::Body => begun,
        Kind::Instrument => begun && has_come(record.date().filter(|_| record.period().is_none())) && has_whole,
        Kind::Event => has_come(record.date()) && has_whole,
        Kind::Publication => {
            let citations = record.citations();
            let sources = citations.iter().filter_map(|citation| data.get(&citation.document)?.date());
            let mut told = sources.chain(record.date()).peekable();
            let is_read = || citations.iter().filter_map(Citation::read).any(|read| has_come(Some(read)));
            let is_undated = told.peek().is_none() && citations.iter().all(|citation| citation.read().is_none());
            has_whole && (is_undated || told.peek().is_none() && is_read() || told.any(|date| has_come(Some(date))))
        }
        Kind::Article | Kind::Contact => has_whole,
        Kind::Gap | Kind::Recommendation | Kind::Clause | Kind::Function | Kind::Document => true,
    }
}

proptest! {
    #![proptest_config(common::cases(200, "proptest-regressions/tests/as_of.txt"))]

    #[test]
    fn on_any_day_what_is_visible_follows_the_rules(year in 1990_i32..2027, month in 1_u8..13, day in 1_u8..29, exact in 0_usize..3) {
        let written = [format!("{year}"), format!("{year}-{month:02}"), format!("{year}-{month:02}-{day:02}")];
        let written = Date::try_from(written[exact].as_str()).unwrap();
        for edition in ["2010-deck", "2026"] {
            let all = Data::from(built_in::edition(edition).unwrap());
            let then = all.filtered(Filter { sources_only: false, as_of: Some(written) });
            let last = written.last_day().min(all.edition().date.last_day());
            let visible: Vec<_> = then.records().map(|record| record.id().clone()).collect();
            let expected = all.records().filter(|record| is_there(&all, *record, last)).map(|record| record.id().clone());
            prop_assert_eq!(&visible, &expected.collect::<Vec<_>>(), "{} {}", edition, written);
            prop_assert_eq!(then.len(), visible.len());
            for record in then.records() {
                let links = record.links().chain(then.incoming(record.id()).map(|(_, link)| link));
                let periods = links.map(|link| (link.period(), &link.to)).map(|(period, to)| (period, Some(to)));
                for (period, to) in periods.chain(record.names().map(|name| (name.period, None))) {
                    let from = period.and_then(|period| period.from);
                    prop_assert!(from.is_none_or(|from| from.first_day() <= last), "{}", record.id());
                    prop_assert!(to.is_none_or(|to| then.get(to).is_some()), "{}", record.id());
                }
                let has_ended = record.period().is_some_and(|period| match period.to {
                    PeriodEnd::On(end) => end.last_day() < last,
                    PeriodEnd::Open | PeriodEnd::Unknown => false,
                });
                prop_assert!(!has_ended || record.course().is_some(), "{}", record.id());
            }
        }
    }
}

#[test]
fn a_publication_is_there_from_the_first_that_tells_of_it() {
    assert_eq!(listed("2010-10-20", "publication"), ["analytical-review"], "announced, and in the deck");
    let undated = listed("2024", "publication").into_iter().any(|leaf| leaf == "issue-brief-10");
    assert!(!undated, "its date is not known, and its source was read in 2026");
    let now = stdout(&built_in_icatlas(&["list", "publication"]));
    assert!(now.contains("publication/issue-brief-10") && now.contains("publication/annual-report-2023"));
}

#[test]
fn nobody_is_a_member_before_there_is_the_group() {
    assert_eq!(run("2006-08", &["list", "member"]).status.code(), Some(1));
    assert_eq!(listed("2006-09", "member").len(), 17);
}

#[test]
fn a_member_that_is_named_by_a_day_is_not_said_to_be_one_since() {
    let page = printed("2018-06-14", &["show", "osce"]);
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("”, by 14 June 2018") && !words.contains("from 14 June 2018"), "{page}");
    let title = printed("2011-06", &["show", "un-women"]).lines().next().unwrap().to_owned();
    assert_eq!(title, "UN Women, member of ICAT", "not that it begins in that month");
}
