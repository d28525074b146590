//! What the title line, or the edge that stands for it, says of edition, day and filter.

use icatlas::app::Model;
use icatlas::atlas::{Data, Filter};
use icatlas::built_in;

use super::common::frames::press;
use super::common::screens::frame;
use super::date;

/// Screens, and the keys that lead to each from the dashboard.
const EVERYWHERE: [(&str, &str); 18] = [
    ("members", "1 G"),
    ("matrix", "2 l"),
    ("clauses", "3 j"),
    ("overview", "4 G"),
    ("detail", "2 Enter"),
    ("matrix enlarged", "2 z"),
    ("overview enlarged", "4 z G"),
    ("detail enlarged", "1 Enter z"),
    ("trail", "1 ] ] Enter ] ] Enter ]"),
    ("crosswalk", "2 x l"),
    ("search", "/"),
    ("filters", "/ Ctrl-t"),
    ("what can be typed", "/ F1"),
    ("no pins", "'"),
    ("pins", "2 m j m '"),
    ("note", "2 m ' a"),
    ("palette", ":"),
    ("help", "?"),
];

#[test]
fn every_screen_says_edition_day_and_filter() {
    let day = date("2010-10-20");
    for (width, height) in [(120, 40), (110, 32), (100, 30), (80, 24), (70, 18), (60, 20), (40, 12)] {
        for (sources_only, as_of) in [(false, None), (true, None), (false, Some(day)), (true, Some(day))] {
            for (here, keys) in EVERYWHERE {
                let data = Data::from(built_in::atlas()).filtered(Filter { sources_only, as_of });
                let mut model = Model::new(data, width, height);
                press(&mut model, keys);
                // Without the notice of what was done last.
                press(&mut model, "Ctrl-l");
                let frame = frame(&model);
                // The title line or, where there is none, the lower edge of the first pane.
                let title = frame.lines().next().unwrap();
                let line = if title.starts_with(['┏', '┌']) {
                    frame.lines().skip(1).find(|line| line.starts_with(['┗', '└'])).unwrap()
                } else {
                    title
                };
                let says = |words: &[&str]| words.iter().any(|words| line.contains(words));
                let scene = format!("{here} at {width}x{height}, {sources_only} {as_of:?}: {line}\n{frame}");
                let days = match (as_of, sources_only) {
                    // With both filters in the narrowest windows in the fewest letters.
                    (Some(_), true) if width < 60 => &[
                        "sources only · 2026, as of 20 Oct 2010",
                        "sources · 2026, as of 20 Oct 2010",
                        "sources · 2026, 20 Oct 2010",
                    ][..],
                    (Some(_), _) => &["2026, as of 20 October 2010", "2026, as of 20 Oct 2010"],
                    (None, true) if width < 60 => &["2026 (25 Nov 2026)", "2026 (25 Nov)"],
                    (None, _) => &["2026, as known on 25 November 2026", "2026 (25 Nov 2026)"],
                };
                assert!(says(days), "{scene}");
                // Whatever yields, a screen without borders has a title.
                assert!(width >= 70 || title.split("  ").next().is_some_and(|title| title.trim().len() > 3), "{scene}");
                assert!(!line.contains("2010…") && !line.contains("2026…"), "{scene}");
                assert_eq!(says(&["sources only", "sources ·"]), sources_only, "{scene}");
            }
        }
    }
}

#[test]
fn the_name_of_a_pane_is_whole_beside_both_filters_in_the_smallest_window() {
    for (key, name) in [
        ("1", "Members"),
        ("2", "Prevention"),
        ("2 l", "Protection"),
        ("2 l l l", "Partnership"),
        ("3", "Global Plan"),
        ("4", "Overview"),
        ("x", "Crosswalk"),
    ] {
        let filter = Filter { sources_only: true, as_of: Some(date("2010-10-20")) };
        let mut model = Model::new(Data::from(built_in::atlas()).filtered(filter), 40, 12);
        press(&mut model, key);
        let title = frame(&model).lines().next().unwrap().to_owned();
        assert!(title.starts_with(&format!(" {name} ")), "{title}");
        assert!(title.ends_with("sources · 2026, 20 Oct 2010"), "{title}");
        let filter = Filter { sources_only: true, as_of: Some(date("2010")) };
        let mut model = Model::new(Data::from(built_in::atlas()).filtered(filter), 40, 12);
        press(&mut model, key);
        let title = frame(&model).lines().next().unwrap().to_owned();
        assert!(title.ends_with("2026, as of 2010"), "what has room is said: {title}");
        for (sources_only, expected) in [(false, "2010-deck, 20 Oct 2010"), (true, "sources · 2010-deck, 20 Oct")] {
            let filter = Filter { sources_only, as_of: Some(date("2010-10-20")) };
            let mut deck = Model::new(Data::from(built_in::edition("2010-deck").unwrap()).filtered(filter), 40, 12);
            press(&mut deck, key);
            let title = frame(&deck).lines().next().unwrap().to_owned();
            let expected = [expected.to_owned(), expected.replace(", ", ", as of ")];
            assert!(title.starts_with(&format!(" {name} ")), "{title}");
            assert!(expected.iter().any(|expected| title.contains(expected)), "{title}");
        }
        let mut deck = Model::new(built_in::edition("2010-deck").unwrap(), 40, 12);
        press(&mut deck, &format!("{key} e"));
        let title = frame(&deck).lines().next().unwrap().to_owned();
        assert!(title.starts_with(&format!(" {name} ")) && title.ends_with("2010-deck (20 Oct)"), "{title}");
    }
}

