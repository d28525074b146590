//! `icatlas diff`: what changed between two days, record by record.

mod common;

use std::collections::BTreeSet;
use std::process::Output;

use common::editions::{CITED, extending};
use common::pty::Session;
use common::{built_in_icatlas, icatlas, stderr, stdout};
use icatlas::atlas::{Beginning, Data, Date, Filter, Kind, changes};
use icatlas::built_in;
use icatlas::present::wrap::width as width_of;
use proptest::prelude::*;
use serde_json::Value;

/// What `diff` does over the second edition.
fn run(arguments: &[&str]) -> Output {
    built_in_icatlas(&[&["diff"], arguments].concat())
}

/// The rows between two days: id, sort of change, what changed, source.
#[track_caller]
fn rows(from: &str, to: &str) -> Vec<[String; 4]> {
    let output = run(&["--as-of", from, "--as-of", to]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap();
    stdout(&output).lines().map(fields).collect()
}

/// The sorts of changes of a record and what changed, for the rows whose words contain `part`.
fn of<'a>(rows: &'a [[String; 4]], id: &str, part: &str) -> Vec<(&'a str, &'a str)> {
    let of_record = rows.iter().filter(|row| row[0] == id && row[2].contains(part));
    of_record.map(|[_, sort, what, _]| (sort.as_str(), what.as_str())).collect()
}

#[test]
fn since_the_deck_unifem_ended_and_became_a_part_of_un_women() {
    let rows = rows("2010", "2024");
    assert_eq!(
        of(&rows, "member/unifem", ""),
        [
            ("ended", "UNIFEM · United Nations Development Fund for Women, until January 2011"),
            ("link ended", "member of ICAT, until January 2011"),
            ("new link", "succeeded by UN Women, 2 July 2010"),
        ]
    );
    let un_women = of(&rows, "member/un-women", "");
    let name = "UN Women · United Nations Entity for Gender Equality and the Empowerment of Women, member by June 2011";
    assert_eq!(un_women[..2], [("new", name), ("new link", "member of ICAT, by June 2011")]);
    assert!(un_women.contains(&("new link", "chaired ICAT, 2019")), "{un_women:?}");
    let succession = rows.iter().find(|row| row[2].starts_with("succeeded by")).unwrap();
    assert_eq!(succession[3], "GA/10959, read in November 2026, paraphrase");
}

#[test]
fn of_a_new_member_it_is_said_since_when_it_is_one_and_not_since_when_there_is_the_organization() {
    let rows = rows("2010", "2024");
    for (id, since) in [("member/icmpd", ", member from 2016"), ("member/oas", ", member by 13 December 2024")] {
        let [(sort, name), ..] = of(&rows, id, "")[..] else { panic!("{id} did not change") };
        assert!(sort == "new" && name.ends_with(since), "{name}");
    }
    let others = rows.iter().filter(|row| row[1] == "new" && !row[0].starts_with("member/"));
    assert!(others.clone().count() > 10 && others.into_iter().all(|row| !row[2].contains(", member ")), "{rows:#?}");
}

#[test]
fn the_chairs_between_two_days_are_listed_with_their_years() {
    let rows = rows("2017", "2022");
    let chairs: BTreeSet<(&str, &str)> = rows
        .iter()
        .filter_map(|[id, sort, what, _]| {
            Some((id.as_str(), what.strip_prefix("chaired ICAT, ")?)).filter(|_| sort == "new link")
        })
        .collect();
    let expected = [
        ("member/icmpd", "2022"),
        ("member/osce", "2019"),
        ("member/un-women", "2019"),
        ("member/unhcr", "2021"),
        ("member/unicef", "2018"),
        ("member/unodc", "2021"),
        ("member/unodc", "2022"),
    ];
    assert_eq!(chairs, BTreeSet::from(expected));
    let ended = |from, to| of(&self::rows(from, to), "member/unicef", "chaired ICAT, 2018").len();
    assert_eq!((ended("2018", "2019"), ended("2019", "2020")), (1, 0), "it ends once");
}

