//! What the pins show, at several sizes.

use super::Action as Own;
use crate::app::screens::{Screen, pane_and_detail};
use crate::app::{Action, Model, Motion, Name};
use crate::atlas::{Atlas, Text};
use crate::present::content::Line;
use crate::storage::saved::{Pin, SavedState};

const SIZES: [(u16, u16); 6] = [(40, 12), (70, 18), (80, 24), (110, 30), (120, 40), (200, 60)];

const NOTE: &str = "ask UNODC whether the background paper says more";

fn text(text: &str) -> Text {
    Text::try_from(text.to_owned()).unwrap()
}

/// The pins of these records; the first one has a note.
fn pinned(ids: &[&str], (width, height): (u16, u16)) -> Model {
    let pin = |(number, id): (usize, &&str)| Pin {
        id: text(id),
        title: text("The title when it was pinned"),
        note: (number == 0).then(|| text(NOTE)),
    };
    let pins = ids.iter().enumerate().map(pin).collect();
    let saved = SavedState { pins, ..SavedState::default() };
    let mut model = Model::new(Atlas::frozen(), width, height).with_saved(saved);
    model.update(Action::Show(Name::Pins));
    model
}

const FOUR: [&str; 4] = ["gap/prevention/1", "rec/prosecution/3", "clause/icat/2", "event/2006-09-tokyo"];

/// Two dozen gaps and recommendations.
fn many(size: (u16, u16)) -> Model {
    let pillars = ["prevention", "protection", "prosecution", "partnership"];
    let ids: Vec<String> = pillars
        .iter()
        .flat_map(|pillar| {
            ["gap", "rec"].into_iter().flat_map(move |kind| (1..=3).map(move |at| format!("{kind}/{pillar}/{at}")))
        })
        .collect();
    pinned(&ids.iter().map(String::as_str).collect::<Vec<_>>(), size)
}

fn lines(model: &Model) -> Vec<String> {
    let (pane, _) = pane_and_detail(model);
    pane.lines.iter().map(|line| line.plain().trim_end().to_owned()).collect()
}

#[test]
fn a_pin_is_its_number_its_record_and_its_note() {
    assert_eq!(
        lines(&pinned(&FOUR, (80, 24))),
        [
            "▸1 Gap 1 Prevention  ○ Holistic approach",
            "                       note: ask UNODC whether the background paper says more",
            " 2 Rec 3 Prosecution   Avoid grounds for re-trafficking",
            " 3 Clause 2            Strengthen and support ICAT",
            " 4 Event               Tokyo meeting",
        ]
    );
    assert_eq!(
        lines(&pinned(&FOUR[..2], (40, 12))),
        [
            "▸1 Gap 1 Prevention ○ Holistic approach",
            "   note: ask UNODC whether the",
            "   background paper says more",
            " 2 Rec 3 Prosecution Avoid grounds for",
            "   re-trafficking",
        ]
    );
}

#[test]
fn the_pane_takes_its_pins_and_the_text_the_rest() {
    let heights = |model: &Model| {
        let (pane, detail) = pane_and_detail(model);
        (pane.area.height, detail.map(|detail| detail.area.height))
    };
    assert_eq!(heights(&pinned(&FOUR, (80, 24))), (8, Some(15)), "border, five lines, and one for an input");
    assert_eq!(heights(&many((80, 24))), (12, Some(11)), "no more than half");
    assert_eq!(heights(&many((40, 12))), (10, None));
    assert_eq!(heights(&pinned(&[], (80, 24))), (23, None));
}

#[test]
fn an_input_takes_the_last_line_of_the_pane() {
    for (what, prompt) in [(Own::WriteFile, " Write to the file: ")] {
        for size in SIZES {
            let mut model = pinned(&FOUR, size);
            let (before, detail) = pane_and_detail(&model);
            model.update(Action::Pins(what));
            let (pane, same) = pane_and_detail(&model);
            assert_eq!(pane.area, before.area);
            assert_eq!(detail.map(|region| region.area), same.map(|region| region.area));
            let input = &pane.blocks[0];
            let typed = pane.lines_of(input).next().unwrap();
            assert!(typed.plain().starts_with(prompt), "{typed:?}");
            assert_eq!(input.area.y + 1, pane.inside().bottom());
            assert_eq!(pane.cursor.unwrap().y, input.area.y);
            assert!(pane.blocks.iter().skip(1).all(|block| block.area.bottom() <= input.area.y));
            assert_eq!(lines(&model).iter().filter(|line| line.starts_with('▸')).count(), 1, "{size:?}");
        }
    }
}

#[test]
fn a_pin_without_a_visible_record_says_so() {
    let mut model = pinned(&["gap/prevention/9", "event/2006-09-tokyo"], (80, 24));
    assert_eq!(lines(&model)[0], "▸1                     The title when it was pinned (gone)");
    let (_, detail) = pane_and_detail(&model);
    assert_eq!(detail.unwrap().lines.iter().next().unwrap().plain(), " No longer in the data.");
    model.resize(40, 12);
    assert_eq!(lines(&model)[0], "▸1 The title when it was pinned (gone)");
}

#[test]
fn without_borders_the_title_line_counts_the_pins() {
    let model = pinned(&FOUR, (60, 12));
    let title = &model.content()[0];
    let texts: Vec<&str> = title.lines.iter().map(Line::plain).collect();
    assert_eq!(texts, [" Pins", "2010-deck (20 Oct 2010) · as Markdown · 4 pinned "]);
}

#[test]
fn paging_shows_every_pin() {
    for size in SIZES {
        let mut model = many(size);
        let mut seen = std::collections::HashSet::new();
        loop {
            seen.extend(lines(&model).into_iter().map(|line| line.trim_start_matches(['▸', ' ']).to_owned()));
            let Some(Screen::Pins(pins)) = model.screen() else { panic!("the pins are closed") };
            if pins.row() + 1 == model.shared().saved().pins.len() {
                break;
            }
            model.update(Action::Move(Motion::PageDown));
        }
        for number in 1..=24 {
            let begins = format!("{number} ");
            assert!(seen.iter().any(|line| line.starts_with(&begins)), "{size:?}: {number}");
        }
    }
}