#[test]
fn the_members_take_no_room_from_the_numbers_of_the_gaps_at_120_columns() {
    for sources_only in [false, true] {
        for as_of in ["2010-10-20", "2012", "2016", "2026-11-25"] {
            let filter = Filter { sources_only, as_of: Some(date(as_of)) };
            let model = Model::new(Data::from(built_in::atlas()).filtered(filter), 120, 40);
            let frame = frame(&model);
            assert!(frame.contains("│▸1") || frame.contains("│ 1"), "{sources_only} {as_of}:\n{frame}");
            assert!(frame.contains("World Bank"), "the members are columns:\n{frame}");
        }
    }
}

#[test]
fn the_names_of_the_members_begin_in_one_column() {
    for (width, height) in [(80, 24), (40, 12)] {
        let data =
            Data::from(built_in::atlas()).filtered(Filter { sources_only: true, as_of: Some(date("2010-10-20")) });
        let mut model = Model::new(data, width, height);
        press(&mut model, "1 j j j j");
        let frame = frame(&model);
        let column = |name: &str| {
            let line = frame.lines().find(|line| line.contains(name)).unwrap();
            line[..line.find(name).unwrap()].chars().count()
        };
        let first = column("International Labour");
        assert_eq!(column("International Criminal"), first, "{frame}");
        assert_eq!(column("Police Organization"), if width > 60 { first + 23 } else { first }, "{frame}");
    }
}

#[test]
fn small_windows_say_edition_and_day_as_far_as_there_is_room() {
    let at = |keys: &str, width, height| {
        let mut model = Model::new(built_in::edition("2026").unwrap(), width, height);
        press(&mut model, keys);
        frame(&model)
    };
    for (size, expected) in [
        (
            (40, 12),
            [
                ("1", " Members  2026 (25 Nov 2026) · 1/23"),
                ("2", " Prevention  2026 (25 Nov 2026) · gap 1"),
                ("x", " Crosswalk †  2026 (25 Nov 2026)"),
                ("2 Enter", " Gap 1 Prevention  2026 (25 Nov 2026)"),
                ("1 ( (", " Members  2026, as of 13 Dec 2024 · 1/23"),
                ("2 Enter ( (", " Gap 1 Preventi… 2026, as of 13 Dec 2024"),
                ("1 e", " Members  sources only, 2026 (25 Nov)"),
                ("' e", " Pins  sources only · 2026 (25 Nov 2026)"),
                ("2 Enter e", " Gap 1 Prev… sources only, 2026 (25 Nov)"),
                ("1 e ( (", " Members  sources · 2026, 13 Dec 2024"),
            ],
        ),
        (
            (60, 20),
            [
                ("1", " Members  2026, as known on 25 November 2026 · 1/23"),
                ("2", " Prevention  2026 (25 Nov 2026) · gap 1 · 1/29"),
                ("x", " Crosswalk · our judgement  2026 (25 Nov 2026) · 1-12 of 48"),
                ("2 Enter", " Gap 1 under Prevention  2026, as known on 25 November 2026"),
                ("1 ] ] ] Enter", " UNODC › Event, September 2006  2026 (25 Nov 2026) · 1-18/39"),
                ("1 ] ] ] Enter x", " UNODC › Crosswalk · our judgement  2026 (25 Nov 2026)"),
                ("1 ] ] ] Enter ] ] Enter ]", " Tokyo meeting › UNODC, member of ICAT  2026 (25 Nov 2026)"),
                ("1 ] ] ] Enter /", " UNODC › Search  2026 (25 Nov 2026) · 256 of 256"),
                ("1 ] ] ] Enter 2", " UNODC › Prevention  2026 (25 Nov 2026) · gap 1 · 1/29"),
                ("1 ] ] ] Enter e ( (", " UNODC › Event  sources only · 2026, as of 13 December 2024"),
            ],
        ),
    ] {
        // As many blanks as there is room for stand between the ends.
        let title = |keys| at(keys, size.0, size.1).lines().next().unwrap().trim_end().to_owned();
        let with_two_blanks = |title: String| {
            let ends = title.split_once("  ").map(|(left, right)| format!("{left}  {}", right.trim_start()));
            ends.unwrap_or(title)
        };
        let titles = expected.map(|(keys, _)| (keys, with_two_blanks(title(keys))));
        assert_eq!(titles, expected.map(|(keys, title)| (keys, title.to_owned())), "{size:?}");
    }
    // A count that does not fit is written in short before it is left out.
    let mut deck = Model::new(built_in::edition("2010-deck").unwrap(), 40, 12);
    press(&mut deck, "/");
    assert!(frame(&deck).starts_with(" Search  2010-deck (20 Oct 2010) · 75/75\n"), "{}", frame(&deck));
    let edge = |keys: &str| at(keys, 80, 24).lines().find(|line| line.starts_with('┗')).unwrap().to_owned();
    assert!(edge("x").ends_with("━ 2026, as known on 25 November 2026 · 1-13 of 47 ┛"), "{}", edge("x"));
    assert!(edge("x ( (").contains("━ 2026, as of 13 December 2024 · 1-"), "{}", edge("x ( ("));
    assert!(edge("1 Enter z").starts_with("┗ verbatim, ICAT deck ━"), "what is there stays: {}", edge("1 Enter z"));
    assert!(!at("x", 120, 40).lines().skip(1).any(|line| line.contains("2026, as known")), "the title says it there");
}
