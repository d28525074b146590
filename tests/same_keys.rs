//! Keys mean the same in every screen in which nothing is typed, and a key without a meaning says so.

mod common;

use common::frames::{self, COLORED, copied_by, draw, model, press, text, type_in};
use icatlas::app::screens::palette::Chosen;
use icatlas::app::screens::{BINDINGS, Name, Screen, pins};
use icatlas::app::{Action, Model, Pane};
use icatlas::key::Key;

/// The keys that lead to each screen in which nothing is typed, from the dashboard with a gap selected.
const SCREENS: [(&str, &str); 6] =
    [("dashboard", ""), ("detail", "Enter"), ("crosswalk", "x"), ("pins", "m '"), ("plain text", "v"), ("help", "?")];

/// A gap with answers.
const GAP: &str = "2 l l";

fn in_screen(keys: &str) -> Model {
    let mut model = model(120, 40);
    press(&mut model, GAP);
    press(&mut model, keys);
    model
}

fn name(model: &Model) -> &'static str {
    match model.screen() {
        None => "dashboard",
        Some(Screen::Search(_)) => "search",
        Some(Screen::Help(_)) => "help",
        Some(Screen::Crosswalk(_)) => "crosswalk",
        Some(Screen::Palette(_)) => "palette",
        Some(Screen::Pins(_)) => "pins",
        Some(Screen::Note(_)) => "note",
        Some(Screen::Plain(_)) => "plain text",
    }
}

fn id(model: &Model) -> String {
    model.dashboard().current(model.shared()).unwrap().id().to_string()
}

fn pinned(model: &Model) -> Vec<&str> {
    model.shared().saved().pins.iter().map(|pin| pin.id.as_str()).collect()
}

