//! Following links and going back, with and without editorial texts.

mod common;

use common::frames::{COLORED, draw, frozen, model, press, resize, text, type_in};
use icatlas::app::screens::Screen;
use icatlas::app::{Model, Pane};
use icatlas::atlas::{Basis, Data, Filter, RecordId, Text};
use icatlas::formats::Format;
use icatlas::storage::saved::{Change, SavedState};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

fn selected(model: &Model) -> String {
    match model.screen() {
        Some(Screen::Crosswalk(crosswalk)) => format!("crosswalk: {}", crosswalk.chosen_id().unwrap()),
        _ => model.dashboard().heading(model.shared()).into(),
    }
}

#[test]
fn eight_keys_from_the_start_show_the_answers_to_large_impunity() {
    for (width, height) in SIZES {
        let mut model = model(width, height);
        press(&mut model, "/");
        type_in(&mut model, "impun");
        press(&mut model, "Enter x");
        let frame = text(&draw(&model, COLORED, width, height));
        let from = frame.lines().position(|line| line.contains("▸1 Large impunity")).unwrap();
        let below = frame.lines().skip(from).collect::<Vec<_>>().join("\n");
        for answer in ["1 Meet international", "2 Resources for", "4 Protection during", "Partnership 3 More mutual"] {
            assert!(below.contains(answer), "{answer} at {width}x{height}:\n{frame}");
        }
    }
}

#[test]
fn back_reopens_the_crosswalk_as_it_was_left() {
    let mut model = model(120, 40);
    press(&mut model, "2 l l x l j j");
    assert_eq!(selected(&model), "crosswalk: rec/prosecution/4");
    press(&mut model, "Enter");
    assert_eq!(selected(&model), "Recommendation 4 under Prosecution");
    press(&mut model, "Backspace");
    assert_eq!(selected(&model), "crosswalk: rec/prosecution/4");
    press(&mut model, "Esc");
    assert_eq!(selected(&model), "Gap 1 under Prosecution");
    press(&mut model, "Alt-Right");
    assert_eq!(selected(&model), "Recommendation 4 under Prosecution");
}

#[test]
fn hiding_editorial_texts_keeps_the_selection_if_it_is_visible() {
    let mut model = model(120, 40);
    press(&mut model, "2 l l x l j j e");
    assert_eq!(selected(&model), "crosswalk: gap/prosecution/1", "its answers are hidden");
    press(&mut model, "e Esc");
    assert_eq!(selected(&model), "Gap 1 under Prosecution");
    press(&mut model, "4 G Enter G Enter");
    assert_eq!(id(&model).as_deref(), Some("document/example-editorial"));
    press(&mut model, "e");
    assert_eq!(id(&model), None, "the record is our own");
    press(&mut model, "e");
    assert_eq!(id(&model).as_deref(), Some("document/example-editorial"));
    press(&mut model, "1 j j e e e");
    assert_eq!(selected(&model), "IOM, member of ICAT");
}

#[test]
fn a_visit_is_restored_with_its_scroll_position_and_link() {
    let mut model = model(80, 24);
    press(&mut model, "1 j j j Enter Ctrl-d ] ]");
    let before = model.dashboard().reading().cloned();
    assert!(before.as_ref().unwrap().link.is_some());
    press(&mut model, "Enter");
    assert_ne!(model.dashboard().heading(model.shared()), "ILO, member of ICAT");
    press(&mut model, "Alt-Left");
    assert_eq!(
        (model.dashboard().heading(model.shared()).as_str(), model.dashboard().reading().cloned()),
        ("ILO, member of ICAT", before)
    );
}

