//! What is seen at a glance: the selection, the matches, the signs, and what a first start explains.

mod common;

use common::frames::{COLORED, built_in_model, deck_model, draw, press, text, type_in};
use icatlas::app::Model;
use icatlas::atlas::{Data, Filter};
use icatlas::built_in;
use icatlas::storage::saved::{Change, SavedState};
use icatlas::ui::{Frame, Theme, view};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const SIZES: [(u16, u16); 4] = [(160, 50), (120, 40), (80, 24), (40, 12)];

/// The parts of a row of cells that have a modifier, as text.
fn runs(buffer: &Buffer, modifier: Modifier) -> Vec<String> {
    let mut runs = Vec::new();
    for row in buffer.content.chunks(buffer.area.width.into()) {
        for run in row.chunk_by(|a, b| a.modifier.contains(modifier) == b.modifier.contains(modifier)) {
            if run[0].modifier.contains(modifier) {
                runs.push(run.iter().map(Cell::symbol).collect());
            }
        }
    }
    runs
}

/// Frames of all screens.
fn each_screen(check: impl Fn(&Model, &Buffer, &str)) {
    let screens = ["1", "2 l", "2 l Enter", "3", "4", "4 Enter", "x g l", "m '", "?", "2 z", "/ w o m e n", ": c"];
    for (width, height) in SIZES {
        for keys in screens {
            let mut model = built_in_model(width, height);
            press(&mut model, keys);
            check(&model, &draw(&model, COLORED, width, height), &format!("{keys} at {width}x{height}"));
        }
    }
}

#[test]
fn the_selected_row_is_reversed_over_its_full_width_and_begins_with_its_sign() {
    for (width, height) in SIZES {
        let mut model = built_in_model(width, height);
        press(&mut model, "3 j");
        let reversed = runs(&draw(&model, COLORED, width, height), Modifier::REVERSED);
        assert!(reversed[0].starts_with("▸2 S"), "{reversed:?}");
        let pane = reversed[0].chars().count();
        assert!(reversed.iter().all(|run| run.chars().count() == pane), "{reversed:?}");
        let inside = match width {
            40 => 40,
            80 => 78,
            _ => 22,
        };
        assert_eq!(pane, inside);
    }
}

#[test]
fn a_selected_link_and_a_row_of_a_tally_s_list_are_reversed_over_the_full_width_too() {
    for (keys, beginning) in [("2 l Enter ]", "▸  Prosecution 1"), ("4 Enter", "▸Gap 1  “Need")] {
        let mut model = built_in_model(80, 24);
        press(&mut model, keys);
        let reversed = runs(&draw(&model, COLORED, 80, 24), Modifier::REVERSED);
        assert!(reversed[0].starts_with(beginning), "{reversed:?}");
        assert!(reversed.iter().all(|run| run.chars().count() == 78), "{reversed:?}");
    }
}

#[test]
fn the_filter_is_named_on_every_screen_while_it_is_on() {
    for (width, height) in SIZES {
        for keys in ["1", "2 Enter", "x", "m '", "/", ":", "?"] {
            let mut model = built_in_model(width, height);
            press(&mut model, "e");
            press(&mut model, keys);
            let frame = text(&draw(&model, COLORED, width, height));
            let above_the_footer = frame.lines().take(usize::from(height) - 1).collect::<String>();
            assert!(above_the_footer.contains("sources only"), "{keys} at {width}x{height}:\n{frame}");
        }
    }
}

#[test]
fn the_help_explains_no_sign_of_a_judgement_with_the_sources_only() {
    let help = |keys: &str| {
        let mut model = built_in_model(160, 60);
        press(&mut model, keys);
        text(&draw(&model, COLORED, 160, 60))
    };
    let (all, sources) = (help("?"), help("e ?"));
    for judged in ["our judgement", "answered, in part, not", "an unanswered gap"] {
        assert!(!sources.contains(judged), "{judged}:\n{sources}");
    }
    assert!(all.contains("our judgement") && sources.contains("the source’s own words"), "{sources}");
}

#[test]
fn nothing_in_the_selected_row_is_dim_or_coloured() {
    each_screen(|_, buffer, which| {
        for cell in buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)) {
            assert!(!cell.modifier.contains(Modifier::DIM) && cell.fg == Color::Reset, "{which}");
        }
    });
}

#[test]
fn the_cursor_of_the_terminal_is_on_the_selected_row() {
    for (width, height) in SIZES {
        for keys in ["1 j", "2 l j", "3 j", "4 j", "x g l j", "m j m '"] {
            let mut model = built_in_model(width, height);
            press(&mut model, keys);
            let mut frame = Frame::new(width, height);
            view(&model, COLORED, &mut frame);
            let cursor = frame.cursor().unwrap_or_else(|| panic!("{keys} at {width}x{height}: no cursor"));
            let cell = &frame.buffer()[cursor];
            assert!(cell.symbol() == "▸" && cell.modifier.contains(Modifier::REVERSED), "{keys} at {width}x{height}");
        }
        let mut model = built_in_model(width, height);
        press(&mut model, "/");
        type_in(&mut model, "imp");
        let mut frame = Frame::new(width, height);
        view(&model, COLORED, &mut frame);
        let cursor = frame.cursor().unwrap();
        assert_eq!(frame.buffer()[(cursor.x - 1, cursor.y)].symbol(), "p", "behind the last letter");
    }
}

