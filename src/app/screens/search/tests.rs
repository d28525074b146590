//! What the search shows, at several sizes.

use super::Results;
use crate::app::screens::{Screen, pane_and_detail};
use crate::app::{Action, Model, Motion, Take};
use crate::atlas::{Atlas, RecordId};
use crate::built_in;
use crate::present::content::Line;
use crate::present::naming;
use crate::present::wrap::WHOLE;

const SIZES: [(u16, u16); 8] = [(40, 12), (70, 18), (80, 24), (100, 30), (110, 30), (120, 40), (160, 50), (200, 60)];

/// A search with its results.
fn searched(words: &str, size: (u16, u16)) -> Model {
    searched_in(Atlas::frozen(), words, size)
}

fn searched_in(atlas: Atlas, words: &str, (width, height): (u16, u16)) -> Model {
    let mut model = Model::new(atlas, width, height).searching(words);
    take_results(&mut model);
    model
}

fn take_results(model: &mut Model) {
    while let Some(request) = model.wanted() {
        let found = model.shared().searcher().search(&request.query, request.most);
        model.take_results(Results { version: request.version, found });
    }
}

fn search(model: &Model) -> &super::Search {
    let Some(Screen::Search(search)) = model.screen() else { panic!("the search is closed") };
    search
}

/// The lines of the pane below the input.
fn lines(model: &Model) -> Vec<String> {
    let (pane, _) = pane_and_detail(model);
    let below = pane.blocks.iter().skip(1).flat_map(|block| pane.lines_of(block));
    below.map(|line| line.plain().trim_end().to_owned()).collect()
}

/// The words of some lines, separated by single blanks.
fn words<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    lines.into_iter().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_hit_is_its_kind_its_number_and_its_headline() {
    let model = searched("hindered", (120, 40));
    assert_eq!(lines(&model)[0], "▸Gap 2 Protection  Victims hindered from taking part");
    let model = searched("acnur", (120, 40));
    assert_eq!(
        lines(&model)[..2],
        ["▸Member            UNHCR · United Nations High", "                   Commissioner for Refugees"]
    );
}

#[test]
fn every_headline_can_be_read_whole_and_no_row_shows_an_id() {
    for size in SIZES {
        let mut model = searched_in(built_in::atlas(), "", size);
        for number in 0..search(&model).hits().len() {
            assert_eq!(search(&model).selected(), number);
            let (pane, _) = pane_and_detail(&model);
            let shown = words(pane.lines.iter().filter(|line| line.selected).map(Line::plain));
            let record = search(&model).chosen(model.shared().data()).unwrap();
            let name = record.headline().map_or_else(|| naming::in_list(record, WHOLE), str::to_owned);
            let expected = format!("▸{} {name}", naming::kind_and_number(record, WHOLE));
            // A line may end at a hyphen or a slash.
            let (shown, expected) = (shown.replace(' ', ""), expected.replace(' ', ""));
            // A former member says what it became, too.
            let is_whole =
                if record.former_since().is_some() { shown.starts_with(&expected) } else { shown == expected };
            assert!(is_whole, "{size:?}: {shown} is not {expected}");
            model.update(Action::Move(Motion::Next));
        }
    }
}

#[test]
fn the_selected_hit_is_reversed_and_the_cursor_stays_in_the_input() {
    for size in SIZES {
        let mut model = searched("police", size);
        model.update(Action::Move(Motion::Next));
        let (pane, _) = pane_and_detail(&model);
        let selected: Vec<&str> = pane.lines.iter().filter(|line| line.selected).map(Line::plain).collect();
        assert!(selected[0].starts_with('▸'), "{selected:?}");
        let input = pane.blocks[0].area;
        assert_eq!(pane.cursor, Some((input.x + 9, input.y).into()), "behind / police");
    }
}

#[test]
fn matches_are_marked_in_the_row() {
    let marked = |words: &str| -> Vec<String> {
        let (pane, _) = pane_and_detail(&searched(words, (120, 40)));
        let rows = pane.lines.iter().filter(|line| line.selected);
        rows.flat_map(Line::spans).filter(|span| span.marked).map(|span| span.text.to_owned()).collect()
    };
    assert_eq!(marked("unodc"), ["UNODC"], "in an acronym");
    assert_eq!(marked("impunity"), ["impunity"], "in a headline");
    assert_eq!(marked("partnership 3 legal"), ["3", "Partnership", "legal"], "in what it is");
}

