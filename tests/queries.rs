//! Queries of people and scripts: an impossible query finds nothing, and a remark says what is possible.

mod common;

use std::fs;

use common::frames::{model, paste, run_search, type_in};
use common::pty::Session;
use common::texts::full_of_pins;
use common::{icatlas, stderr, stdout};
use tempfile::TempDir;

/// The message about an empty result, of each command that takes a query.
fn found_nowhere(query: &str) -> String {
    let told =
        [&["find", "--", query][..], &["find", "--json", "--", query], &["export", "--", query]].map(|command| {
            let output = icatlas(command);
            let shown: String = query.chars().take(20).collect();
            assert_eq!(output.status.code(), Some(1), "{shown}: {}", stderr(&output));
            let printed = stdout(&output);
            if command.contains(&"--json") {
                assert!(printed.ends_with("\"records\": []\n}\n"), "{shown}: {printed}");
            } else {
                assert_eq!(printed, "", "{shown}");
            }
            assert!(stderr(&output).len() < 3000, "{shown}");
            stderr(&output)
        });
    assert!(told.iter().all(|other| *other == told[0]));
    told[0].clone()
}

#[test]
fn a_filter_with_an_unknown_value_finds_nothing_and_names_the_possible_ones() {
    for (query, told) in [
        ("kind:zzz", "“kind:zzz” finds nothing: kind is one of member, body, gap, recommendation"),
        ("!kind:zzz", "kind is one of"),
        ("trafficking !kind:zzz", "kind is one of"),
        ("trafficking pillar:zzz", "pillar is one of prevention, protection, prosecution, partnership"),
        ("trafficking in:zzz", "in is one of acronym, fact, id, name, source, text, title"),
        ("kind:gap in:zzz", "in is one of"),
        ("kind:gap kind:zzz", "kind is one of"),
        ("kind:gap,member", "kind is one of"),
        ("kind:!gap", "kind is one of"),
        ("basis:zzz", "basis is one of verbatim, paraphrase, editorial"),
        ("id:zzz", "id begins with one of member, body, gap"),
        (
            "id:gap/prevention/zzz",
            "no id begins like this; those under gap/prevention/ are gap/prevention/1, gap/prevention/2",
        ),
        ("cites:ZZZ/64", "cites is one of icat-deck"),
        ("took-part:zzz", "took-part is one of event/2006-09-tokyo"),
        ("!took-part:\"tokyo zzz\"", "took-part is one of event/2006-09-tokyo"),
        ("kind:rec answers:zzz", "answers is one of gap/prevention/2"),
        ("answers:gap/prevention/1", "“answers:gap/prevention/1” finds nothing: no record answers it"),
        ("is:zzz", "“is:zzz” finds nothing: a record may be unanswered, answered, partly-answered, pinned"),
        ("after:zzz", "“after:zzz” finds nothing: write a year, a month or a day as 2007, 2007-10 or 2007-10-20"),
        ("!before:2010-13", "write a year, a month or a day as 2007"),
        ("is:pinned", "“is:pinned” finds nothing: no record is pinned"),
    ] {
        let complaint = found_nowhere(query);
        assert!(complaint.contains(told) && !complaint.contains("; the nearest word"), "{query}: {complaint}");
    }
}

