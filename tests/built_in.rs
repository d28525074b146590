//! The screens of the design over the built-in data, one frame for each drawing at its size, and for each picture of `docs/`; and a check that the built-in data
//! has no problem. A change of `data/` may change these frames, in `snapshots/built-in/`, and no
//! others; look at a picture before you accept one. Those named `deck` are of the deck's edition.

mod common;
#[path = "common/picture.rs"]
mod picture;
#[path = "common/pictures.rs"]
mod pictures;

use std::sync::Arc;

use common::frames;
use common::{built_in_icatlas, stderr, stdout};
use frames::{COLORED, built_in_model, deck_model, draw, picture, press, text, type_in};
use icatlas::app::Model;
use icatlas::atlas::{Data, Date, Filter};
use icatlas::built_in;
use icatlas::storage::saved::SavedState;
use icatlas::ui::Theme;

/// Compares the frame after these steps with the kept one.
fn kept(name: &str, (width, height): (u16, u16), lead: impl FnOnce(&mut Model)) {
    let mut model = built_in_model(width, height);
    lead(&mut model);
    keep(&format!("{name}-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
}

fn keep(name: &str, frame: &str) {
    common::frames_in("../snapshots/built-in").bind(|| insta::assert_snapshot!(name, frame));
}

/// Goes to a record, by its id in the palette.
fn go_to(model: &mut Model, id: &str) {
    press(model, ":");
    type_in(model, id);
    press(model, "Enter");
}

#[test]
fn the_built_in_data_has_no_problem_and_no_warning() {
    let output = built_in_icatlas(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).ends_with("records, no problems\n"), "{}", stdout(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn the_pictures_of_the_documents() {
    for shown in &pictures::ALL {
        let (width, height) = shown.size;
        keep(&format!("{}-{width}x{height}", shown.kept), &picture(&shown.frame()));
    }
}

#[test]
fn the_dashboard() {
    kept("dashboard", (120, 40), |model| press(model, "2 l l"));
    kept("dashboard", (160, 50), |model| press(model, "2 l l l j j j"));
    kept("dashboard", (200, 60), |model| press(model, "3"));
}

#[test]
fn one_pane_with_the_detail_below() {
    kept("members", (80, 24), |model| press(model, "1 G k"));
    kept("overview", (80, 24), |model| press(model, "4"));
}

#[test]
fn the_list_and_the_detail_over_it() {
    kept("list", (40, 12), |model| press(model, "2 l l"));
    kept("detail", (40, 12), |model| press(model, "2 l l Enter"));
}

#[test]
fn the_matrix_enlarged() {
    kept("matrix-enlarged", (80, 24), |model| press(model, "2 l j j z"));
}

#[test]
fn the_crosswalk() {
    kept("crosswalk", (80, 24), |model| {
        press(model, "/");
        type_in(model, "impun");
        press(model, "Enter x l j j");
    });
}

#[test]
fn the_search() {
    let search = |typed: &'static str| {
        move |model: &mut Model| {
            press(model, "/");
            type_in(model, typed);
        }
    };
    kept("search", (80, 24), search("impunty bribes ombudsman"));
    kept("search", (40, 12), search("victims protecton compensation ombudsman"));
    for size in [(120, 40), (80, 24), (40, 12)] {
        kept("search-nothing", size, |model| {
            search("drones")(model);
            press(model, "Down");
        });
    }
    kept("search-nearest", (80, 24), search("'polise"));
}

#[test]
fn a_record_enlarged() {
    kept("record-enlarged", (80, 24), |model| press(model, "3 Enter z"));
}

#[test]
fn the_help() {
    kept("help", (80, 24), |model| press(model, "2 l l ?"));
}

#[test]
fn the_first_time_ever() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let model = built_in_model(width, height).with_saved(SavedState::default());
        keep(&format!("first-start-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
    let model = deck_model(120, 40).with_saved(SavedState::default());
    keep("deck-first-start-120x40", &picture(&draw(&model, COLORED, 120, 40)));
}

/// The dashboard as of a day.
fn as_of(day: &str, width: u16, height: u16) -> Model {
    let as_of = Some(Date::try_from(day).unwrap());
    Model::new(Data::new(Arc::new(built_in::atlas()), Filter { sources_only: false, as_of }), width, height)
}

/// Compares the frames after these keys with the kept ones.
fn kept_at(name: &str, sizes: &[(u16, u16)], keys: &str) {
    for size in sizes {
        kept(name, *size, |model| press(model, keys));
    }
}

#[test]
fn the_crosswalk_with_strengths_and_articles() {
    let sizes = [(120, 40), (110, 32), (80, 24), (40, 12)];
    kept_at("strengths-crosswalk", &sizes, "2 l x");
    kept_at("strengths-crosswalk", &[(160, 50)], "2 l x");
    kept_at("strengths-answer", &sizes, "2 l x l j j");
    kept_at("strengths-article", &sizes[..2], "2 l x l l j j");
}

#[test]
fn nothing_is_cut_in_the_crosswalk() {
    for (width, height) in [(70, 18), (80, 24), (100, 30), (110, 30), (120, 40), (150, 30), (160, 50)] {
        let mut model = built_in_model(width, height);
        press(&mut model, "2 g x");
        for column in ["h h", "l", "l"] {
            press(&mut model, column);
            press(&mut model, "g");
            for _ in 0..40 {
                let frame = text(&draw(&model, COLORED, width, height));
                assert!(frame.contains('▸') && !frame.contains('…'), "{width}x{height}\n{frame}");
                press(&mut model, "j");
            }
        }
    }
}

#[test]
fn gaps_in_three_states() {
    kept_at("strengths-dashboard", &[(120, 40)], "2 j j j");
    kept_at("strengths-matrix", &[(80, 24), (40, 12)], "2 j j j");
    kept_at("strengths-overview", &[(120, 40), (80, 24), (40, 12)], "4");
}

#[test]
fn the_former_members_in_ascii() {
    let mut model = built_in_model(80, 24).in_ascii();
    press(&mut model, "1 G");
    keep("members-2026-ascii-80x24", &picture(&draw(&model, Theme { color: true, ascii: true }, 80, 24)));
}

#[test]
fn the_crosswalk_in_ascii() {
    let mut model = built_in_model(120, 40).in_ascii();
    press(&mut model, "2 l x");
    keep("strengths-ascii-120x40", &picture(&draw(&model, Theme { color: true, ascii: true }, 120, 40)));
}

/// The sizes of the frames of the members.
const MEMBERS: [(u16, u16); 4] = [(120, 40), (110, 32), (80, 24), (40, 12)];

/// Compares the frames after these keys with the kept ones.
fn kept_as_of(name: &str, day: &str, keys: &str) {
    for (width, height) in MEMBERS {
        let mut model = as_of(day, width, height);
        press(&mut model, keys);
        keep(&format!("{name}-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
    }
}

#[test]
fn the_members_as_of_a_day() {
    kept_as_of("members-2010", "2010-10-20", "1");
    kept_as_of("members-2012", "2012", "e 1 G");
}

#[test]
fn the_members_on_the_day_of_the_edition() {
    kept_at("members-2026", &MEMBERS, "1");
    kept_at("members-2026-enlarged", &[(120, 40)], "1 z");
    kept_at("members-2026-former", &MEMBERS, "1 G");
    kept_at("members-2026-former", &[(160, 50)], "1 G");
    kept_at("former-member", &MEMBERS, "1 G Enter");
}

#[test]
fn the_time_line() {
    // From the last of the tallies to the first entries.
    kept_at("time-line", &MEMBERS, "4 j j j j j j j");
    kept_at("time-line-earlier", &MEMBERS, "4 j j j j j j j Enter j j j");
}

#[test]
fn the_edition_of_the_deck() {
    let kept = |name: &str, sizes: &[(u16, u16)], keys: &str| {
        for (width, height) in sizes.iter().copied() {
            let mut model = deck_model(width, height);
            press(&mut model, keys);
            keep(&format!("{name}-{width}x{height}"), &picture(&draw(&model, COLORED, width, height)));
        }
    };
    kept("deck-members", &MEMBERS, "1 G k");
    kept("deck-matrix", &MEMBERS, "2 l l");
    kept("deck-crosswalk", &[(120, 40), (80, 24)], "2 l l x l");
}

#[test]
fn every_screen_says_the_day_whole_wherever_one_came_from() {
    let says_day = |model: &Model, (width, height)| {
        let drawn = picture(&draw(model, COLORED, width, height));
        let says = ["as of 20 October 2010", "as of 20 Oct 2010"].iter().any(|day| drawn.contains(day));
        assert!(says, "{width}x{height}\n{drawn}");
    };
    for size in [(70, 18), (80, 24), (100, 30), (110, 32), (160, 50)] {
        for before in ["", "e"] {
            for keys in ["3 j", "3 Enter", "3 Enter Enter", "4 G", "/ v i c t i m", "x", "'", ":", "m '", "z"] {
                let mut model = as_of("2010-10-20", size.0, size.1);
                press(&mut model, before);
                press(&mut model, keys);
                says_day(&model, size);
                go_to(&mut model, "event/2006-09-tokyo");
                go_to(&mut model, "contact/unodc-ahtmsu");
                press(&mut model, keys);
                says_day(&model, size);
            }
        }
    }
}

#[test]
fn a_terminal_without_utf_8() {
    let mut model = built_in_model(80, 24).in_ascii();
    press(&mut model, "2 l l");
    keep("ascii-80x24", &picture(&draw(&model, Theme { color: true, ascii: true }, 80, 24)));
}