#[test]
fn a_remark_is_wrapped_and_not_cut() {
    for size in SIZES {
        let model = searched("kind:zzz", size);
        let shown = lines(&model);
        let told = "“kind:zzz” finds nothing: kind is one of member, body, gap, recommendation, clause, function, \
                    article, event, publication, instrument, contact, document. Nothing found.";
        let offered = shown.iter().position(|line| line.starts_with(" ── What is here ─")).unwrap();
        assert_eq!(words(shown[..offered].iter().map(String::as_str)), told, "{size:?}");
    }
}

#[test]
fn every_remark_is_shown() {
    let model = searched("impuntiy refugess zyxwv", (120, 40));
    let told =
        "“impuntiy” is read as impunity. “refugess” is read as refugees. “zyxwv” is in no record and did not count.";
    assert!(words(lines(&model).iter().map(String::as_str)).starts_with(told), "{:?}", lines(&model));
}

#[test]
fn remarks_above_hits_take_four_lines_and_say_that_there_are_more() {
    let model = searched(
        "police zyxwva zyxwvb zyxwvc zyxwvd zyxwve zyxwvf zyxwvg zyxwvh zyxwvi zyxwvj zyxwvk zyxwvl zyxwvm",
        (40, 12),
    );
    let shown = lines(&model);
    assert!(shown[3].ends_with('…') && shown[4].starts_with(" ── With police ─"), "{shown:?}");
}

#[test]
fn a_heading_above_each_group_says_which_words_its_hits_have() {
    for size in SIZES {
        let model = searched("impunity extradition zyxwv", size);
        let shown = lines(&model);
        let headings = |heading: &str| shown.iter().position(|line| line.trim_end_matches('─') == heading);
        let first = headings(" ── With impunity, not extradition ");
        assert!(first.is_some(), "{shown:?}");
        assert!(shown[first.unwrap() + 1].starts_with("▸Gap 1 Prosecution"), "{shown:?}");
        let second = headings(" ── With extradition, not impunity ").unwrap();
        assert!(shown[second + 1].starts_with(" Rec 3 Partnership"), "{shown:?}");
    }
}

#[test]
fn hits_that_all_have_all_words_need_no_heading() {
    for typed in ["police", "root causes", "kind:gap"] {
        let shown = lines(&searched(typed, (120, 40)));
        assert!(!shown.concat().contains("──") && shown.len() > 1, "{shown:?}");
    }
}

#[test]
fn what_is_not_in_the_data_is_said_with_what_the_data_covers() {
    for size in SIZES {
        let said = |typed: &str| words(lines(&searched(typed, size)).iter().map(String::as_str));
        let told = "Nothing found: “technology” is in none of the 83 records of the edition of 20 October 2010. \
                    ── What is here ─";
        assert!(said("technology").starts_with(told), "{size:?}: {}", said("technology"));
        assert!(said("zyxwv wxyzx").starts_with("Nothing found: “zyxwv” and “wxyzx” are in none of the 83 records"));
    }
}

#[test]
fn words_that_occur_are_not_said_to_be_missing() {
    for (typed, told) in [
        ("police kind:publication", "Nothing found: no record with these words passes the filters: try fewer filters."),
        ("kind:gap id:rec/protection", "Nothing found: no record passes the filters: try fewer."),
        ("impunity !impunity", "Nothing found: every record with these words has an excluded one too."),
        (
            "in:id police",
            "Nothing found: “police” is in none of the texts searched in the 83 records of the edition of 20 October 2010.",
        ),
    ] {
        let shown = words(lines(&searched(typed, (120, 40))).iter().map(String::as_str));
        assert!(shown.starts_with(told), "{typed}: {shown}");
    }
}

#[test]
fn the_kinds_are_offered_with_their_numbers_and_show_their_records() {
    for size in SIZES {
        let mut model = searched("technology", size);
        model.update(Action::Move(Motion::Next));
        assert!(lines(&model).contains(&"▸13 gaps, 2 of them unanswered †".to_owned()), "{size:?}");
        let (_, detail) = pane_and_detail(&model);
        let Some(detail) = detail else { continue };
        let titles = detail.titles.as_ref().unwrap();
        assert_eq!((titles.left.as_str(), titles.right.as_str()), ("13 gaps", "kind:gap"));
        let shown = words(detail.lines.iter().map(Line::plain));
        let first = "Gap 1 Prevention ○ Holistic approach Gap 2 Prevention Vulnerabilities and root causes Gap 3";
        assert!(shown.starts_with(first), "{size:?}: {shown}");
    }
}