#[test]
fn matches_are_bold_and_underlined_and_have_no_colour() {
    let mut model = built_in_model(120, 40);
    press(&mut model, "/");
    type_in(&mut model, "impunity");
    let buffer = draw(&model, COLORED, 120, 40);
    let marked: Vec<&Cell> =
        buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED)).collect();
    assert!(!marked.is_empty());
    assert!(marked.iter().all(|cell| cell.modifier.contains(Modifier::BOLD) && cell.fg == Color::Reset));
    assert!(runs(&buffer, Modifier::UNDERLINED).contains(&"impunity".to_owned()));
}

#[test]
fn only_ids_and_borders_are_dim() {
    let is_border = |text: &str| text.chars().all(|sign| "┌┐└┘─│ ".contains(sign));
    let is_id = |text: &str| {
        let word = text.trim_matches(|sign| "┌┐└┘─│ ".contains(sign));
        word.contains('/') && !word.contains(' ')
    };
    each_screen(|_, buffer, which| {
        for run in runs(buffer, Modifier::DIM) {
            assert!(is_border(&run) || is_id(&run), "{which}: {run:?} is dim");
        }
    });
}

#[test]
fn the_only_colours_are_those_that_can_be_read_on_every_background() {
    each_screen(|_, buffer, which| {
        for cell in &buffer.content {
            let allowed = [Color::Reset, Color::Magenta, Color::LightRed];
            assert!(allowed.contains(&cell.fg) && cell.bg == Color::Reset, "{which}: {:?}", cell.fg);
        }
    });
}

#[test]
fn an_unanswered_gap_has_a_sign_of_its_own_in_ascii_too() {
    for (ascii, sign) in [(false, "○"), (true, "o")] {
        let model = deck_model(120, 40);
        let buffer = draw(&model, Theme { color: true, ascii }, 120, 40);
        assert!(text(&buffer).contains(&format!("1{sign}Holistic approach")), "{}", text(&buffer));
        let bold = runs(&buffer, Modifier::BOLD);
        assert!(bold.contains(&sign.to_owned()), "{bold:?}");
    }
}

#[test]
fn protection_in_full_words_takes_three_keys() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut model = built_in_model(width, height);
        press(&mut model, "2 l z");
        let frame: String = text(&draw(&model, COLORED, width, height)).split_whitespace().collect();
        // Words of a column are between those of others; the last words of each gap and recommendation are whole.
        for words in ["inadequate", "counselling,", "administrative", "backgrounds", "obligatory"] {
            assert!(frame.contains(words), "{words} at {width}x{height}");
        }
        assert!(frame.contains("cooperation") && !frame.contains('…'));
    }
}

#[test]
fn a_first_start_explains_two_keys_and_the_signs_until_the_first_key() {
    let hints = [
        (
            120,
            "/ and a few letters find anything   ? shows the keys   † is our judgement   ○ no recommendation answers it",
        ),
        (80, "/ and letters find it  ? the keys  † our judgement  ○ no recommendation answers"),
        (40, "/letters find it  ? keys  ○ unanswered"),
    ];
    for ((width, height), (_, hint)) in [(120, 40), (80, 24), (40, 12)].into_iter().zip(hints) {
        let footer = |model: &Model| text(&draw(model, COLORED, width, height)).lines().last().unwrap().to_owned();
        let mut model = deck_model(width, height).with_saved(SavedState::default());
        assert_eq!(footer(&model), format!(" {hint}"));
        press(&mut model, "j");
        assert!(!footer(&model).contains(hint));
        assert!(model.shared().saved().started, "kept at once");
        let again = deck_model(width, height).with_saved(model.shared().saved().clone());
        assert!(!footer(&again).contains(hint), "gone for good");
    }
}

#[test]
fn a_first_start_of_an_edition_with_strengths_explains_their_signs() {
    for (width, height, hint) in [
        (
            120,
            40,
            " / and a few letters find anything   ? shows the keys   † is our judgement   ● ◐ ○ answered in full, in part, not at all",
        ),
        (80, 24, " / and letters find it  ? keys  † our judgement  ● ◐ ○ answered, in part, not"),
        (40, 12, " / find  ? keys  ● full ◐ in part ○ not"),
    ] {
        let model = built_in_model(width, height).with_saved(SavedState::default());
        assert_eq!(text(&draw(&model, COLORED, width, height)).lines().last(), Some(hint));
    }
}

#[test]
fn a_first_start_with_the_sources_only_explains_no_sign_of_a_judgement() {
    for (width, height, hint) in [
        (120, 40, " / and a few letters find anything   ? shows the keys"),
        (80, 24, " / and a few letters find anything   ? shows the keys"),
        (40, 12, " / find  ? keys"),
    ] {
        let data = Data::from(built_in::atlas()).filtered(Filter { sources_only: true, ..Filter::default() });
        let model = Model::new(data, width, height).with_saved(SavedState::default());
        assert_eq!(text(&draw(&model, COLORED, width, height)).lines().last(), Some(hint));
    }
}

#[test]
fn who_has_pins_needs_no_explanation() {
    let mut saved = SavedState::default();
    saved.make(&Change::Query(icatlas::atlas::Text::try_from("women".to_owned()).unwrap()));
    let model = built_in_model(120, 40).with_saved(saved);
    assert!(!model.is_first_start());
}