#[test]
fn names_and_facts_that_appear_and_names_that_end_are_listed() {
    let rows = rows("2018", "2019-12-31");
    let dpko = of(&rows, "member/dpko", "");
    let official = "official name: Department of Peacekeeping Operations (DPKO)†, until 31 December 2018";
    assert!(dpko.contains(&("name ended", official)), "{dpko:?}");
    let later = "later name: “Department of Peace Operations (DPO)”, from 1 January 2019";
    assert!(dpko.contains(&("new name", later)), "{dpko:?}");
    assert_eq!(of(&rows, "body/icat", ""), [("new fact", "members: 24, December 2019")]);
}

#[test]
fn on_a_day_in_the_month_of_its_end_a_record_ends_and_has_not_ended() {
    let name = "UNIFEM · United Nations Development Fund for Women";
    let first = rows("2010", "2011-01-15");
    let ends = ("ends", format!("{name}, ends in January 2011"));
    assert_eq!(of(&first, "member/unifem", name), [(ends.0, ends.1.as_str())]);
    assert_eq!(of(&first, "member/unifem", "member of"), [("link ends", "member of ICAT, until January 2011")]);
    let then = rows("2011-01-15", "2011-02");
    assert_eq!(of(&then, "member/unifem", name), [("ended", format!("{name}, until January 2011").as_str())]);
}

#[test]
fn what_is_known_only_since_its_source_was_read_is_never_new() {
    let undated = ["issue-brief-7", "issue-brief-10", "issue-brief-11", "annual-report-2019", "annual-report-2023"];
    let listed = |day: &str| stdout(&built_in_icatlas(&["list", "publication", "--as-of", day]));
    let (before, after) = (listed("2024"), listed("2026-11-25"));
    for publication in undated {
        let row = format!("publication/{publication}\t");
        assert!(!before.contains(&row) && after.contains(&row), "{publication}");
    }
    let since = rows("2024", "2026-11-25");
    let new = since.iter().filter(|row| row[1] == "new").map(|row| row[0].as_str());
    assert_eq!(new.collect::<Vec<_>>(), ["event/2025-11-24-appraisal"]);
    let all = rows("1990", "2026-11-25");
    assert!(all.iter().all(|row| undated.iter().all(|undated| !row[0].ends_with(undated))), "{all:#?}");
    // Nor is an address, which goes with its member.
    assert!(!all.iter().any(|row| row[0].starts_with("contact/") || row[0].starts_with("document/")), "{all:#?}");
}

#[test]
fn a_publication_without_a_date_is_there_by_that_of_the_source_that_tells_of_it() {
    let told = of(&rows("2018-09", "2018-11"), "publication/brief-sdgs", "")[0].1.to_owned();
    assert_eq!(told, "The Role of the SDGs in Combating Trafficking in Persons, by October 2018");
    // Nor is its own date claimed before it has come: the deck tells of the review before it is announced.
    let rows = rows("2008", "2010-10-20");
    let review = of(&rows, "publication/analytical-review", "");
    assert!(review[0].1.ends_with("Trafficking in Persons Protocol, by 20 October 2010"), "{review:?}");
    assert_eq!(of(&rows, "member/unicri", "contributed"), [("new link", "contributed to Review announced")]);
}

#[test]
fn no_day_is_claimed_on_which_the_members_of_the_deck_became_members() {
    let days = ["--as-of", "2000", "--as-of", "2010-10-20"];
    let name = "DPKO · Department for Peace Keeping Operations";
    assert_eq!(
        of(&rows("2000", "2010-10-20"), "member/dpko", ""),
        [("new", format!("{name}, since when no source says").as_str()), ("new link", "member of ICAT")]
    );
    let json: Value = serde_json::from_str(&stdout(&run(&[&days[..], &["--json"]].concat()))).unwrap();
    let dates = |id: &str| -> Vec<Value> {
        let changes = json["changes"].as_array().unwrap().iter();
        changes.filter(|change| change["id"] == id).map(|change| change["date"].clone()).collect()
    };
    assert_eq!(dates("member/dpko"), [Value::Null, Value::Null]);
    assert_eq!(dates("body/icat"), ["2006-09".into(), "2006-12-20".into(), Value::Null]);
}

