//! Keys mean the same in every screen in which nothing is typed, and a key without a meaning says so.

mod common;

use common::frames::{self, model, press, type_in};
use common::screens::{SCREENS, frame, id, in_screen, name, pinned};
use icatlas::app::Pane;
use icatlas::app::screens::Screen;
use icatlas::key::Key;
use icatlas::present::content::Line;

#[test]
fn screens_open_from_every_screen_and_their_own_key_closes_them() {
    for (here, keys) in SCREENS {
        for (key, opened) in [("x", "crosswalk"), ("'", "pins"), ("v", "plain text"), ("?", "help"), (":", "palette")] {
            let mut model = in_screen(keys);
            press(&mut model, key);
            let expected = if here == opened { "dashboard" } else { opened };
            assert_eq!(name(&model), expected, "{key} in the {here}");
            if here != opened {
                press(&mut model, "Esc");
                assert_eq!(name(&model), if here == "detail" { "dashboard" } else { here }, "Esc after {key}");
            }
        }
        let mut model = in_screen(keys);
        press(&mut model, "/");
        type_in(&mut model, "unhcr");
        if here == "help" {
            assert_eq!(name(&model), "help", "there it filters");
            continue;
        }
        assert_eq!(name(&model), "search", "in the {here}");
        press(&mut model, "Enter");
        assert_eq!((name(&model), id(&model).as_str()), ("dashboard", "member/unhcr"), "from the {here}");
        press(&mut model, "Backspace");
        let comes_back = ["crosswalk", "pins"].contains(&here);
        assert_eq!(name(&model), if comes_back { here } else { "dashboard" }, "back to the {here}");
        assert_eq!(id(&model), "gap/prosecution/1");
    }
}

#[test]
fn a_screen_that_is_opened_again_lies_on_top_once() {
    let mut model = in_screen("m x ' x v ' x v ' ? v ? x");
    assert_eq!(name(&model), "crosswalk");
    let mut closed = vec![name(&model)];
    while model.screen().is_some() {
        press(&mut model, "Esc");
        closed.push(name(&model));
    }
    assert_eq!(closed, ["crosswalk", "help", "plain text", "pins", "dashboard"]);
}

#[test]
fn a_number_closes_every_screen_and_goes_to_the_pane() {
    for (here, keys) in SCREENS {
        for (number, pane) in Pane::ALL.into_iter().enumerate() {
            let mut model = in_screen(keys);
            press(&mut model, &(number + 1).to_string());
            assert_eq!((name(&model), model.dashboard().pane()), ("dashboard", pane), "from the {here}");
            assert!(model.dashboard().reading().is_none());
        }
    }
}

#[test]
fn m_pins_and_u_takes_back_in_every_screen() {
    for (here, keys) in SCREENS {
        let mut model = in_screen(keys);
        let before = pinned(&model).len();
        press(&mut model, "m");
        assert_ne!(pinned(&model).len(), before, "in the {here}");
        assert!(model.notice().unwrap().contains("u "), "in the {here}: {:?}", model.notice());
        press(&mut model, "u");
        assert_eq!(pinned(&model).len(), before, "in the {here}");
    }
    let mut model = in_screen("/");
    type_in(&mut model, "large imp");
    press(&mut model, "Alt-m");
    assert_eq!(model.notice(), Some("Pinned: 1 in all. Esc u undo it."), "u is a letter here");
    assert_eq!((name(&model), pinned(&model)), ("search", vec!["gap/prosecution/1"]));
}

#[test]
fn a_note_pins_what_is_not_pinned() {
    for (here, keys) in SCREENS {
        let mut model = in_screen(keys);
        press(&mut model, "a");
        assert_eq!(name(&model), "note", "in the {here}");
        type_in(&mut model, "ask");
        press(&mut model, "Enter");
        let said = if here == "pins" { "Noted. u undoes it." } else { "Pinned with the note: 1 in all. u undoes it." };
        assert_eq!(model.notice(), Some(said), "in the {here}");
        let pin = &model.shared().saved().pins[0];
        assert_eq!((pin.id.as_str(), pin.note.as_ref().map(AsRef::as_ref)), ("gap/prosecution/1", Some("ask")));
        press(&mut model, "a Esc");
        assert_eq!(pinned(&model).len(), 1, "in the {here}");
    }
}