#[test]
fn enter_on_a_tally_goes_to_its_list_and_enter_there_opens_a_record() {
    let mut model = model(120, 40);
    press(&mut model, "4");
    let rows = model.dashboard().contents().rows(Pane::Overview);
    let mut tallies = 0;
    for row in 0..rows {
        press(&mut model, "4 g");
        press(&mut model, &"j ".repeat(row));
        let Some(tally) = model.dashboard().contents().tally(Pane::Overview, row).cloned() else { continue };
        tallies += 1;
        let first = model.dashboard().subject(model.shared()).is_some();
        press(&mut model, "Enter");
        let (page, _) = model.dashboard().detail(model.shared()).unwrap();
        assert!(first && page.items.len() == tally.records.len(), "{:?}", tally.what);
        // `j` selects the second record, if there is one.
        let number = 1.min(tally.records.len().saturating_sub(1));
        press(&mut model, "j Enter");
        let opened = model.dashboard().current(model.shared());
        assert_eq!(opened, tally.records.get(number, model.shared().data()), "{:?}", tally.what);
        press(&mut model, "Backspace Esc");
    }
    assert!(tallies >= 8, "{tallies}");
}

#[test]
fn esc_returns_from_the_list_of_a_tally() {
    let mut model = model(40, 12);
    press(&mut model, "4 j j j j Enter");
    assert!(frame_has(&model, "18 members of ICAT."));
    press(&mut model, "j Esc");
    assert!(model.dashboard().reading().is_none());
    assert!(frame_has(&model, "▸MEMBERS"), "the tally is still selected");
}

#[test]
fn esc_restores_what_was_enlarged_last() {
    for (keys, is_reading) in [("2 Enter z Esc", true), ("2 z Enter Esc", false), ("2 z Enter Esc Esc", false)] {
        let mut model = model(80, 24);
        press(&mut model, keys);
        assert_eq!(model.dashboard().reading().is_some(), is_reading, "{keys}");
        let is_whole = frame_has(&model, "┌ Gap 1 under Prevention") || frame_has(&model, "┏ Gap 1 under Prevention");
        assert_eq!(is_whole, keys != "2 z Enter Esc", "{keys}: whether the detail is beside the pane");
    }
}

#[test]
fn a_long_list_of_a_tally_ends_with_how_many_more_there_are() {
    let folder = common::copy();
    let member = |number| {
        format!(
            "(id: \"member/m-{number}\", name: \"Organization {number}\", citations: [(document: \
             \"document/icat-deck\", place: Whole)]),"
        )
    };
    let members = (0..150).map(member).collect::<Vec<_>>().concat();
    let path = folder.path().join("members.ron");
    let old = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, old.replacen('[', &format!("[{members}"), 1)).unwrap();
    let mut model = Model::new(icatlas::atlas::Atlas::load(folder.path()).unwrap(), 80, 24);
    press(&mut model, "4 j j j j Enter G");
    assert!(frame_has(&model, "and 68 more, which the search lists"), "{}", text(&draw(&model, COLORED, 80, 24)));
}

#[test]
fn a_document_opens_from_the_search_and_stays_open_behind_the_filter() {
    let mut model = model(120, 40);
    press(&mut model, "/");
    type_in(&mut model, "id:document/a-res-64-293");
    press(&mut model, "Enter");
    assert_eq!(id(&model).as_deref(), Some("document/a-res-64-293"));
    press(&mut model, "e e");
    assert_eq!(id(&model).as_deref(), Some("document/a-res-64-293"));
    // From the text, which may have taken the window, to the list.
    press(&mut model, "Esc Esc k j");
    assert_eq!(id(&model), None, "the tally itself");
}

fn frame_has(model: &Model, words: &str) -> bool {
    text(&draw(model, COLORED, model.shared().size().0, model.shared().size().1)).contains(words)
}

#[test]
fn every_editorial_text_is_marked_on_every_screen() {
    let mut model = model(120, 40);
    let frame = |model: &Model| text(&draw(model, COLORED, 120, 40));
    assert!(frame(&model).contains("INTERPOL†"), "no source calls it so");
    assert!(frame(&model).contains("UNANSWERED GAPS †"));
    press(&mut model, "4 G Enter G");
    assert!(frame(&model).contains("Ipsum notes†"));
    press(&mut model, "/");
    type_in(&mut model, "onudd");
    assert!(frame(&model).contains("ONUDD†"), "the name by which it was found");
    press(&mut model, "Esc x l");
    assert!(frame(&model).contains(" our judgement † ┓"));
}

