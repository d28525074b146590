//! The content of the pins: the list of pins, the note on the selected one, and its detail.

use ratatui::layout::Rect;

use super::sheet::HIDDEN;
use super::{Pins, Typing};
use crate::app::content::{List, Region, Titles};
use crate::app::layout::{Arrangement, part, split_lines};
use crate::app::screens::{dashboard, detail};
use crate::app::{Action, Shared, Take};
use crate::atlas::VisibleRecord;
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};
use crate::storage::saved::Pin;

/// Height of the note and the detail in tabbed windows: the detail shows a text in full.
const LOWER: (u16, u16) = (3, 5);

/// The areas of the list, of the note or input, and of the detail, with their borders. Windows without borders have no
/// detail.
pub(super) fn areas(arrangement: Arrangement, body: Rect) -> [Rect; 3] {
    let lower = match arrangement {
        Arrangement::Wide => body.height / 2,
        Arrangement::Tabbed => part(LOWER, body.height),
        Arrangement::List | Arrangement::Notice => 2,
    };
    let [pins, rest] = split_lines(body, body.height.saturating_sub(lower));
    let [note, detail] = split_lines(rest, if arrangement.has_borders() { 3 } else { 2 });
    [pins, note, detail]
}

fn record_of<'a>(shared: &'a Shared, pin: &Pin) -> Option<VisibleRecord<'a>> {
    shared.data().get(&pin.record()?)
}

fn is_hidden(shared: &Shared, pin: &Pin) -> bool {
    pin.record().is_some_and(|id| shared.data().hides(&id))
}

impl Pins {
    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let arrangement = shared.arrangement();
        let [area, note, below] = areas(arrangement, body);
        let pins = &shared.saved().pins;
        let typing = self.typing.is_some();
        let titles = Titles::new("Pins", format!("as {}", self.format.name())).focused(!typing);
        let sheet = Region::bordered(arrangement, area, titles);
        let Some(pin) = pins.get(self.selected) else {
            let key = shared.keymap().label(&dashboard::KEYS, Action::Take(Take::Pin), shared.ascii());
            let words = format!(" Nothing is pinned. On the dashboard, {key} pins the selected record.");
            let inside = sheet.inside();
            let lines = wrap::lines(&words, inside.width.into());
            let sheet = sheet.lines(inside, lines.into_iter().map(|line| Line::new(Role::Aside, line)));
            let others = [(note, "Note"), (below, "")].into_iter().filter(|_| arrangement.has_borders());
            let others = others.map(|(area, title)| Region::bordered(arrangement, area, Titles::new(title, "")));
            return std::iter::once(sheet).chain(others).for_each(show);
        };
        let rows = List { count: pins.len(), selected: self.selected, focused: !typing };
        let sheet = sheet.list(rows, |number, width| row(shared, number, &pins[number], width));
        show(sheet);
        show(self.note(shared, note, pin));
        if arrangement.has_borders() {
            show(Self::below(shared, below, pin));
        }
    }

    /// The detail of the selected pin, or why it is not visible.
    fn below(shared: &Shared, area: Rect, pin: &Pin) -> Region {
        if let Some(record) = record_of(shared, pin) {
            return detail::of_record(shared, area, record);
        }
        let words = if is_hidden(shared, pin) { " Editorial and hidden." } else { " No longer in the data." };
        Region::bordered(shared.arrangement(), area, Titles::new("", pin.id.as_str())).line(Role::Aside, words)
    }

    /// The note on the selected pin, or the input for a note or a file name.
    fn note(&self, shared: &Shared, area: Rect, pin: &Pin) -> Region {
        let (title, prompt) = match &self.typing {
            Some(Typing::Name(_)) => ("Write to the file", " > "),
            Some(Typing::Note(_)) | None => ("Note", " "),
        };
        let titles = Titles::new(title, pin.id.as_str()).focused(self.typing.is_some());
        let mut region = Region::bordered(shared.arrangement(), area, titles);
        let mut inside = region.inside();
        if !shared.arrangement().has_borders() {
            let title = Span::new(Role::Aside, format!(" {title} "));
            let rule = Span::new(Role::Rule, "─".repeat(area.width.into()));
            region = region.lines(Rect { height: 1, ..area }, [vec![title, rule].into()]);
            inside = Rect { y: inside.y + 1, height: 1, ..inside };
        }
        if let Some(typing) = &self.typing {
            return region.input(inside, prompt, typing.input(), true);
        }
        let note = pin.note.as_ref().map_or("", |note| note.as_str());
        let room = usize::from(inside.width).saturating_sub(2);
        region.lines(inside, [Line::new(Role::Text, format!(" {}", wrap::cut(note, room)))])
    }
}

/// The number of a pin, the name of its record, and as much of the note as fits.
fn row(shared: &Shared, number: usize, pin: &Pin, width: usize) -> Line {
    let count = format!("{:>2} ", number + 1);
    let (name, gone) = match record_of(shared, pin) {
        Some(record) => (naming::in_list(record, width), ""),
        None if is_hidden(shared, pin) => (HIDDEN.to_owned(), ""),
        None => (wrap::beginning(pin.title.as_str(), width).into_owned(), " (gone)"),
    };
    let room = width.saturating_sub(count.len() + gone.len());
    let note = pin.note.as_ref().map(|note| format!("  {}", wrap::beginning(note.as_str(), width))).unwrap_or_default();
    let for_note = wrap::width(&note).min(room / 2);
    let name = wrap::cut(&name, room - for_note).into_owned();
    let note = wrap::cut(&note, room.saturating_sub(wrap::width(&name))).into_owned();
    vec![
        Span::new(Role::Heading, count),
        Span::new(Role::Text, name),
        Span::new(Role::Aside, gone),
        Span::new(Role::Aside, note),
    ]
    .into()
}