#[test]
fn what_is_offered_replaces_what_was_typed() {
    let mut model = searched("technology", (120, 40));
    model.update(Action::Move(Motion::Next));
    model.update(Action::Open);
    take_results(&mut model);
    assert_eq!((search(&model).typed(), search(&model).hits().len()), ("kind:gap", 13));
    assert_eq!(search(&model).selected(), 0);
    let mut model = searched("'polise", (120, 40));
    assert_eq!(lines(&model)[2].trim_end_matches('─'), " ── Perhaps ");
    assert!(lines(&model)[3].starts_with("▸police, in "));
    model.update(Action::Open);
    take_results(&mut model);
    assert_eq!(search(&model).typed(), "police");
    assert!(!search(&model).hits().is_empty());
}

#[test]
fn what_is_offered_can_be_neither_pinned_nor_copied() {
    let model = searched("technology", (120, 40));
    assert!(model.works(Action::Open) && model.works(Action::Move(Motion::Next)));
    for take in [Take::Words, Take::Pin] {
        assert!(!model.works(Action::Take(take)));
    }
}

#[test]
fn the_list_of_what_is_offered_can_be_scrolled() {
    let mut model = searched("technology", (80, 24));
    let first = |model: &Model| pane_and_detail(model).1.unwrap().lines.iter().next().unwrap().plain().to_owned();
    let before = first(&model);
    model.update(Action::Search(super::Action::ScrollDown));
    assert_ne!(first(&model), before);
}

#[test]
fn the_pane_is_as_high_as_its_hits_and_leaves_the_rest_to_the_text() {
    let heights = |words: &str, size| {
        let (pane, detail) = pane_and_detail(&searched(words, size));
        (pane.area.height, detail.map(|detail| detail.area.height))
    };
    assert_eq!(heights("impunity", (80, 24)), (4, Some(19)), "border, input and one hit");
    assert_eq!(heights("", (80, 24)), (13, Some(10)), "no more than ten lines of hits");
    assert_eq!(heights("", (100, 40)), (13, Some(26)));
    assert_eq!(heights("", (70, 18)), (10, Some(7)), "the text keeps seven lines");
    assert_eq!(heights("", (40, 12)), (10, None));
    assert_eq!(heights("impunity", (120, 40)), (38, Some(38)), "next to one another");
}

#[test]
fn the_empty_search_names_the_records_looked_up_last() {
    let mut model = searched("", (120, 40));
    assert_eq!(lines(&model)[0].trim_end_matches('─'), " ── All records ");
    model.update(Action::Close);
    for id in ["event/2006-09-tokyo", "gap/protection/3"] {
        let id = RecordId::try_from(id).unwrap();
        model.shared_mut().remember(&id);
    }
    let mut model = model.searching("");
    let shown = lines(&model);
    assert_eq!(shown[0].trim_end_matches('─'), " ── Recent records ");
    assert_eq!(shown[1], "▸Gap 3 Protection  Training state and civil society");
    assert_eq!(shown[2], " Event             Tokyo meeting");
    assert_eq!(shown[3].trim_end_matches('─'), " ── Other records ");
    assert!(shown[4].starts_with(" Member            UNODC · "));
    model.paste("tokyo");
    take_results(&mut model);
    assert!(!lines(&model).concat().contains("──"), "only with an empty input");
}

#[test]
fn paging_shows_every_hit() {
    for size in SIZES {
        let mut model = searched("", size);
        let all = search(&model).hits().len();
        let mut seen = std::collections::HashSet::new();
        loop {
            let shown = lines(&model);
            seen.extend(shown.into_iter().map(|line| line.trim_start_matches(['▸', ' ']).to_owned()));
            if search(&model).selected() + 1 == all {
                break;
            }
            model.update(Action::Move(Motion::PageDown));
        }
        // One row by one, the same lines and no others.
        let mut model = searched("", size);
        for _ in 0..all {
            for line in lines(&model) {
                assert!(seen.contains(line.trim_start_matches(['▸', ' '])), "{size:?}: {line}");
            }
            model.update(Action::Move(Motion::Next));
        }
    }
}