/// The words of the search on the screen, without its border and without line breaks.
fn unwrapped(screen: &str) -> String {
    let inside = screen.lines().map(|line| line.split('┃').nth(1).unwrap_or(line));
    inside.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_dashboard_names_the_values_of_a_filter() {
    let session = Session::icatlas(&[], 120, 40);
    session.wait_for_text("1 Members");
    session.send("/trafficking kind:zzz");
    let told = "“kind:zzz” finds nothing: kind is one of member, body, gap, recommendation, clause, function, \
                article, event, publication, instrument, contact, document. Nothing found.";
    session.wait_for("the remark", |screen| unwrapped(&screen.contents()).contains(told));
    session.send(" kind:gap");
    session.wait_for("the remark with another filter", |screen| {
        let screen = unwrapped(&screen.contents());
        screen.contains("kind:zzz kind:gap") && screen.contains(told)
    });
}

#[test]
fn the_dashboard_says_that_only_the_beginning_of_a_long_query_counts() {
    let cut = "only the first 256 characters count";
    let narrows = format!("{cut}; a filter or “!” behind them would not count");
    for (beginning, end, remark, found) in [
        ("impunity", "law", cut, "1 of 83"),
        ("impunity", "law !impunity", &narrows, "Nothing found."),
        ("impunity", "kind:zzz", &narrows, "Nothing found."),
        // The query has another remark.
        ("zzy:impunity", "law", cut, "1 of 83"),
        ("zzy:impunity", "!impunity", &narrows, "Nothing found."),
        // The result is empty for another reason.
        ("kind:zzz", "!impunity", "“kind:zzz” finds nothing", "Nothing found."),
    ] {
        let long = format!("{beginning}{}{end}", " ".repeat(250));
        let words = model(120, 40).searching(&long);
        let [mut pasted, mut typed] = ["", ""].map(|nothing| model(120, 40).searching(nothing));
        paste(&mut pasted, &long);
        type_in(&mut typed, &long);
        for mut model in [words, pasted, typed] {
            run_search(&mut model);
            // The remark is over several lines beside another pane.
            let content = model.content();
            let texts = content.iter().flat_map(|region| {
                let count = region.titles.iter().map(|titles| &*titles.right);
                count.chain(region.lines.iter().map(|line| line.plain().trim()))
            });
            let frame = texts.collect::<Vec<_>>().join(" ");
            // There a remark is a sentence.
            let sentence = remark.replacen("only", "Only", 1);
            assert!(frame.contains(&sentence) && frame.contains(found), "{beginning} … {end}:\n{frame}");
        }
        // The command line says the same.
        assert!(stderr(&icatlas(&["find", "--", &long])).starts_with(remark), "{beginning} … {end}");
    }
}

#[test]
fn the_dashboard_gives_a_hint_only_if_no_remark_explains_the_empty_result() {
    let session = Session::icatlas(&[], 40, 12);
    session.wait_for_text("UNODC");
    session.send("/pilar:prot");
    session.wait_for("the remark alone", |screen| {
        let screen = unwrapped(&screen.contents());
        screen.contains("did you mean") && screen.contains("Nothing found.") && !screen.contains("try")
    });
    session.send("\x15kind:member pillar:prot");
    let told = |told: &'static str| {
        session.wait_for(told, |screen| unwrapped(&screen.contents()).contains(told));
    };
    told("Nothing found: no record passes the filters: try fewer.");
    session.send("\x15zzzzqqq");
    told("Nothing found: “zzzzqqq” is in none of the 83 records");
}

#[test]
fn of_the_signs_around_a_filter_only_the_exclamation_mark_counts() {
    let found = |query: &str| {
        let output = icatlas(&["find", "--", query]);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{query}");
        stdout(&output)
    };
    let gaps = found("kind:gap");
    for query in [
        "(kind:gap)",
        "[kind:gap],",
        "+kind:gap",
        "“kind:gap”",
        "«kind:gap»",
        "'kind:gap'",
        "^kind:gap",
        ":kind:gap",
        "kind:(gap)",
        "kind:'gap'",
        "kind:gap.",
        "kind:gap;",
        "kind::gap",
        "kind:\"gap",
        "(kind:\"gap\")",
        "KIND:GAP",
        "kind：gap",
        "\u{A0}kind:gap\u{A0}",
        "kind:\u{200B}gap",
    ] {
        assert_eq!(found(query), gaps, "{query}");
    }
    let others = found("!kind:gap");
    assert_ne!(others, gaps);
    for query in ["!(kind:gap)", "(!kind:gap)", "!!kind:gap", "！kind：gap"] {
        assert_eq!(found(query), others, "{query}");
    }
    assert_eq!(found("(!impunity)"), found("!impunity"), "nor around a word");
    assert_eq!(found("(\"root causes\")"), found("\"root causes\""), "nor around a phrase");
}

#[test]
fn the_name_of_a_filter_is_never_matched_as_another_word() {
    for (query, told) in [
        ("(kind:zzz)", "“kind:zzz” finds nothing: kind is one of member, body, gap"),
        ("+kind:zzz", "“kind:zzz” finds nothing: kind is one of member, body, gap"),
        ("“kind:zzz”", "“kind:zzz” finds nothing: kind is one of member, body, gap"),
        ("root -kind:zzz", "“kind:zzz” finds nothing: kind is one of member, body, gap"),
        ("kind|zzz", "“kind” is the name of a filter: add a value, as in “kind:gap”"),
        ("kind", "“kind” is the name of a filter"),
        ("ｋｉｎｄ:zzz", "did you mean “kind:”?"),
        ("\"kind:gap\"", "“kind:” in quotation marks is text: leave them out to filter"),
        ("zzy:zzz", "“zzy:” is read as text; the filters are kind, pillar, id, in, basis, cites"),
    ] {
        let complaint = found_nowhere(query);
        // A name that is no filter is read as text.
        let corrected = complaint.replace("is read as text", "").contains("is read as");
        assert!(complaint.contains(told) && !corrected, "{query}: {complaint}");
    }
    let output = icatlas(&["find", "zzy:impunity"]);
    assert_eq!(stdout(&output), stdout(&icatlas(&["find", "impunity"])), "the rest is text");
}