#[test]
fn the_note_on_a_hidden_record_does_not_name_it() {
    let mut model = model(120, 40);
    press(&mut model, ":");
    type_in(&mut model, "document/crosswalk");
    press(&mut model, "Enter m e ' a");
    assert_eq!(name(&model), "note");
    let frame = frame(&model);
    assert!(frame.contains("Note on editorial, hidden") && !frame.contains("Crosswalk"), "{frame}");
}

#[test]
fn sources_only_hides_editorial_texts_in_every_screen() {
    for (here, keys) in SCREENS {
        let mut model = in_screen(keys);
        press(&mut model, "e");
        assert!(model.shared().sources_only(), "in the {here}");
    }
    // Nor does a text that was copied before show them.
    let mut model = in_screen("x l y v");
    assert!(frame(&model).contains("Our judgement"));
    press(&mut model, "e");
    assert!(!frame(&model).contains("Our judgement"), "{}", frame(&model));
}

#[test]
fn history_goes_back_from_every_screen() {
    for (here, keys) in SCREENS {
        let mut model = model(120, 40);
        press(&mut model, "/");
        type_in(&mut model, "large imp");
        press(&mut model, "Enter Esc Esc");
        press(&mut model, keys);
        press(&mut model, "Backspace");
        assert_eq!((name(&model), id(&model).as_str()), ("dashboard", "member/unodc"), "from the {here}");
        press(&mut model, "Alt-Right");
        assert_eq!(id(&model), "gap/prosecution/1", "from the {here}");
        press(&mut model, "Ctrl-o Ctrl-i");
        assert_eq!(id(&model), "gap/prosecution/1", "from the {here}");
    }
}

#[test]
fn a_key_without_a_meaning_says_so() {
    for (here, keys) in SCREENS {
        for key in ["d", "Q", "F7", "Ctrl-g", "é"] {
            let mut model = in_screen(keys);
            press(&mut model, key);
            let said = format!("{key} does nothing here. ? shows the keys.");
            assert_eq!(model.notice(), Some(said.as_str()), "in the {here}");
        }
    }
    for (keys, key, said) in [
        ("/", "F7", "F7 does nothing here. F1 shows the keys."),
        (":", "Ctrl-g", "Ctrl-g does nothing here."),
        ("3", "h", "h does nothing here. ? shows the keys."),
        ("'", "w", "w does nothing here. ? shows the keys."),
        ("", "Backspace", "Backspace does nothing here. ? shows the keys."),
    ] {
        let mut model = model(120, 40);
        press(&mut model, keys);
        press(&mut model, key);
        assert_eq!(model.notice(), Some(said), "{key} after {keys}");
    }
    let mut model = model(120, 40);
    press(&mut model, "Esc");
    assert_eq!(model.notice(), None, "Esc is pressed to be sure");
    frames::press_key(&mut model, Key::char('\u{202e}'));
    assert_eq!(model.notice(), Some("<U+202E> does nothing here. ? shows the keys."), "nothing is shown raw");
}

#[test]
fn space_and_the_keys_of_less_page_wherever_something_scrolls() {
    for (keys, there) in [("1", "Space"), ("2 Enter", "Ctrl-f"), ("x", "Space"), ("4", "Ctrl-f")] {
        let mut model = model(80, 24);
        press(&mut model, keys);
        let before = frame(&model);
        press(&mut model, "PgDn");
        let paged = frame(&model);
        press(&mut model, "PgUp");
        press(&mut model, there);
        assert_eq!(frame(&model), paged, "{there} after {keys}");
        press(&mut model, "Ctrl-b");
        assert_eq!(frame(&model), before, "Ctrl-b after {keys}");
        press(&mut model, "G g g");
        assert_eq!(frame(&model), before, "gg after {keys}");
    }
}