fn frame(model: &Model) -> String {
    let (width, height) = model.shared().size();
    text(&draw(model, COLORED, width, height))
}

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
fn copies_are_the_same_in_every_screen() {
    let quoted = "“Large impunity” (ICAT, slides of its side event, 20 October 2010, slide “Prosecution GAPS”)";
    let citation = "ICAT, slides of its side event, 20 October 2010, slide “Prosecution GAPS”";
    for (here, keys) in SCREENS {
        let mut model = in_screen(keys);
        assert_eq!(copied_by(&mut model, "y"), quoted, "in the {here}");
        assert_eq!(copied_by(&mut model, "c"), citation, "in the {here}");
        let markdown = copied_by(&mut model, "Y");
        assert!(markdown.contains("> “Large impunity”"), "in the {here}: {markdown}");
        assert!(markdown.contains("Gap 1 under Prosecution"), "in the {here}: {markdown}");
    }
    let mut model = in_screen("/");
    type_in(&mut model, "large imp");
    assert_eq!(copied_by(&mut model, "Ctrl-y"), quoted);
    assert_eq!(name(&model), "search");
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
fn a_counted_row_is_copied_and_pinned_as_a_whole() {
    let mut model = model(120, 40);
    press(&mut model, "4");
    let rows = model.dashboard().contents().rows(Pane::Overview);
    let tally = |model: &Model, row| model.dashboard().contents().tally(Pane::Overview, row).cloned();
    let row = (0..rows).find(|row| tally(&model, *row).is_some_and(|tally| tally.records.len() == 7)).unwrap();
    press(&mut model, &"j ".repeat(row));
    let all = tally(&model, row).unwrap();
    let names: Vec<String> =
        all.records.records(model.shared().data()).map(|record| record.title().first().to_owned()).collect();
    let copied = copied_by(&mut model, "y");
    let positions: Vec<usize> = names.iter().map(|name| copied.find(name.as_str()).unwrap()).collect();
    assert!(positions.is_sorted(), "{copied}");
    assert!(copied.starts_with("Seven members took part in"), "{copied}");
    // The slide that says so, not the one that lists all members.
    assert!(copied.ends_with("slide “What is ICAT?”)"), "{copied}");
    assert!(copied_by(&mut model, "c").ends_with("slide “What is ICAT?”"));
    press(&mut model, "g");
    assert!(copied_by(&mut model, "y").contains("our judgement"), "that no recommendation answers them");
    press(&mut model, &"j ".repeat(row));

    press(&mut model, "1 m 4 m");
    assert_eq!(pinned(&model).len(), 7, "one of them was pinned already");
    assert_eq!(model.notice(), Some("6 pinned: 7 in all. u undoes it."));
    press(&mut model, "m");
    assert_eq!(model.notice(), Some("All of them are pinned already."));
    press(&mut model, "u");
    assert_eq!(pinned(&model), ["member/unodc"]);
    // A row that counts nothing says so.
    press(&mut model, "4 g j");
    assert_eq!(copied_by(&mut model, "y"), "Every gap under Protection has an answer (our judgement).");
    press(&mut model, "m");
    assert_eq!(model.notice(), Some("There is nothing to pin here."));
    press(&mut model, "4 g");
    press(&mut model, &"j ".repeat(row));
    // In its list the selected record is meant.
    press(&mut model, "Enter j m");
    assert_eq!(pinned(&model).len(), 2);
    assert!(copied_by(&mut model, "y").starts_with(&names[1]));
    for (key, opened) in [("x", "crosswalk"), ("'", "pins"), ("v", "plain text"), ("/", "search"), ("?", "help")] {
        press(&mut model, "4");
        press(&mut model, key);
        assert_eq!(name(&model), opened);
        press(&mut model, "Esc");
    }
}

#[test]
fn the_crosswalk_copies_both_ends_and_the_reason_as_our_judgement() {
    let mut model = in_screen("x l");
    let copied = copied_by(&mut model, "y");
    let lines: Vec<&str> = copied.lines().collect();
    assert!(
        lines[0].starts_with("“Member States’ national legal framework") && lines[0].ends_with("RECOMMENDATIONS”)")
    );
    assert!(lines.iter().any(|line| line.starts_with("“Large impunity” (ICAT, slides")), "{copied}");
    let reason = "Our judgement: Where law and practice fall short of what States have agreed to prosecute";
    assert!(lines.last().unwrap().starts_with(reason), "{copied}");
    // A gap has no reason to be there.
    press(&mut model, "h");
    assert_eq!(copied_by(&mut model, "y").lines().count(), 1);
}

#[test]
fn a_selected_link_or_particular_is_copied_alone() {
    let mut model = in_screen("]");
    assert!(copied_by(&mut model, "y").starts_with("“Member States’ national legal framework"));
    assert!(copied_by(&mut model, "c").ends_with("slide “Prosecution RECOMMENDATIONS”"));
    press(&mut model, "m");
    assert_eq!(pinned(&model), ["rec/prosecution/1"], "the keys mean the same record");
    press(&mut model, "u");
    press(&mut model, "/");
    type_in(&mut model, "telephone unit");
    press(&mut model, "Enter");
    let mut particulars = Vec::new();
    for _ in 0..3 {
        press(&mut model, "]");
        particulars.push(copied_by(&mut model, "y"));
    }
    assert_eq!(particulars, ["(+43-1) 26060-5687", "(+43-1) 26060-5983", "ahtmsu@unodc.org"]);
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
    let lines = model.content().into_iter().flat_map(|region| region.blocks).flat_map(|block| block.lines);
    let marked: Vec<String> =
        lines.flat_map(|line| line.spans).filter(|span| span.marked).map(|span| span.text).collect();
    assert!(marked.len() > 1 && marked.iter().all(|words| words == "Tokyo"), "{marked:?}");
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
fn the_palette_lists_every_action_and_takes_you_to_its_place() {
    let rows = |typed: &str| {
        let mut model = model(120, 40);
        press(&mut model, ":");
        type_in(&mut model, typed);
        let Some(Screen::Palette(palette)) = model.screen() else { panic!() };
        palette.rows().to_vec()
    };
    let listed = rows("");
    for binding in BINDINGS.iter().flat_map(|bindings| bindings.all()) {
        for action in binding.actions.iter().take(binding.names.len()) {
            let row = Chosen::Action(*action);
            assert_eq!(listed.iter().filter(|listed| listed.what == row).count(), 1, "{action:?}");
        }
        // What edits a field, and the palette itself, need no name; a proposed file name exists only in its field.
        let needs_name = |action: &&Action| {
            !matches!(action, Action::Edit(_) | Action::RecallOlder | Action::RecallNewer)
                && **action != Action::Show(Name::Palette)
                && **action != Action::Pins(pins::Action::TakeFreeName)
        };
        for action in binding.actions.iter().filter(needs_name) {
            let row = Chosen::Action(*action);
            assert!(listed.iter().any(|listed| listed.what == row), "{}: {action:?} is not listed", binding.does);
        }
    }
    let first: Vec<&str> = listed.iter().take(7).map(|row| row.name.as_str()).collect();
    assert_eq!(first[0], "Export: write the pins to a file");
    assert!(first[1].starts_with("Pins") && first[2].starts_with("Crosswalk") && first[3].starts_with("Copy"));
    assert!(first[6].starts_with("Sources only"), "{first:?}");
    // Words come before letters: “row” is in Crosswalk, too.
    assert_eq!(rows("row")[0].name, "Next row");
    assert_eq!(rows("copy markdown")[0].name, "Copy as Markdown");
    assert_eq!(rows("export")[0].name, first[0]);
    assert_eq!(rows("asylum seekers").len(), 1);
    // Scattered letters change nothing: they are in “Undo the last change”, too.
    assert_eq!(rows("tel")[0].name, "Search for “tel”");
    assert_eq!(rows("undo")[0].name, "Undo the last change of the pins");
    for typed in ["export", "order", "format"] {
        let mut model = model(120, 40);
        press(&mut model, ":");
        type_in(&mut model, typed);
        press(&mut model, "Enter");
        let said = model.notice().unwrap_or_default();
        assert!(said.contains("m pins the selected record") || said.contains("moves the selected pin"), "{said}");
    }

    for (here, keys) in SCREENS {
        for (typed, there) in [
            ("export", "pins"),
            ("move the pin up", "pins"),
            ("show", "dashboard"),
            ("choose filters", "search"),
            ("go to the pane overview", "dashboard"),
            ("crosswalk", "crosswalk"),
            ("zzz asylum", "search"),
        ] {
            let mut model = in_screen(keys);
            press(&mut model, "m :");
            type_in(&mut model, typed);
            if typed == "show" {
                press(&mut model, "Esc");
                continue;
            }
            press(&mut model, "Enter");
            assert_eq!(name(&model), there, "{typed} from the {here}");
        }
    }
    let mut model = model(120, 40);
    press(&mut model, "m :");
    type_in(&mut model, "export");
    press(&mut model, "Enter");
    assert!(frame(&model).contains("Write to the file: call-sheet.md"), "{}", frame(&model));
    let mut model = self::model(120, 40);
    press(&mut model, ":");
    type_in(&mut model, "asylum seekers");
    press(&mut model, "Enter");
    let Some(Screen::Search(search)) = model.screen() else { panic!() };
    assert_eq!(search.typed(), "asylum seekers");
}

#[test]
fn the_help_fits_one_screen_begins_with_the_keys_of_its_screen_and_is_filtered() {
    for (here, keys, place) in [
        ("members", "1", "in the members"),
        ("matrix", "2", "in the matrix"),
        ("detail", "Enter", "in the detail"),
        ("crosswalk", "x", "in the crosswalk"),
        ("pins", "m '", "in the pins"),
        ("plain text", "v", "in the plain text"),
    ] {
        let mut model = model(80, 24);
        press(&mut model, keys);
        press(&mut model, "?");
        let shown = frame(&model);
        assert!(shown.contains(place), "{shown}");
        assert!(shown.lines().nth(1).unwrap().contains("HERE"), "{shown}");
        assert!(!shown.contains(" of 4"), "the help in the {here} is longer than the screen:\n{shown}");
        assert_eq!(shown.contains("move the pin down, up"), here == "pins", "{shown}");
    }
    let mut model = model(80, 24);
    press(&mut model, "? /");
    type_in(&mut model, "pin");
    let shown = frame(&model);
    for found in ["pin or unpin", "move the pin down, up", "the pins, with notes", "IN THE PINS"] {
        assert!(shown.contains(found), "{found}:\n{shown}");
    }
    assert!(!shown.contains("redraw"), "{shown}");
    press(&mut model, "Enter Esc");
    assert!(frame(&model).contains("redraw"), "Esc shows all keys again");
    press(&mut model, "F1");
    assert!(frame(&model).contains("WHAT CAN BE TYPED"));
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

#[test]
fn the_footer_of_the_pins_names_writing_and_the_format_at_every_size() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut model = model(width, height);
        press(&mut model, "m j m '");
        let frame = frame(&model);
        let footer = frame.lines().last().unwrap();
        assert!(footer.contains(" w write") && footer.contains(" f format"), "{footer}");
    }
}
