//! The content of the pins: a pane with the pins and their notes, and below it the detail of the selected pin.

use std::cell::RefCell;

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;

use super::Pins;
use crate::app::content::{List, Region, RowLines, TALLEST_ROW, Titles};
use crate::app::layout::{inside, split_lines};
use crate::app::motion::Motion;
use crate::app::screens::{dashboard, detail, record_row};
use crate::app::{Action, Shared, Take};
use crate::present::content::Role;
use crate::present::signs;
use crate::present::wrap;
use crate::storage::saved::Pin;

/// Most lines of a headline, and of the note below it.
const MOST_LINES: usize = TALLEST_ROW / 2;

/// The areas of the pins.
struct Areas {
    /// The pane, with its border.
    pane: Rect,
    /// The list.
    list: Rect,
    /// The input, while the name of a file is typed.
    input: Rect,
    /// The detail of the selected pin, with its border; of no height in windows without borders.
    detail: Rect,
}

impl Pins {
    /// The areas in the body of the window. The pane takes what its pins and one line more need, which is the input's, but no
    /// more than half of the body.
    fn areas(&self, shared: &Shared, body: Rect) -> Areas {
        let arrangement = shared.arrangement();
        let within = inside(arrangement, body);
        let border = body.height - within.height;
        let [pane, detail] = if arrangement.has_borders() && !shared.saved().pins.is_empty() {
            let most = body.height.div_ceil(2).saturating_sub(border + 1);
            let count = shared.saved().pins.len();
            let height = record_row::height_of_all(count, within.width, most, rows(shared));
            split_lines(body, height + 1 + border)
        } else {
            split_lines(body, body.height)
        };
        let within = inside(arrangement, pane);
        let [list, input] = split_lines(within, within.height.saturating_sub(self.naming.is_some().into()));
        Areas { pane, list, input, detail }
    }

    /// The pin after a motion.
    pub(super) fn moved(&self, shared: &Shared, motion: Motion) -> usize {
        let area = self.areas(shared, shared.body()).list;
        let row = rows(shared);
        self.rows(shared).moved(motion, area.height.into(), |number| RowLines::height(number, area.width, &row))
    }

    pub(super) fn show(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let areas = self.areas(shared, body);
        let pins = &shared.saved().pins;
        let titles = Titles::new("Pins", self.counted(shared)).focused(true);
        let mut pane = Region::bordered(shared, areas.pane, titles);
        let Some(pin) = pins.get(self.selected) else {
            let key = shared.keymap().label(&dashboard::KEYS, Action::Take(Take::Pin), shared.ascii());
            let words = format!("Nothing is pinned. In the other screens, {key} pins the selected record.");
            return show(pane.block(areas.list, |block| {
                for line in wrap::lines(&words, usize::from(areas.list.width).saturating_sub(2)) {
                    block.begin(Role::Text).write(Role::Text, format_args!(" {line}"));
                }
            }));
        };
        if let Some(naming) = &self.naming {
            let prompt = if naming.replaces() { " It exists. Overwrite: " } else { " Write to the file: " };
            pane = pane.input(areas.input, prompt, &naming.input, true);
        }
        let list = List { focused: self.naming.is_none(), ..self.rows(shared) };
        show(pane.list_in(areas.list, list, list.count, rows(shared)));
        if !areas.detail.is_empty() {
            show(detail::of_pin(shared, areas.detail, pin));
        }
    }

    /// The number of pins and the format of copies and files.
    pub(super) fn counted(&self, shared: &Shared) -> CompactString {
        format_compact!("{} pinned, as {}", shared.saved().pins.len(), self.format.name())
    }

    fn rows(&self, shared: &Shared) -> List {
        List { count: shared.saved().pins.len(), selected: self.selected, focused: true }
    }
}

/// What adds the rows of the pins.
fn rows(shared: &Shared) -> impl Fn(usize, usize, &mut RowLines<'_>) {
    let memory = RefCell::default();
    move |number, width, lines| row(shared, number, width, &mut memory.borrow_mut(), lines)
}

/// The number of a pin, what its record is, the headline, and the note below that.
fn row(shared: &Shared, number: usize, width: usize, memory: &mut String, lines: &mut RowLines<'_>) {
    let pins = &shared.saved().pins;
    let Some(pin) = pins.get(number) else { return };
    let digits = pins.len().checked_ilog10().unwrap_or_default() as usize + 1;
    let is_narrow = record_row::is_narrow(width);
    let (label, blanks, (role, sign), words) = if let Some(record) = detail::record_of(shared, pin) {
        let (label, blanks) = record_row::label(record, width);
        let sign = match signs::of_gap(shared.data(), record) {
            Some(sign) => sign,
            None if is_narrow => "",
            None => " ",
        };
        (label, blanks, (Role::Heading, sign), record_row::words(record, width, MOST_LINES, memory))
    } else {
        *memory = detail::hidden(shared, pin).unwrap_or_else(|| gone(pin, width));
        let words = memory.as_str();
        (CompactString::default(), record_row::no_label(width), (Role::Text, if is_narrow { "" } else { " " }), words)
    };
    let after = if sign.is_empty() { "" } else { " " };
    let margin = digits + 1 + wrap::width(&label) + blanks + wrap::width(sign) + after.len();
    record_row::Beside { words, margin, width, most: MOST_LINES }.add(lines, Vec::new, |line| {
        line.write(Role::Text, format_args!("{:>digits$} {label}{:blanks$}", number + 1, ""));
        line.span(role, sign).span(Role::Text, after);
    });
    if let Some(note) = &pin.note {
        let (indent, words) = (record_row::indent(margin, width), note.as_str());
        let note = record_row::Beside { words, margin: indent + NOTE.len(), width, most: MOST_LINES };
        note.add(lines, Vec::new, |line| _ = line.blanks(indent).span(Role::Text, NOTE));
    }
}

/// What stands before a note.
const NOTE: &str = "note: ";

/// The title of a record that is no longer in the data.
fn gone(pin: &Pin, width: usize) -> String {
    format!("{} (gone)", wrap::cut(pin.title.as_str(), width * MOST_LINES / 2))
}
