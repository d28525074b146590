//! Frames over data with texts of any length: the cost of a frame follows what it shows.

use super::{Frame, Theme, view};
use crate::app::screens::search::Results;
use crate::app::screens::{Screen, dashboard};
use crate::app::{Action, Model, Motion, Name, Pane};
use crate::atlas::{Atlas, Text};
use crate::present::wrap::{MOST_MARKS, work};
use crate::storage::saved::{Pin, SavedState};

const THEME: Theme = Theme { color: true, ascii: false };

const SIZES: [(u16, u16); 4] = [(160, 50), (120, 40), (80, 24), (40, 12)];

/// The most bytes of texts that a frame goes through. Rows of several lines are measured before they are drawn, and a row is
/// up to 16 lines high.
const MOST_WORK: usize = 1 << 18;

/// The same in the search, where up to 200 rows are measured and searched for matches; here there are 33.
const MOST_WORK_OF_SEARCH: usize = 50 * (1 << 14);

/// The longest symbol of a cell, in bytes: a letter of four bytes with as many marks of four bytes as it may have.
const LONGEST_SYMBOL: usize = 4 * (1 + MOST_MARKS);

/// Data in which each text is this one: titles, texts, names, acronyms, facts, places, reasons, documents, synonyms and the
/// name of the edition.
fn atlas(text: &str) -> Atlas {
    let place = format!("place: Slide(\"{text}\")");
    let cites = format!("citations: [(document: \"document/deck\", {place})]");
    let link = |relation: &str, to: &str| {
        format!(
            "links: [(relation: {relation}, to: \"{to}\", basis: Verbatim, citation: (document: \"document/deck\", {place}))]"
        )
    };
    let records = |record: &dyn Fn(usize) -> String| format!("[{}]", (1..5).map(record).collect::<String>());
    let numbered = |kind: &str| {
        records(&|number| format!("(id: \"{kind}/prevention/{number}\", text: Editorial(\"{text}\"), {cites}),"))
    };
    let member = |number| {
        format!(
            "(id: \"member/m-{number}\", name: \"{text}\", acronym: \"{text}\", {}, {cites}, names: [(standing: French, basis: \
             Verbatim, name: \"{text}\")]),",
            link("TookPart", &format!("event/{number}"))
        )
    };
    let titled = |kind: &str, more: &str| {
        let (kind, more) = (kind.to_owned(), more.to_owned());
        let cites = cites.clone();
        move |number: usize| {
            format!(
                "(id: \"{kind}/{number}\", title: Editorial(\"{text}\"), text: Verbatim([\"{text}\", \"{text}\"]), {more} {cites}),"
            )
        }
    };
    let event =
        titled("event", &format!("date: \"2010-10\", place: Verbatim(\"{text}\"), host: Verbatim(\"{text}\"),"));
    let answer = |number| {
        format!(
            "(from: \"rec/prevention/{number}\", relation: Answers, to: \"gap/prevention/{number}\", reason: \"{text}\", \
             citation: (document: \"document/deck\", {place})),"
        )
    };
    let texts = [
        ("gaps", numbered("gap")),
        ("recommendations", numbered("rec")),
        ("members", records(&member)),
        ("clauses", records(&titled("clause/icat", ""))),
        ("functions", records(&titled("function", ""))),
        ("events", records(&event)),
        ("crosswalk", records(&answer)),
        (
            "documents",
            format!(
                "[(id: \"document/deck\", title: Editorial(\"{text}\"), body: \"{text}\", text: Editorial(\"{text}\"), {cites})]"
            ),
        ),
        ("edition", format!("(name: \"{text}\", date: \"2010-10\", schema: 1)")),
        ("synonyms", format!("[[\"{text}\", \"police\"]]")),
    ];
    Atlas::of_texts(&texts).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A step on the way to a screen.
enum Deed {
    Do(Action),
    Paste(&'static str),
}

/// Shows the dashboard in every state that shows texts.
fn each_screen(model: &mut Model, check: impl Fn(&str, &Model)) {
    const NEXT: Deed = Deed::Do(Action::Move(Motion::Next));
    const PAGE: Deed = Deed::Do(Action::Move(Motion::PageDown));
    const OPEN: Deed = Deed::Do(Action::Open);
    let show = |name| Deed::Do(Action::Show(name));
    let next_link = || Deed::Do(Action::Dashboard(dashboard::Action::NextLink));
    let screens = [
        ("the trail", vec![OPEN, next_link(), OPEN]),
        ("a pane", vec![NEXT]),
        ("the detail", vec![OPEN, NEXT]),
        ("the crosswalk", vec![show(Name::Crosswalk), Deed::Do(Action::Move(Motion::Right))]),
        ("all records", vec![show(Name::Search)]),
        ("the palette", vec![show(Name::Palette), Deed::Paste("/")]),
        ("the pins", vec![show(Name::Pins), NEXT]),
        ("a text shown plain", vec![show(Name::Plain), PAGE]),
        ("the end", vec![Deed::Do(Action::Move(Motion::Last))]),
    ];
    let searches = ["prevention", "last", "police", "kind:gap"];
    let searches = searches.map(|words| ("the search", vec![show(Name::Search), Deed::Paste(words)]));
    for (what, deeds) in screens.into_iter().chain(searches) {
        // The screens over the dashboard are the same over each pane.
        let panes = if matches!(deeds[0], Deed::Do(Action::Show(_))) { &[Pane::Matrix] } else { &Pane::ALL[..] };
        for pane in panes {
            model.update(Action::Dashboard(dashboard::Action::Focus(*pane)));
            for deed in &deeds {
                match deed {
                    Deed::Do(action) => model.update(*action),
                    Deed::Paste(text) => model.paste(text),
                };
                while let Some(request) = model.wanted() {
                    let found = model.shared().searcher().search(&request.query, request.most);
                    model.take_results(Results { version: request.version, found });
                }
            }
            check(what, model);
            for _ in 0..3 {
                model.update(Action::Close);
            }
        }
    }
}

/// Pins of records in the data and of one that is gone.
fn pins(text: &str) -> SavedState {
    let pin = |id: &str| Pin {
        id: Text::try_from(id.to_owned()).unwrap(),
        title: Text::try_from(text.to_owned()).unwrap(),
        note: Text::try_from(text.to_owned()).ok(),
    };
    SavedState { pins: ["gap/prevention/1", "gap/prevention/9", "event/1"].map(pin).into(), ..SavedState::default() }
}

/// A text of this many bytes that repeats a part.
fn repeated(part: &str, length: usize) -> String {
    format!("A{} last", part.repeat(length / part.len()))
}

#[test]
fn the_cost_of_a_frame_follows_what_it_shows() {
    for part in ["word ", "word", "人"] {
        let text = repeated(part, 1 << 15);
        let mut model = Model::new(atlas(&text), 0, 0).with_saved(pins(&text));
        for (width, height) in SIZES {
            model.resize(width, height);
            each_screen(&mut model, |what, model| {
                let mut frame = Frame::new(width, height);
                // The first frame lays the page out.
                view(model, THEME, &mut frame);
                frame.clear();
                let work = work::of(|| view(model, THEME, &mut frame));
                let searching = matches!(model.screen(), Some(Screen::Search(_)));
                let most = if searching { MOST_WORK_OF_SEARCH } else { MOST_WORK };
                assert!(work < most, "{what} of {part:?} at {width}x{height}: {work} bytes");
            });
        }
    }
}

#[test]
fn no_cell_holds_more_marks_than_any_writing_system_uses() {
    for part in ["\u{301}", "\u{1161}"] {
        let text = repeated(part, 1 << 12);
        let mut model = Model::new(atlas(&text), 0, 0).with_saved(pins(&text));
        for (width, height) in SIZES {
            model.resize(width, height);
            each_screen(&mut model, |what, model| {
                let mut frame = Frame::new(width, height);
                view(model, THEME, &mut frame);
                let longest = frame.buffer().content.iter().map(|cell| cell.symbol().len()).max();
                assert!(longest <= Some(LONGEST_SYMBOL), "{what} of {part:?}: {longest:?} bytes in a cell");
            });
        }
    }
}