#[test]
fn a_filter_with_a_blank_next_to_its_colon_finds_nothing_with_a_remark() {
    for query in
        ["kind :gap", "kind : gap", "kind: gap", "kind:\u{A0}gap", "kind:\u{3000}gap", "root kind: pillar:prot gap"]
    {
        let complaint = found_nowhere(query);
        let told = "“kind:” finds nothing with a space at its colon: write it as in “kind:gap”\n";
        assert!(complaint.starts_with(told), "{query}: {complaint}");
    }
    assert!(found_nowhere("kind: zzz").contains("write it as in “kind:member”"), "no value was typed");
    // No value has been typed yet.
    assert_eq!(stdout(&icatlas(&["find", "root kind:"])), stdout(&icatlas(&["find", "root"])));
}

#[test]
fn one_mistake_gets_one_remark() {
    for query in [
        "kind :zzz",
        "kind : gap",
        "kind :",
        "kind: gap",
        "-kind :gap",
        "-law kind:zzz",
        "took part:tokyo",
        "answers: gap",
        "root|kind :gap kind :rec",
        "root kind: pillar:prot gap",
        "ｋind：gap",
        "ｋｉｎｄ:zzz",
        "trafiking kind:zzz",
        "trafiking pilar:prot",
        "trafiking pilar :prot",
        "kind|zzz",
    ] {
        let complaint = found_nowhere(query);
        let lines: Vec<&str> = complaint.lines().collect();
        assert!(lines.len() == 2 && lines[1].ends_with('”'), "{query}: {complaint}");
    }
    // The name of a filter hides no other word.
    assert!(found_nowhere("kind zzz").contains(": “kind” and “zzz” are in none of the 83 records"));
}

#[test]
fn a_dash_excludes_like_an_exclamation_mark_and_a_remark_says_so() {
    let expected = icatlas(&["find", "law", "!kind:gap"]);
    assert!(expected.status.success() && expected.stderr.is_empty());
    for filter in ["-kind:gap", "–kind:gap", "(−kind:gap)", "~kind:gap", "¬kind:gap", "--kind:gap", "-kind:\"gap\""]
    {
        let output = icatlas(&["find", "--", "law", filter]);
        assert_eq!(stdout(&output), stdout(&expected), "{filter}");
        assert_eq!(stderr(&output), "“-kind:gap” is read as “!kind:gap”: it excludes such records\n", "{filter}");
    }
    for (typed, instead) in
        [("-enforcement", "!enforcement"), ("-\"law enforcement\"", "!\"law enforcement\""), ("-rec/prot", "!rec/prot")]
    {
        let (output, expected) = (icatlas(&["find", "--", "law", typed]), icatlas(&["find", "law", instead]));
        assert!(!stdout(&output).is_empty() && stdout(&output) == stdout(&expected), "{typed}");
        assert_eq!(stderr(&output), format!("“{typed}” is read as “{instead}”: it excludes such records\n"));
    }
    assert!(stderr(&icatlas(&["find", "law - enforcement"])).is_empty(), "between blanks it is none");
}

#[test]
fn a_mistyped_filter_finds_no_other_records() {
    let far = format!("kind:gap {}kind:zzz", " ".repeat(300));
    let cut = format!("impunity kind:{}", "g".repeat(300));
    let many = format!("{}kind:zzz", "law ".repeat(70));
    for (query, told) in [
        ("pilar:prevention", "“pilar:” finds nothing: did you mean “pillar:”?"),
        ("ids:unodc", "did you mean “id:”?"),
        ("kid:gap", "did you mean “kind:”?"),
        ("pilar :prot", "“pilar:” finds nothing: did you mean “pillar:”?"),
        ("women kid ：\"gap\"", "“kid:” finds nothing: did you mean “kind:”?"),
        ("impunity citess:zzz", "did you mean “cites:”?"),
        ("in:title|text impunity", "“|” separates words, not values: write “in:” before each value"),
        ("kind:gap|rec", "write “kind:” before each value"),
        ("! kind:gap", "“!” needs no space after it: write “!kind:gap”"),
        ("women ! kind:rec", "“!” needs no space after it: write “!kind:rec”"),
        ("! demand", "“!” needs no space after it: write “!demand”"),
        ("кind:gap women", "“кind:” finds nothing: did you mean “kind:”?"),
        ("women pіllar:prot", "did you mean “pillar:”?"),
        (&far, "a filter or “!” behind them would not count"),
        (&cut, "a filter or “!” behind them would not count"),
        (&many, "a filter or “!” behind them would not count"),
    ] {
        let complaint = found_nowhere(query);
        assert!(complaint.contains(told), "{query}: {complaint}");
    }
    // The name of a filter in similar letters is not a misspelt word, either.
    found_nowhere("кind:zzz");
    // Words may be text if they resemble no filter name, if a blank follows their colon, or if one precedes it and no value
    // of the filter follows.
    for text in [
        "year:2010 trafficking",
        "aid: women",
        "mind: trafficking",
        "pilar : prot trafficking",
        "mind :trafficking",
        "law :prot trafficking",
        "Assistance ! victims",
        "http://www.unodc.org",
    ] {
        let found = icatlas(&["find", text]);
        assert!(found.status.success() && !stdout(&found).is_empty(), "{text}");
    }
}