#[test]
fn each_change_is_listed_once_in_the_order_of_kinds_with_its_source() {
    let rows = rows("2010", "2024");
    let set: BTreeSet<_> = rows.iter().collect();
    assert_eq!(set.len(), rows.len());
    let kinds = rows.iter().map(|row| Kind::from_name(row[0].split_once('/').unwrap().0).unwrap());
    let kinds: Vec<usize> = kinds.map(|kind| Kind::ALL.iter().position(|other| *other == kind).unwrap()).collect();
    assert!(kinds.is_sorted(), "{kinds:?}");
    let took_part: Vec<_> = rows.iter().filter(|row| row[2].contains("New York briefing")).collect();
    assert!(took_part.iter().all(|row| row[0].starts_with("member/")) && took_part.len() > 5, "{took_part:?}");
    assert!(rows.iter().all(|row| !row[3].is_empty()), "a change without a source");
}

#[test]
fn equal_days_have_no_differences_and_print_nothing() {
    for day in ["2010-10-20", "2024", "2026-11-25"] {
        for exit_code in [&[][..], &["--exit-code"]] {
            let output = run(&[&["--as-of", day, "--as-of", day], exit_code].concat());
            assert_eq!(
                (output.status.code(), stdout(&output), stderr(&output)),
                (Some(0), String::new(), String::new())
            );
        }
    }
    assert_eq!(rows("2010", "2010-12-31").len(), 0, "a year is its last day");
}

#[test]
fn with_exit_code_differences_exit_with_1_and_say_nothing_more() {
    let days = ["--as-of", "2010", "--as-of", "2024"];
    let plain = run(&days);
    for option in [&["--exit-code"][..], &["--exit-code", "--json"]] {
        let output = run(&[&days[..], option].concat());
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), String::new()));
        assert!(!output.stdout.is_empty());
    }
    assert_eq!(plain.status.code(), Some(0));
    assert_eq!(stdout(&run(&[&days[..], &["--exit-code"]].concat())), stdout(&plain));
}

#[test]
fn without_a_second_day_it_is_that_of_the_edition() {
    let since = run(&["--as-of", "2024"]);
    assert_eq!((since.status.code(), stderr(&since)), (Some(0), String::new()));
    assert_eq!(stdout(&since), stdout(&run(&["--as-of", "2024", "--as-of", "2026-11-25"])));
    assert!(stdout(&since).contains("event/2025-11-24-appraisal\tnew\t"), "{}", stdout(&since));
}

#[test]
fn a_day_counts_wherever_it_is_typed() {
    let expected = stdout(&run(&["--as-of", "2010", "--as-of", "2024"]));
    for arguments in [
        &["--as-of", "2010", "--edition", "2026", "diff", "--as-of", "2024"][..],
        &["--as-of=2010", "--as-of=2024", "--edition", "2026", "diff"],
        &["diff", "--edition", "2026", "--as-of=2010", "--as-of", "2024"],
    ] {
        assert_eq!(stdout(&built_in_icatlas(arguments)), expected, "{arguments:?}");
    }
}

#[test]
fn wrong_days_are_wrong_usage_and_the_message_says_what_to_write() {
    let example = "`icatlas diff --as-of 2010 --as-of 2024`";
    for (arguments, told) in [
        (&["diff"][..], format!("diff compares two days: write them, as in {example}")),
        (
            &["diff", "--as-of", "2010", "--as-of", "2011", "--as-of", "2012"],
            format!("diff compares two days, not 3: write two, as in {example}"),
        ),
        (
            &["diff", "--as-of", "2024-05-01", "--as-of", "2010-10"],
            "1 May 2024 comes after October 2010: write the earlier day first, `diff --as-of 2010-10 --as-of 2024-05-01`"
                .to_owned(),
        ),
        (
            &["diff", "--as-of", "2010", "--as-of", "2010-10-20"],
            "2010, which counts as its last day, comes after 20 October 2010: write the earlier day first, `diff --as-of \
             2010-10-20 --as-of 2010`"
                .to_owned(),
        ),
        (
            &["list", "member", "--as-of", "2010", "--as-of", "2011"],
            "--as-of takes one day: omit the others, or compare two by `icatlas diff --as-of 2010 --as-of 2011`"
                .to_owned(),
        ),
        (
            &["--as-of", "2010", "find", "icat", "--as-of", "2011"],
            "--as-of takes one day: omit the others, or compare two by `icatlas diff --as-of 2010 --as-of 2011`"
                .to_owned(),
        ),
    ] {
        let output = built_in_icatlas(arguments);
        let expected = (Some(2), String::new(), format!("icatlas: {told}\n"));
        assert_eq!((output.status.code(), stdout(&output), stderr(&output)), expected, "{arguments:?}");
    }
}

