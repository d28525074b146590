//! Selections after a change of the filter or the window, and paging that shows everything.

mod common;

use std::sync::Arc;

use common::frames::{COLORED, built_in_model, draw, frozen, model, press, resize, shows_chosen_link, text, type_in};
use icatlas::app::Model;
use icatlas::app::screens::Screen;
use icatlas::atlas::{Atlas, Kind};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

fn heading(model: &Model) -> String {
    model.dashboard().heading(model.shared()).into()
}

/// Selects an editorial record of the overview.
const TO_AN_EDITORIAL_RECORD: &str = "4 G k k";

fn id(model: &Model) -> Option<String> {
    model.dashboard().current(model.shared()).map(|record| record.id().to_string())
}

#[test]
fn a_link_that_returns_is_selected_and_visible() {
    for (width, height) in SIZES {
        let mut model = model(width, height);
        press(&mut model, "2 l l Enter [");
        let link = model.dashboard().link(model.shared());
        assert!(link.is_some());
        press(&mut model, "e e");
        assert_eq!(model.dashboard().link(model.shared()), link);
        assert!(shows_chosen_link(&model), "{width}x{height}");
    }
}

#[test]
fn back_goes_to_the_visited_record_and_not_to_its_substitute() {
    let mut model = model(80, 24);
    press(&mut model, TO_AN_EDITORIAL_RECORD);
    press(&mut model, "Enter e :");
    type_in(&mut model, "gap/protection/2");
    press(&mut model, "Enter e Backspace");
    assert_eq!(id(&model).as_deref(), Some("instrument/example-undated"));
}

#[test]
fn no_record_replaces_a_hidden_one_and_reading_goes_on_when_it_returns() {
    let mut model = model(80, 24);
    press(&mut model, "1 j j j Enter G");
    let read = model.dashboard().reading().cloned();
    press(&mut model, "e e");
    assert_eq!(model.dashboard().reading().cloned(), read, "how far it was read");
    for (width, height) in SIZES {
        let mut model = self::model(width, height);
        press(&mut model, TO_AN_EDITORIAL_RECORD);
        press(&mut model, "Enter e");
        assert_eq!(model.dashboard().reading(), None);
        press(&mut model, "e");
        assert_eq!(id(&model).as_deref(), Some("instrument/example-undated"));
        assert!(model.dashboard().reading().is_some());
        press(&mut model, "e Enter");
        let other = heading(&model);
        press(&mut model, "e");
        assert_eq!(heading(&model), other, "what was opened meanwhile is read on");
    }
}

#[test]
fn an_entry_of_the_crosswalk_that_returns_is_selected_again() {
    let selected = |model: &Model| match model.screen() {
        Some(Screen::Crosswalk(crosswalk)) => crosswalk.chosen_id().cloned(),
        _ => panic!("the crosswalk is not open"),
    };
    for (hidden, is_back) in [("e e", true), ("e j e", false)] {
        let mut model = model(120, 40);
        press(&mut model, "x j j j j j l j j");
        let before = selected(&model);
        press(&mut model, hidden);
        assert_eq!(selected(&model) == before, is_back, "{hidden}");
    }
    let mut model = model(120, 40);
    press(&mut model, "x j j j j j l j j");
    let before = selected(&model);
    press(&mut model, "Enter e Backspace e");
    assert_eq!(selected(&model), before, "as the way back leads to it");
}

#[test]
fn back_works_from_an_empty_pane() {
    let folder = common::copy();
    for file in ["crosswalk.ron", "clauses.ron"] {
        std::fs::write(folder.path().join(file), "[]").unwrap();
    }
    let mut model = Model::new(Atlas::load(folder.path()).unwrap(), 80, 24);
    press(&mut model, "/");
    type_in(&mut model, "gap/protection/2");
    press(&mut model, "Enter 3 Backspace");
    assert_eq!(heading(&model), "UNODC, member of ICAT");
}

#[test]
fn paging_through_the_matrix_shows_every_entry() {
    let sizes = [(160, 50), (120, 40), (110, 30), (80, 24), (70, 18), (40, 24), (40, 12)];
    assert_paging_shows_all_cells(&Arc::new(frozen()), &sizes);
}

/// Asserts that paging through the matrix, from either end, shows each of its titles.
fn assert_paging_shows_all_cells(atlas: &Arc<Atlas>, sizes: &[(u16, u16)]) {
    for (width, height) in sizes.iter().copied() {
        for (start, motion) in [("g", "PgDn"), ("g", "Ctrl-d"), ("G", "PgUp"), ("G", "Ctrl-u")] {
            let mut model = Model::new(Arc::clone(atlas), width, height);
            press(&mut model, "2");
            press(&mut model, start);
            let mut seen = String::new();
            let presses = 60 + model.dashboard().contents().rows(icatlas::app::Pane::Matrix);
            for _ in 0..presses {
                seen += &text(&draw(&model, COLORED, width, height));
                press(&mut model, motion);
            }
            let data = model.shared().data();
            for record in data.of_kind(Kind::Gap).chain(data.of_kind(Kind::Recommendation)) {
                // Where they fit, the source's words.
                let names = [record.headline().unwrap_or(record.title().first()), record.title().first()];
                let beginning = |name: &str| -> String {
                    // A column of four pillars may have only the first word in the first line.
                    let first_word = name.split(' ').next().unwrap_or(name);
                    if width >= 110 { first_word.to_owned() } else { name.chars().take(12).collect() }
                };
                let is_seen = names.iter().any(|name| seen.contains(&beginning(name)));
                assert!(is_seen, "{motion} at {width}x{height}: {names:?}");
            }
        }
    }
}

