//! Random keys at random sizes: invariants after any keys.

mod common;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use common::frames::{self, COLORED, FROZEN, draw, frozen, model, text};
use icatlas::app::layout::Arrangement;
use icatlas::app::screens::Screen;
use icatlas::app::screens::dashboard::{self, Counted};
use icatlas::app::{Action, Model, Motion, Pane, Program, Subject};
use icatlas::atlas::{Atlas, Kind, RecordId};
use icatlas::key::{Key, KeyCode, Modifiers};
use icatlas::present::page::Page;
use proptest::prelude::*;

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

/// A deed of a person.
#[derive(Debug, Clone)]
enum Deed {
    Press(KeyCode, Modifiers),
    Resize(u16, u16),
    Paste(String),
    /// Other data, by its number.
    Replace(usize),
    /// Data with this many records.
    MadeUp(usize),
    /// Hide or show editorial texts.
    Filter,
}

/// Invented data with this many records.
fn made_up(records: usize) -> Arc<Atlas> {
    let folder = tempfile::TempDir::new().unwrap();
    synthetic::write(records, folder.path()).unwrap();
    Arc::new(Atlas::load(folder.path()).unwrap())
}

/// The frozen data, a part of it, invented data, and data with periods, strengths and articles.
fn data() -> &'static [Arc<Atlas>; 4] {
    static DATA: OnceLock<[Arc<Atlas>; 4]> = OnceLock::new();
    DATA.get_or_init(|| {
        let some = common::copy();
        std::fs::remove_file(some.path().join("crosswalk.ron")).unwrap();
        for (file, from) in [("gaps.ron", "gap/protection/1"), ("recommendations.ron", "rec/prosecution/2")] {
            let text = std::fs::read_to_string(some.path().join(file)).unwrap();
            let at = text[..text.find(from).unwrap()].rfind("    (\n").unwrap();
            std::fs::write(some.path().join(file), format!("{}]\n", &text[..at])).unwrap();
        }
        let periods = Atlas::load(&Path::new(FROZEN).with_file_name("format-3")).unwrap();
        [Arc::new(frozen()), Arc::new(Atlas::load(some.path()).unwrap()), made_up(300), Arc::new(periods)]
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let bound: Vec<_> = "jkhlgGzq/?[]1234 aceimnNrst:!|txmuwyYJKfnov'()".chars().map(KeyCode::Char).collect();
    let named = [
        KeyCode::Enter,
        KeyCode::Function(1),
        KeyCode::Escape,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
    ];
    let codes: Vec<_> = bound.into_iter().chain(named).chain(named).collect();
    let modifiers = prop::sample::select(vec![
        Modifiers::NONE,
        Modifiers::NONE,
        Modifiers::NONE,
        Modifiers::CONTROL,
        Modifiers::ALT,
    ]);
    prop_oneof![
        20 => (prop::sample::select(codes), modifiers).prop_map(|(code, modifiers)| Deed::Press(code, modifiers)),
        2 => (0u16..140, 0u16..50).prop_map(|(width, height)| Deed::Resize(width, height)),
        1 => ".{0,300}".prop_map(Deed::Paste),
    ]
}

/// Carries out a deed, as the event loop does, and returns the size of the window.
fn perform(model: &mut Model, deed: Deed, size: (u16, u16)) -> (u16, u16) {
    match deed {
        Deed::Press(code, modifiers) => {
            frames::press_key(model, Key::named(code).with(modifiers));
            size
        }
        Deed::Resize(width, height) => {
            model.resize(width, height);
            (width, height)
        }
        Deed::Paste(text) => {
            frames::paste(model, &text);
            size
        }
        Deed::Filter => {
            frames::perform(model, Action::SourcesOnly);
            size
        }
        Deed::Replace(number) => replace(model, Arc::clone(&data()[number]), size),
        Deed::MadeUp(records) => replace(model, made_up(records), size),
    }
}

fn replace(model: &mut Model, data: Arc<Atlas>, size: (u16, u16)) -> (u16, u16) {
    model.replace(data);
    frames::run_search(model);
    size
}

/// Asserts that a selection exists and is on the screen, and that no control character is.
fn assert_sound(model: &mut Model, (width, height): (u16, u16)) {
    let mut frame = text(&draw(model, COLORED, width, height));
    assert_eq!(common::raw_line(&frame), None);
    if model.notice().is_some_and(|notice| notice.chars().count() > usize::from(width.saturating_sub(2))) {
        // A notice of several lines covers those below it until the next key.
        frames::perform(model, Action::Program(Program::Redraw));
        frame = text(&draw(model, COLORED, width, height));
    }
    let model = &*model;
    let (dashboard, shared) = (model.dashboard(), model.shared());
    let Some(subject) = dashboard.subject(shared) else {
        assert_eq!(dashboard.contents().rows(dashboard.pane()), 0, "nothing is selected");
        return;
    };
    if model.shared().arrangement() == Arrangement::Notice {
        return;
    }
    for titles in model.content().into_iter().filter_map(|region| region.titles) {
        // `a-b of n`: never past the end. The day of the filter, `2026, as of Jan 2011`, is no such part.
        let counted = titles.lower_right.rsplit(" · ").next().and_then(|part| part.split_once(" of "));
        if let Some((lines, all)) = counted
            .filter(|(lines, _)| lines.starts_with(|first: char| first.is_ascii_digit()) && !lines.contains(", "))
        {
            let last: usize = lines.split_once('-').unwrap().1.parse().unwrap();
            assert!(last <= all.parse().unwrap(), "scrolled past the end:\n{frame}");
        }
    }
    match (model.screen(), model.dashboard().reading()) {
        (Some(Screen::Search(search)), _) => {
            assert!(search.hits().is_empty() || frame.contains('▸'), "the selected hit is not visible:\n{frame}");
        }
        (Some(Screen::Help(_) | Screen::Plain(_) | Screen::Note(_)), _) => {}
        (Some(Screen::Crosswalk(crosswalk)), _) => {
            let is_empty = crosswalk.rows().is_empty();
            assert!(is_empty || frame.contains('▸'), "the selected entry is not visible:\n{frame}");
        }
        (Some(Screen::Palette(palette)), _) => {
            assert!(palette.rows().is_empty() || frame.contains('▸'), "the selected row is not visible:\n{frame}");
        }
        (Some(Screen::Pins(sheet)), _) => {
            let pins = model.shared().saved().pins.len();
            assert!(sheet.row() < pins.max(1), "{} of {pins} pins", sheet.row());
            assert!(pins == 0 || frame.contains('▸'), "the selected pin is not visible:\n{frame}");
        }
        (None, Some(_)) => {
            assert!(dashboard.detail(shared).is_some(), "the detail has the focus and is not visible");
        }
        (None, None) => {
            // The beginning of its row: a headline, a name or, where they fit, the words themselves.
            let words = match subject {
                Subject::Record(record) if dashboard.pane() == Pane::Members => {
                    let name = record.title().first();
                    let name = name.strip_prefix("The ").unwrap_or(name);
                    vec![record.acronym().map_or(name, |acronym| acronym.as_str()).to_owned()]
                }
                Subject::Record(record) if record.kind() == Kind::Document => vec!["Documents".to_owned()],
                Subject::Record(record) => {
                    let texts = [record.headline().unwrap_or_default(), record.title().first(), record.body().first()];
                    texts.into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect()
                }
                Subject::Tally(tally) => vec![match tally.what {
                    // Its row counts three states.
                    Counted::Open(_) => format!("●{}", tally.answered()[0]),
                    _ => tally.records.len().to_string(),
                }],
            };
            // A narrow row shows only the beginning of a long word.
            let beginning = |words: &String| -> String {
                words.split_whitespace().next().unwrap().chars().take(5).collect::<String>().to_lowercase()
            };
            // The second cell of a wide letter is a space in the frame's text.
            // In a narrow pane the number of a row is on the last of its lines.
            let of_row = if matches!(subject, Subject::Tally(_)) { LINES_OF_TALLY } else { 1 };
            let lines: Vec<&str> = frame.lines().collect();
            let begins = (0..lines.len()).filter(|at| lines[*at].contains('▸'));
            let selected: Vec<String> =
                begins.flat_map(|at| &lines[at..lines.len().min(at + of_row)]).map(|line| squeezed(line)).collect();
            let is_shown = |words: &String| selected.iter().any(|line| line.contains(&beginning(words)));
            assert!(words.iter().any(is_shown), "{words:?} is selected and not shown:\n{frame}");
        }
    }
}

/// Most lines of a row of the overview that counts something.
const LINES_OF_TALLY: usize = 3;

fn squeezed(line: &str) -> String {
    line.replace(' ', "").to_lowercase()
}

/// The screen over the dashboard, its input and its selected record, if there are any.
fn shown(model: &Model) -> String {
    match model.screen() {
        Some(Screen::Search(search)) => format!("search {}", search.typed()),
        Some(Screen::Palette(palette)) => format!("palette {}", palette.input().text()),
        Some(Screen::Help(help)) => format!("help {}", help.scroll()),
        Some(Screen::Crosswalk(_)) => "crosswalk".to_owned(),
        Some(Screen::Pins(sheet)) => format!("pins {}", sheet.row()),
        Some(Screen::Note(note)) => format!("note {}", note.input().text()),
        // Its text changes with the selection and with what may be shown.
        Some(Screen::Plain(_)) => "plain".to_owned(),
        None => "dashboard".to_owned(),
    }
}

/// The target of the selected link.
fn selected_link(model: &Model) -> Option<RecordId> {
    model.dashboard().link(model.shared())
}

/// Whether the selected link is in a visible line, if the detail has the focus.
fn is_link_in_sight(model: &Model) -> bool {
    frames::shows_chosen_link(model)
        || model.screen().is_some()
        || model.shared().arrangement() == Arrangement::Notice
        || selected_link(model).is_none()
}

/// The selected records of the panes.
fn selected_in_all_panes(model: &Model) -> Vec<RecordId> {
    let (dashboard, data) = (model.dashboard(), model.shared().data());
    let selected = |pane| dashboard.contents().record(pane, dashboard.row(pane), data);
    Pane::ALL.into_iter().filter_map(|pane| Some(selected(pane)?.id().clone())).collect()
}

/// The page in the detail.
fn page(model: &Model) -> Option<Page> {
    Some(Page::clone(&model.dashboard().detail(model.shared())?.0))
}

/// The selected row, and how far its subject was scrolled.
fn visit(model: &Model) -> (String, Option<icatlas::app::Reading>) {
    (model.dashboard().heading(model.shared()).into(), model.dashboard().reading().cloned())
}

proptest! {
    #![proptest_config(common::cases(300, "proptest-regressions/tests/random_keys.txt"))]

    #[test]
    fn after_any_keys_a_selection_exists_and_is_on_the_screen(
        width in 0u16..140,
        height in 0u16..50,
        deeds in prop::collection::vec(deed(), 1..40),
    ) {
        let mut model = model(width, height);
        let mut size = (width, height);
        assert_sound(&mut model, size);
        for deed in deeds {
            size = perform(&mut model, deed, size);
            assert_sound(&mut model, size);
        }
    }

    #[test]
    fn after_other_data_everything_that_still_exists_stays_as_it_was(
        deeds in prop::collection::vec(
            prop_oneof![
                24 => deed(),
                2 => (0usize..4).prop_map(Deed::Replace),
                1 => (1usize..30).prop_map(Deed::MadeUp),
                1 => Just(Deed::Filter),
            ],
            1..60,
        ),
    ) {
        let (mut model, mut size) = (model(120, 40), (120, 40));
        // A selected record that disappears is selected again when it returns.
        let mut gone: Vec<RecordId> = Vec::new();
        for deed in deeds {
            let all = selected_in_all_panes(&model);
            let current = model.dashboard().current(model.shared()).map(|record| record.id().clone());
            let before = (current, shown(&model), selected_link(&model));
            let (page_before, read) = (page(&model), visit(&model).1);
            let is_swap = matches!(deed, Deed::Replace(_) | Deed::MadeUp(_) | Deed::Filter);
            size = perform(&mut model, deed, size);
            assert_sound(&mut model, size);
            if is_swap {
                let still_there = before.0.filter(|id| model.shared().data().get(id).is_some());
                let selected = model.dashboard().current(model.shared()).map(|record| record.id().clone());
                // It may be a bar, which is no record.
                let is_back = selected.as_ref().is_none_or(|selected| gone.contains(selected));
                prop_assert!(
                    still_there.is_none() || still_there == selected || is_back,
                    "{selected:?} and not {still_there:?}"
                );
                // The plain text closes where no words are left for it to show.
                let is_left_without_words = before.1 == "plain" && selected.is_none();
                prop_assert!(before.1 == shown(&model) || is_left_without_words, "{} and not {}", shown(&model), before.1);
                // The same page keeps its scroll position.
                let is_same = page_before.is_some() && page_before == page(&model) && still_there == selected;
                prop_assert!(!is_same || read == visit(&model).1, "{read:?} and not {:?}", visit(&model).1);
                // Scrolling may have moved it out of sight.
                prop_assert!(page_before == page(&model) || is_link_in_sight(&model), "the selected link is not visible");
                let link = selected_link(&model);
                let is_there = |id: &RecordId| model.shared().data().get(id).is_some();
                // A link that is still on the page stays selected.
                prop_assert!(link.is_none() || link == before.2 || !before.2.as_ref().is_some_and(is_there));
            }
            gone.extend(all.into_iter().filter(|id| model.shared().data().get(id).is_none()));
        }
    }

    #[test]
    fn back_restores_the_visit_and_forward_undoes_it(
        deeds in prop::collection::vec(deed().prop_filter("no resizes", |deed| !matches!(deed, Deed::Resize(..))), 1..30),
    ) {
        let mut model = model(120, 40);
        for deed in deeds {
            perform(&mut model, deed, (120, 40));
        }
        while model.screen().is_some() {
            model.update(Action::Close);
        }
        model.update(Action::Dashboard(dashboard::Action::NextLink));
        let with_link = visit(&model);
        model.update(Action::Open);
        let there = visit(&model);
        prop_assume!(there != with_link);
        model.update(Action::Dashboard(dashboard::Action::Back));
        prop_assert_eq!(visit(&model), with_link);
        model.update(Action::Dashboard(dashboard::Action::Forward));
        prop_assert_eq!(visit(&model), there);
    }

    #[test]
    fn every_pane_can_be_walked_from_end_to_end(width in 40u16..140, height in 12u16..50) {
        for pane in Pane::ALL {
            let mut model = model(width, height);
            model.update(Action::Dashboard(dashboard::Action::Focus(pane)));
            let mut seen = vec![model.dashboard().row(pane)];
            loop {
                model.update(Action::Move(Motion::Next));
                prop_assert!(model.dashboard().subject(model.shared()).is_some());
                if seen.last() == Some(&model.dashboard().row(pane)) {
                    break;
                }
                seen.push(model.dashboard().row(pane));
            }
            prop_assert_eq!(seen.len(), model.dashboard().contents().rows(pane));
            model.update(Action::Move(Motion::First));
            prop_assert_eq!(model.dashboard().row(pane), 0);
        }
    }
}
