//! Whole frames over the frozen data, text and looks, at the three sizes of the design. Kept in `snapshots/`; look at a
//! picture before you accept it.

mod common;

use common::frames::{COLORED, draw, model, picture, press, text, type_in};
use icatlas::ui::Theme;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Compares the frames after these keys at the three sizes with the kept ones.
fn kept(name: &str, keys: &str, typed: &str) {
    for (width, height) in SIZES {
        let mut model = model(width, height);
        press(&mut model, keys);
        type_in(&mut model, typed);
        keep(&format!("{name}-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
}

fn keep(name: &str, frame: &str) {
    common::frames_in("../snapshots").bind(|| insta::assert_snapshot!(name, frame));
}

#[test]
fn the_members() {
    kept("members", "j j", "");
}

#[test]
fn the_matrix() {
    kept("matrix", "2 l G", "");
}

#[test]
fn the_global_plan() {
    kept("plan", "3 j", "");
}

#[test]
fn the_overview() {
    kept("overview", "4 j j j", "");
    kept("overview-sources-only", "e 4 j j j", "");
}

#[test]
fn the_timeline_and_the_other_records_of_the_overview() {
    kept("overview-time", "4 G k k k k k k k k k k k k k k k k k k k k k k k k k k k k k", "");
}

#[test]
fn the_crosswalk_shows_what_answers_a_gap() {
    for (width, height) in SIZES {
        let mut model = model(width, height);
        // Eight keys from the start.
        press(&mut model, "/");
        type_in(&mut model, "impun");
        press(&mut model, "Enter x");
        keep(&format!("crosswalk-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
        press(&mut model, "l j j l");
        keep(&format!("crosswalk-clause-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
        press(&mut model, "e");
        keep(&format!("crosswalk-sources-only-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
}

#[test]
fn the_pins() {
    kept("pins-empty", "'", "");
    for (width, height) in SIZES {
        let mut model = model(width, height);
        press(&mut model, "2 m j m 1 m ' j a");
        type_in(&mut model, "ask in the call");
        keep(&format!("pins-note-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
        press(&mut model, "Enter k");
        keep(&format!("pins-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
        press(&mut model, "e");
        keep(&format!("pins-sources-only-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
}

#[test]
fn the_palette() {
    kept("palette", ":", "");
    kept("palette-action", ":", "copy");
    kept("palette-record", ":", "rec/prot");
    kept("palette-sources-only", "e :", "document/cr");
}

#[test]
fn the_trail_of_the_last_visits() {
    kept("trail", "1 ] ] Enter ] ] Enter", "");
}

#[test]
fn a_text_shown_plain() {
    kept("plain", "2 Y v", "");
}

#[test]
fn a_detail_with_a_selected_link() {
    kept("detail", "1 G k k Enter ] ] ] ]", "");
}

#[test]
fn a_long_detail_scrolled() {
    kept("detail-scrolled", "4 j j j Enter Ctrl-d", "");
}

#[test]
fn an_enlarged_pane() {
    kept("enlarged", "2 l l z", "");
}

#[test]
fn the_search() {
    kept("search", "/", "traffick women");
}

#[test]
fn the_search_for_a_name_in_another_language() {
    kept("search-acnur", "/", "acnur");
}

#[test]
fn the_search_that_finds_nothing() {
    kept("search-nothing", "/", "xyzzy");
}

#[test]
fn the_search_that_tolerates_a_typing_error() {
    kept("search-typo", "/", "impuntiy");
}

#[test]
fn the_search_while_filters_are_chosen() {
    for (width, height) in SIZES {
        let mut model = model(width, height);
        press(&mut model, "/");
        type_in(&mut model, "resources");
        press(&mut model, "Ctrl-t g 3");
        keep(&format!("search-filters-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
}

#[test]
fn the_help_over_the_search() {
    kept("search-help", "/ F1", "");
}

#[test]
fn the_search_once_something_was_looked_up() {
    for (width, height) in SIZES {
        let mut model = model(width, height);
        for word in ["extradition", "acnur"] {
            press(&mut model, "/");
            type_in(&mut model, word);
            press(&mut model, "Enter");
        }
        press(&mut model, "Esc /");
        keep(&format!("search-recent-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
}

#[test]
fn the_empty_search() {
    kept("search-empty", "/ Down", "");
}

#[test]
fn the_help() {
    kept("help", "?", "");
}

#[test]
fn a_window_that_is_too_small() {
    for (width, height) in [(39, 12), (40, 11), (30, 3), (12, 1), (3, 1)] {
        keep(&format!("notice-{width}x{height}"), &picture(&draw(&model(width, height), COLORED, width, height)));
    }
}

#[test]
fn every_frame_is_ascii_in_an_ascii_terminal() {
    let theme = Theme { color: true, ascii: true };
    for (width, height) in SIZES {
        for (keys, typed) in [
            ("", ""),
            ("2 l", ""),
            ("1 G k k Enter", ""),
            ("/", "refug"),
            ("/", "traffick women zyxwv"),
            ("/ Down", "technology"),
            ("/ Ctrl-t g", ""),
            ("/ F1", ""),
            ("?", ""),
            ("4", ""),
            ("4 G", ""),
            ("4 G k k k k k k k k k k k k k k k k k k k k k k k k k k k k k", ""),
            ("x l", ""),
            ("2 m '", ""),
            (":", "copy"),
            ("2 Y v", ""),
        ] {
            let mut model = model(width, height).in_ascii();
            press(&mut model, keys);
            type_in(&mut model, typed);
            let frame = draw(&model, theme, width, height);
            assert!(text(&frame).is_ascii(), "{}", text(&frame));
        }
        let mut model = model(width, height).in_ascii();
        press(&mut model, "2 l");
        keep(&format!("ascii-{width}x{height}"), &picture(&draw(&model, theme, width, height)));
    }
}

#[test]
fn no_text_is_lost_without_colour() {
    let plain = Theme { color: false, ascii: false };
    for (width, height) in SIZES {
        for (keys, typed) in [
            ("2 l", ""),
            ("1 G k k Enter ]", ""),
            ("/", "impun"),
            ("?", ""),
            ("x l", ""),
            ("4 j", ""),
            (":", "copy"),
            ("2 m '", ""),
        ] {
            let mut model = model(width, height);
            press(&mut model, keys);
            type_in(&mut model, typed);
            let frame = draw(&model, plain, width, height);
            assert_eq!(text(&frame), text(&draw(&model, COLORED, width, height)));
            let colored = |cell: &ratatui::buffer::Cell| cell.fg != ratatui::style::Color::Reset;
            assert!(!frame.content.iter().any(colored));
        }
    }
}
