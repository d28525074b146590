//! How people find the keys: the palette, the help and the footer name them where they are looked for.

mod common;

use common::frames::{model, press, type_in};
use common::screens::{SCREENS, frame, in_screen, name};
use icatlas::app::Action;
use icatlas::app::screens::palette::Chosen;
use icatlas::app::screens::{BINDINGS, Name, Screen, pins, search};

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
        // What edits a field, and the palette itself, need no name; a proposed file name exists only in its field, and marks only
        // where records are picked.
        let needs_name = |action: &&Action| {
            !matches!(action, Action::Edit(_) | Action::RecallOlder | Action::RecallNewer)
                && **action != Action::Show(Name::Palette)
                && **action != Action::Pins(pins::Action::TakeFreeName)
                && **action != Action::Search(search::Action::Mark)
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
fn the_footer_of_the_pins_names_writing_and_the_format_at_every_size() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut model = model(width, height);
        press(&mut model, "m j m '");
        let frame = frame(&model);
        let footer = frame.lines().last().unwrap();
        assert!(footer.contains(" w write") && footer.contains(" f format"), "{footer}");
    }
}