/// The editorial names, reasons, titles and texts.
fn editorial(data: &Data) -> Vec<String> {
    let sourced = data.filtered(Filter { sources_only: true, ..Filter::default() });
    let mut texts = Vec::new();
    for record in data.records() {
        let names = record.names().filter(|name| name.basis == Basis::Editorial);
        texts.extend(names.flat_map(|name| name.name.iter().chain(&name.acronym)).map(ToString::to_string));
        texts.extend(record.links().filter_map(|link| link.reason.as_ref()).map(ToString::to_string));
    }
    let mut said = Vec::new();
    Format::Json.write(&sourced, &sourced.records().collect::<Vec<_>>(), &mut said).unwrap();
    let said = String::from_utf8(said).unwrap();
    // A few letters of each that no source contains, because the screen breaks texts into lines and cuts them.
    let telling = |text: &String| {
        let letters: Vec<char> = text.chars().collect();
        let pieces = letters.windows(letters.len().min(14)).map(|piece| piece.iter().collect::<String>());
        pieces.filter(|piece| !said.contains(piece.trim())).collect::<Vec<_>>().into_iter().next()
    };
    let telling: Vec<String> = texts.iter().filter_map(telling).collect();
    assert!(telling.len() > 60, "{}", telling.len());
    telling
}

#[test]
fn with_editorial_texts_hidden_no_frame_contains_any() {
    let own = editorial(&frozen().into());
    let mut model = model(120, 40);
    press(&mut model, "e");
    let check = |model: &mut Model| {
        for (width, height) in SIZES {
            resize(model, width, height);
            let frame = text(&draw(model, COLORED, width, height));
            for text in &own {
                assert!(!frame.contains(text), "{text}:\n{frame}");
            }
            assert!(!frame.replace("editorial, hidden", "").contains(" editorial"), "{frame}");
        }
        resize(model, 120, 40);
    };
    // The crosswalk says in its title that it is editorial, and shows nothing else.
    press(&mut model, "x");
    check(&mut model);
    press(&mut model, "Esc");
    for keys in ["1", "2", "3", "4"] {
        press(&mut model, keys);
        for _ in 0..model.dashboard().contents().rows(model.dashboard().pane()) {
            check(&mut model);
            press(&mut model, "Enter");
            check(&mut model);
            press(&mut model, "Esc j");
        }
    }
    for query in ["onudd", "dpo", "crosswalk", "refugees"] {
        press(&mut model, "/");
        type_in(&mut model, query);
        check(&mut model);
        press(&mut model, "Esc");
    }
    let gap = RecordId::try_from("gap/prosecution/1").unwrap();
    assert_eq!(model.shared().data().incoming(&gap).count(), 0);
}

#[test]
fn paging_through_the_crosswalk_shows_every_line() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        // The table ends with a rule or a border.
        let lines = |model: &Model, height: u16| -> Vec<String> {
            let frame = text(&draw(model, COLORED, width, height));
            let lines = frame.lines().skip(1).take_while(|line| !line.starts_with(['─', '┗']));
            let bare = lines.map(|line| line.replace(['▸', '┃'], " ").trim().to_owned());
            bare.filter(|line| !line.is_empty() && !line.starts_with('┏')).collect()
        };
        let mut tall = model(width, 200);
        press(&mut tall, "2 g x");
        let all = lines(&tall, 200);
        assert!(all.len() > 25, "{all:?}");
        let mut paged = model(width, height);
        press(&mut paged, "2 g x");
        let mut seen = Vec::new();
        for _ in 0..40 {
            seen.extend(lines(&paged, height));
            press(&mut paged, "PgDn");
        }
        for line in &all {
            assert!(seen.contains(line), "{width}x{height}: {line:?} was never seen");
        }
        let before = selected(&paged);
        press(&mut paged, "PgUp");
        let after = selected(&paged);
        assert_ne!(before, after, "{width}x{height}");
    }
}