#[test]
fn more_entries_than_are_measured_take_two_lines_each_and_none_hides_another() {
    let folder = common::copy();
    let gaps: String = (1..=150)
        .flat_map(|number| {
            ["prevention", "partnership"].map(|pillar| {
                format!(
                    "(id: \"gap/{pillar}/{number}\", text: Verbatim(\"g{number:03} of a pillar with a title that takes four \
                     lines or more in a column of the matrix\"), citations: [(document: \"document/icat-deck\", place: Whole)]),"
                )
            })
        })
        .collect();
    std::fs::write(folder.path().join("gaps.ron"), format!("[{gaps}]")).unwrap();
    for file in ["crosswalk.ron", "clauses.ron"] {
        std::fs::write(folder.path().join(file), "[]").unwrap();
    }
    let atlas = Arc::new(Atlas::load(folder.path()).unwrap_or_else(|error| panic!("{error}")));
    let mut model = Model::new(Arc::clone(&atlas), 120, 40);
    press(&mut model, "2");
    for number in 1..=150 {
        let frame = text(&draw(&model, COLORED, 120, 40));
        assert!(frame.contains(&format!("g{number:03} of a")), "{number}:\n{frame}");
        press(&mut model, "j");
    }
    press(&mut model, "g l");
    assert_eq!(id(&model).as_deref(), Some("rec/protection/1"), "the only entry there near the first line");
    assert_paging_shows_all_cells(&atlas, &[(120, 40), (80, 24)]);
}

#[test]
fn paging_through_long_pillars_shows_every_entry() {
    let folder = common::copy();
    let gap = |pillar: &str, number: usize| {
        let title = format!("{}-{number:02}", &pillar[..4]);
        format!(
            "(id: \"gap/{pillar}/{number}\", text: Verbatim(\"{title}\"), citations: [(document: \"document/icat-deck\", place: Whole)]),"
        )
    };
    let depths = [("prevention", 30), ("protection", 2), ("prosecution", 27), ("partnership", 1)];
    let gaps: String =
        depths.iter().flat_map(|(pillar, depth)| (1..=*depth).map(|number| gap(pillar, number))).collect();
    std::fs::write(folder.path().join("gaps.ron"), format!("[{gaps}]")).unwrap();
    for file in ["crosswalk.ron", "recommendations.ron", "clauses.ron"] {
        std::fs::write(folder.path().join(file), "[]").unwrap();
    }
    let atlas = Atlas::load(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    assert_paging_shows_all_cells(&Arc::new(atlas), &SIZES);
}

#[test]
fn the_help_returns_to_its_line_after_a_resize() {
    let mut model = model(40, 12);
    press(&mut model, "? G");
    let frame = text(&draw(&model, COLORED, 40, 12));
    resize(&mut model, 120, 40);
    resize(&mut model, 40, 12);
    assert_eq!(text(&draw(&model, COLORED, 40, 12)), frame);
}

/// Which lines of the focused list are visible, as its edge says.
fn visible_lines(model: &Model) -> (usize, usize) {
    let regions = model.content();
    let focused = regions.iter().filter_map(|region| region.titles.as_ref()).find(|titles| titles.focused).unwrap();
    let (lines, _) = focused.lower_right.rsplit(" · ").next().unwrap().split_once(" of ").unwrap();
    let (first, last) = lines.split_once('-').unwrap();
    (first.parse().unwrap(), last.parse().unwrap())
}

#[test]
fn a_list_stays_in_place_until_the_selection_would_leave_it() {
    for (pane, width, height) in [("4", 120, 40), ("4", 80, 24), ("1", 80, 24)] {
        let mut model = built_in_model(width, height);
        press(&mut model, pane);
        let (rows, lines) = (model.dashboard().contents().rows(model.dashboard().pane()), visible_lines(&model).1);
        for (key, back) in [("j", "k"), ("k", "j")] {
            let mut moved = 0;
            for _ in 1..rows {
                let before = visible_lines(&model);
                press(&mut model, key);
                let after = visible_lines(&model);
                moved += usize::from(after != before);
                assert!(text(&draw(&model, COLORED, width, height)).contains('▸'));
                press(&mut model, back);
                assert_eq!(visible_lines(&model), after, "{pane} at {width}x{height}: {back} after {key}");
                press(&mut model, key);
            }
            // Where it moves, the selection comes to the middle; rows may be of two lines, with a heading.
            assert!(moved > 0 && moved <= 4 * rows.div_ceil(lines), "{pane} at {width}x{height}: {moved} of {rows}");
        }
        // A page on there is nothing between what was visible and what is.
        for (key, end) in [("Space", "G"), ("Ctrl-b", "g")] {
            for _ in 0..rows {
                let before = visible_lines(&model);
                press(&mut model, key);
                let after = visible_lines(&model);
                let is_near = after.0 <= before.1 + 1 && before.0 <= after.1 + 1;
                assert!(is_near, "{pane} at {width}x{height}: {key} from {before:?} to {after:?}");
            }
            let there = visible_lines(&model);
            press(&mut model, end);
            assert_eq!(visible_lines(&model), there, "{key} ends where {end} leads");
        }
    }
}