#[test]
fn a_day_after_that_of_the_edition_counts_as_its_own() {
    let output = run(&["--as-of", "2024", "--as-of", "2031"]);
    let told = "nothing is known after 25 November 2026: the answer is as of that day\n";
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), told));
    assert_eq!(stdout(&output), stdout(&run(&["--as-of", "2024"])));
    let deck = built_in_icatlas(&["--edition", "2010-deck", "diff", "--as-of", "2008", "--as-of", "2010-10-20"]);
    assert!(stdout(&deck).contains("\nevent/global-plan\tnew\t"), "{}", stdout(&deck));
}

#[test]
fn json_has_an_object_for_each_change_with_its_parts_and_sources() {
    let output = run(&["--json", "--as-of", "2010", "--as-of", "2024"]);
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((&json["schema"], &json["from"], &json["to"]), (&2.into(), &"2010".into(), &"2024".into()));
    let changes = json["changes"].as_array().unwrap();
    let rows = rows("2010", "2024");
    assert_eq!(changes.len(), rows.len());
    for (change, row) in changes.iter().zip(&rows) {
        assert_eq!((change["id"].as_str(), change["text"].as_str()), (Some(row[0].as_str()), Some(row[2].as_str())));
    }
    let of = |id: &str, of: &str, change: &str| {
        let is_it = |value: &&Value| value["id"] == id && value["of"] == of && value["change"] == change;
        changes.iter().find(is_it).unwrap_or_else(|| panic!("{id} {of} {change}"))
    };
    let unifem = of("member/unifem", "record", "ended");
    assert_eq!((&unifem["date"], &unifem["kind"]), (&"2011-01".into(), &"member".into()));
    assert!(unifem["citations"].as_array().unwrap().iter().any(|cited| cited["document"] == "document/ga-10959"));
    let link = of("member/unifem", "link", "new");
    assert_eq!((&link["link"]["relation"], &link["link"]["to"]), (&"succeeded by".into(), &"member/un-women".into()));
    assert_eq!(of("member/dpko", "name", "new")["name"]["acronym"], "DPO");
    assert_eq!(of("body/icat", "fact", "new")["fact"]["label"], "members");
    assert_eq!(of("body/icat", "fact", "new")["date"], "2012-01");
    let equal = run(&["--json", "--as-of", "2010", "--as-of", "2010"]);
    let equal: Value = serde_json::from_str(&stdout(&equal)).unwrap();
    assert_eq!(equal["changes"], Value::Array(Vec::new()));
}

#[test]
fn the_sources_alone_show_no_change_of_ours() {
    let days = ["--as-of", "2010", "--as-of", "2024"];
    let sources = stdout(&run(&[&days[..], &["--sources-only"]].concat()));
    assert!(!sources.contains('†') && !sources.contains("editorial") && !sources.contains("bears on"), "{sources}");
    assert!(sources.contains("succeeded by UN Women, 2 July 2010"));
    let all = stdout(&run(&days));
    assert!(all.contains("bears on") && sources.lines().count() < all.lines().count());
    let ascii = stdout(&run(&[&days[..], &["--ascii"]].concat()));
    assert!(ascii.is_ascii() && ascii.lines().count() == all.lines().count());
    let colored = stdout(&run(&[&days[..], &["--color", "always"]].concat()));
    assert!(colored.contains('\u{1b}') && !all.contains('\u{1b}'));
}

#[test]
fn on_a_terminal_a_record_has_a_sign_and_a_word_and_its_changes_below_with_their_sources() {
    for width in [40, 80, 120] {
        let arguments = ["diff", "--as-of", "2010", "--as-of", "2011"];
        let mut session = Session::icatlas_with(&arguments, &[("ICATLAS_DATA", "")], width, 200);
        assert_eq!(session.wait().exit_code(), 0);
        let printed = session.contents();
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        assert!(lines.iter().all(|line| width_of(line) <= usize::from(width)), "{lines:#?}");
        assert!(lines[0].starts_with("── Members ──"), "{lines:#?}");
        if width == 80 {
            let at = lines.iter().position(|line| line.starts_with("- UNIFEM")).unwrap();
            assert_eq!(
                lines[at..at + 10],
                [
                    "- UNIFEM · United Nations Development Fund for Women, until January 2011",
                    "                                                Ended    member/unifem",
                    "      ICAT deck, slide “ICAT Member Organizations”; GA/10959, for what became of",
                    "      it, and when, read in November 2026",
                    "  - member of ICAT, until January 2011",
                    "      GA/10959, for the end; the deck names it among the members, read in",
                    "      November 2026, paraphrase",
                    "  + succeeded by UN Women, 2 July 2010",
                    "      GA/10959, read in November 2026, paraphrase",
                    "~ UNHCR · United Nations High Commissioner for Refugees",
                ]
            );
        }
    }
}