#[test]
fn n_and_capital_n_go_through_the_hits_of_the_last_search() {
    let mut model = model(120, 40);
    press(&mut model, "n");
    assert_eq!(model.notice(), Some("There was no search yet; search by / first."));
    press(&mut model, "/");
    type_in(&mut model, "victim");
    let Some(Screen::Search(search)) = model.screen() else { panic!() };
    let data = model.shared().data();
    let hits: Vec<String> =
        (0..search.hits().len()).map(|hit| search.record(hit, data).unwrap().id().to_string()).collect();
    assert!(hits.len() > 2);
    press(&mut model, "Enter");
    assert_eq!(id(&model), hits[0]);
    for (number, hit) in hits.iter().enumerate().skip(1) {
        press(&mut model, "n");
        assert_eq!(&id(&model), hit);
        assert!(model.dashboard().reading().is_some(), "the focus is on its text");
        let said = format!("Hit {} of {} for “victim”.", number + 1, hits.len());
        assert_eq!(model.notice(), Some(said.as_str()));
    }
    press(&mut model, "n");
    assert!(model.notice().unwrap().ends_with("There is no further one."), "{:?}", model.notice());
    press(&mut model, "x N");
    assert_eq!((name(&model), &id(&model)), ("dashboard", &hits[hits.len() - 2]), "from any screen");
    press(&mut model, "Backspace");
    assert_eq!(name(&model), "crosswalk", "and back");
    // A search that was closed without opening anything begins with its selected hit.
    press(&mut model, "/");
    type_in(&mut model, "acnur");
    press(&mut model, "Esc n");
    assert_eq!(id(&model), "member/unhcr");
    // Other data, or a filter, does not confuse it.
    press(&mut model, "e n e N");
    assert_eq!(id(&model), "member/unhcr");
}

#[test]
fn the_first_link_is_that_of_what_answers_or_supports() {
    for (keys, link) in [
        ("2 l l Enter ]", "rec/prosecution/1"),
        ("2 l l Enter", "rec/prosecution/1"),
        ("3 Enter ]", "rec/protection/1"),
    ] {
        let mut model = model(120, 40);
        press(&mut model, keys);
        press(&mut model, "Enter");
        assert_eq!(id(&model), link, "{keys}");
    }
}

#[test]
fn the_search_opens_the_text_and_takes_the_window_if_its_pane_is_too_small() {
    for (size, words, takes_window) in
        [((120, 40), "holistic approach", false), ((120, 40), "tokyo meeting", true), ((80, 24), "tokyo meeting", true)]
    {
        let mut model = model(size.0, size.1);
        press(&mut model, "/");
        type_in(&mut model, words);
        press(&mut model, "Enter");
        assert!(model.dashboard().reading().is_some());
        assert_eq!(!frame(&model).contains("1 Members"), takes_window, "{words} at {size:?}:\n{}", frame(&model));
        press(&mut model, "q");
        assert!(frame(&model).contains("1 Members"), "q restores the panes");
    }
}

#[test]
fn the_preview_of_the_search_scrolls() {
    let mut model = model(80, 24);
    press(&mut model, "/");
    type_in(&mut model, "tokyo");
    let begun = frame(&model);
    press(&mut model, "Shift-Down Alt-j");
    let scrolled = frame(&model);
    let content = model.content();
    let spans = content.iter().flat_map(|region| region.lines.iter()).flat_map(Line::spans);
    let marked: Vec<&str> = spans.filter(|span| span.marked).map(|span| span.text).collect();
    assert!(marked.len() > 1 && marked.iter().all(|words| *words == "Tokyo"), "{marked:?}");
    assert!(!scrolled.contains("Coordination meeting in Tokyo"), "{scrolled}");
    press(&mut model, "Alt-k Shift-Up");
    assert_eq!(frame(&model), begun);
    press(&mut model, "Shift-Down");
    type_in(&mut model, " ");
    press(&mut model, "Backspace");
    assert_eq!(frame(&model), begun, "another query shows the beginning");
    press(&mut model, "Ctrl-u");
    type_in(&mut model, "unodc");
    press(&mut model, "Down");
    let second = frame(&model);
    press(&mut model, "Up Shift-Down Down");
    assert_eq!(frame(&model), second, "so does another hit");
}

#[test]
fn nothing_is_changed_while_the_window_is_too_small_to_show_it() {
    let mut model = model(80, 24);
    press(&mut model, "m");
    model.resize(30, 8);
    press(&mut model, "j m u a");
    assert_eq!((name(&model), pinned(&model).len()), ("dashboard", 1));
    model.resize(40, 12);
    press(&mut model, "Enter");
    model.resize(30, 8);
    press(&mut model, "q");
    assert!(model.dashboard().reading().is_none(), "q closes the text that covers the list, seen or not");
    model.resize(80, 24);
    press(&mut model, "' w");
    model.resize(30, 8);
    press(&mut model, "Enter");
    let Some(Screen::Pins(pins)) = model.screen() else { panic!() };
    assert!(pins.naming().is_some(), "no file is written");
}
