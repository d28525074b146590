//! What is copied: a record, a counted row, a link, a pair of the crosswalk, each with its source.

mod common;

use common::frames::{copied_by, model, press, type_in};
use common::screens::{SCREENS, in_screen, name, pinned};
use icatlas::app::{Model, Pane};

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