#[test]
fn a_member_that_returns_has_a_new_membership_and_ends_anew() {
    let members = r#"[
        (id: "member/abc", name: "Agency Before Change", acronym: "ABC", CITED,
            links: [
                (relation: MemberOf, to: "body/x", basis: Paraphrase, period: (from: "2001", to: "2003"), SOURCE),
                (relation: MemberOf, to: "body/x", basis: Paraphrase, period: (from: "2018", to: "2020"), SOURCE),
            ]),
    ]"#;
    let bodies = r#"[(id: "body/x", title: Verbatim("X"), acronym: "X", text: Verbatim("x"), CITED)]"#;
    let source = "citation: (document: \"document/icat-deck\", place: Whole)";
    let spelled = |file: &str| file.replace("SOURCE", source).replace("CITED", CITED);
    let folder = extending(&[("members.ron", &spelled(members)), ("bodies.ron", &spelled(bodies))]);
    let between = |from: &str, to: &str| {
        let arguments = ["--data", folder.path().to_str().unwrap(), "diff", "--as-of", from, "--as-of", to];
        let printed = stdout(&icatlas(&arguments));
        let own = printed.lines().filter_map(|line| line.strip_prefix("member/abc\t"));
        own.map(|line| line.rsplit_once('\t').unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        between("2002", "2010"),
        ["ended\tABC · Agency Before Change, member until 2003", "link ended\tmember of X, 2001 to 2003"]
    );
    assert_eq!(between("2010", "2019"), ["new link\tmember of X, 2018 to 2020"]);
    assert_eq!(
        between("2010", "2022"),
        ["ended\tABC · Agency Before Change, member until 2020", "new link\tmember of X, 2018 to 2020"]
    );
}

proptest! {
    #![proptest_config(common::cases(60, "proptest-regressions/tests/diff.txt"))]

    #[test]
    fn what_is_new_is_what_only_the_later_day_shows(first in 1995_i32..2027, second in 1995_i32..2027) {
        let (from, to) = (first.min(second), first.max(second));
        let date = |year: i32| Date::try_from(year.to_string().as_str()).unwrap();
        let all = Data::from(built_in::atlas());
        let as_of = |year| all.filtered(Filter { sources_only: false, as_of: Some(date(year)) });
        let (earlier, later) = (as_of(from), as_of(to));
        let changed = changes(&earlier, &later);
        let ids = |data: &Data| data.records().map(|record| record.id().clone()).collect::<BTreeSet<_>>();
        let (before, after) = (ids(&earlier), ids(&later));
        prop_assert!(before.is_subset(&after), "what a day shows, no later day hides");
        for record in later.records() {
            let own = changed.iter().find(|changed| changed.record == record);
            let is_new = own.is_some_and(|changed| changed.turn() == Some(icatlas::atlas::Turn::New));
            // What is shown though nobody says when it began is not called new.
            let is_unknown = record.begins().is_some_and(Beginning::is_unknown);
            prop_assert_eq!(is_new, !before.contains(record.id()) && !is_unknown, "{}", record.id());
            // Without a change listed, both days show the same.
            if own.is_none() && before.contains(record.id()) {
                let then = earlier.get(record.id()).unwrap();
                prop_assert_eq!(then.links().count(), record.links().count(), "{}", record.id());
                prop_assert_eq!(then.names().count(), record.names().count(), "{}", record.id());
                prop_assert_eq!(then.facts().count(), record.facts().count(), "{}", record.id());
            }
        }
        for change in changed.iter().flat_map(|changed| &changed.changes) {
            prop_assert!(change.date.is_none_or(|date| date.year() <= to), "{change:?}");
        }
        prop_assert!(from != to || changed.is_empty());
    }
}