#[test]
fn an_exclusion_beyond_a_limit_makes_the_query_find_nothing() {
    let blanks = " ".repeat(260);
    let many = "large impunity ".repeat(8);
    let letters = "bb cc dd ff gg hh ii jj kk ll mm nn oo pp qq rr ";
    for exclusion in
        ["!impunity", "！impunity", "(!impunity)", "!!impunity", "!\"large impunity\"", "!'impunity", "!^impun"]
    {
        for query in [
            format!("impunity{blanks}{exclusion}"),
            format!("{}{exclusion}", "impunity ".repeat(28)),
            format!("{many}{exclusion}"),
            format!("{letters}impunity kind:gap {exclusion}"),
            format!("{many}in:title {exclusion} law"),
        ] {
            let complaint = found_nowhere(&query);
            assert!(complaint.contains("a filter or “!” behind them would not count: shorten"), "{query}: {complaint}");
        }
    }
    // The beginning of an id is a filter without its name.
    assert!(found_nowhere(&format!("impunity{blanks}clause/icat")).contains("a filter or “!” behind them"));
    // Parts that would let more records through may be dropped, and so may a mark that ends a sentence.
    for harmless in ["law", "law! And order ! and/or this!", "\"law !and order\"", "it!impunity"] {
        for query in [format!("impunity{blanks}{harmless}"), format!("{}{harmless}", "impunity ".repeat(28))] {
            let found = icatlas(&["find", "--", &query]);
            assert!(
                found.status.success() && stderr(&found).starts_with("only the first"),
                "{query}: {}",
                stderr(&found)
            );
        }
    }
}

#[test]
fn any_number_of_signs_without_a_word_finds_nothing() {
    for signs in
        ["!", "!!!", "\"", "\"\"\"", "!\"", "|", "| | !", "^$", "'", "''", ":", "!:", "?!…", "— –", "%_*", "\\"]
    {
        found_nowhere(signs);
    }
    for sign in ["!", "\"", "|", "'", "^", "$", ":", "!\"", "\" ", "kind:", "!kind: ", "🙂"] {
        found_nowhere(&sign.repeat(100_000 / sign.len()));
    }
}

#[test]
fn a_word_cut_by_the_limit_is_not_read_as_another() {
    // Of the first 256 characters these would find impunity, gaps and clauses.
    for query in [
        format!("{}impunity{}", " ".repeat(248), "x".repeat(100_000)),
        format!("{}kind:gap{}", " ".repeat(248), "/x".repeat(50_000)),
        format!("\"impunity{}", " impunity".repeat(11_000)),
    ] {
        assert!(found_nowhere(&query).contains("only the first 256 characters count"));
    }
}

#[test]
fn a_query_that_cannot_be_saved_is_reported_and_stays_in_the_session() {
    let state = TempDir::new().unwrap();
    let file = full_of_pins(&state, 100);
    let before = fs::read(&file).unwrap();
    let home = state.path().to_str().unwrap();
    let session = Session::icatlas_with(&[], &[("XDG_STATE_HOME", home)], 120, 40);
    session.wait_for_text("1 Members");
    for closing in ["\r", "\x1b"] {
        session.send(&format!("/police looked for{closing}"));
        session.wait_for_text("The query is not saved: the file of pins would exceed 16 MiB");
        assert_eq!(fs::read(&file).unwrap(), before);
        session.send("/\x1b[1;3A");
        session.wait_for_text("police looked for");
        // The text of the record may have taken the window.
        session.send("\x15\x1b");
        session.wait_for("no search", |screen| !screen.contents().contains("Search"));
        session.send("\x1b");
        session.wait_for_text("1 Members");
    }
}