/// Opens the last document, which is editorial.
const TO_THE_EDITORIAL_DOCUMENT: &str = "4 G Enter G Enter Esc";

fn id(model: &Model) -> Option<String> {
    model.dashboard().current(model.shared()).map(|record| record.id().to_string())
}

#[test]
fn back_leads_to_a_hidden_record_again_once_it_is_visible() {
    let mut saved = SavedState::default();
    let document = RecordId::try_from("document/example-editorial").unwrap();
    saved.make(&Change::LastRecord(Text::from(&document)));
    let mut model = model(120, 40).with_saved(saved);
    assert_eq!(id(&model).as_deref(), Some("document/example-editorial"));
    press(&mut model, "/");
    type_in(&mut model, "unhcr");
    press(&mut model, "Enter e Backspace Backspace e Backspace");
    assert_eq!(id(&model).as_deref(), Some("document/example-editorial"));
}

#[test]
fn a_selected_link_follows_its_target_and_is_deselected_while_that_is_hidden() {
    let link = |model: &Model| model.dashboard().link(model.shared());
    let mut model = model(110, 32);
    // The first link is editorial: a recommendation that answers the gap.
    press(&mut model, "2 l Enter ] Enter e Backspace");
    assert_eq!(link(&model), None);
    press(&mut model, "e ] ]");
    let deck = link(&model);
    assert!(deck.is_some());
    press(&mut model, "e");
    assert_eq!(link(&model), deck);
}

#[test]
fn a_record_that_returns_is_selected_again_unless_another_was_selected_meanwhile() {
    let mut model = model(120, 40);
    press(&mut model, "2 l Enter ]");
    let link = model.dashboard().link(model.shared());
    press(&mut model, "e e");
    assert_eq!(model.dashboard().link(model.shared()), link);
    for (keys, is_back) in [("e e", true), ("e k e", false)] {
        press(&mut model, TO_THE_EDITORIAL_DOCUMENT);
        assert_eq!(id(&model).as_deref(), Some("document/example-editorial"));
        press(&mut model, keys);
        assert_eq!(id(&model).as_deref() == Some("document/example-editorial"), is_back, "{keys}");
    }
}

#[test]
fn a_pin_stays_selected_when_another_session_removes_others() {
    let mut model = model(80, 24);
    press(&mut model, "m j m j m ' j");
    let selected = |model: &Model| match model.screen() {
        Some(Screen::Pins(pins)) => model.shared().saved().pins[pins.row()].id.clone(),
        _ => panic!("the pins are not open"),
    };
    let before = selected(&model);
    let mut kept = model.shared().saved().clone();
    kept.make(&Change::Unpin(kept.pins[0].id.clone()));
    let note = Change::Note(kept.pins[0].clone());
    let made = kept.make(&note);
    model.confirm(kept, &note, made);
    assert_eq!(selected(&model), before);
}

#[test]
fn a_window_too_small_for_a_while_keeps_the_selected_link() {
    for keys in ["Backspace", "e e"] {
        let mut model = model(120, 40);
        press(&mut model, if keys == "Backspace" { "1 ] ] Enter" } else { "1 ] ]" });
        resize(&mut model, 30, 8);
        press(&mut model, keys);
        resize(&mut model, 120, 40);
        let (page, _) = model.dashboard().detail(model.shared()).unwrap();
        assert_eq!(model.dashboard().reading().unwrap().link, page.link(1), "{keys}");
    }
}

#[test]
fn a_copied_text_that_is_hidden_now_is_not_shown_as_plain_text() {
    let mut model = model(120, 40);
    press(&mut model, "1 j j j j Y e v");
    let frame = text(&draw(&model, COLORED, 120, 40));
    assert!(frame.contains("slides of its side event") && !frame.contains("our knowledge"), "{frame}");
}
