//! The detail of a record, in full with its source, or of a tally, with the records that it counts. The dashboard, the search
//! and the pins show it.

use std::ops::Range;

use compact_str::{CompactString, format_compact};
use ratatui::layout::{Position, Rect};

use super::dashboard::{Reading, Subject};
use crate::app::content::{Region, SELECTED, Titles, UNSELECTED, part};
use crate::app::layout::{inside, reading_area};
use crate::app::motion::scrolled;
use crate::app::{Shared, edition};
use crate::atlas::{Hidden, RecordId, VisibleRecord};
use crate::present::content::{Line, Lines, Role};
use crate::present::page::Page;
use crate::present::{naming, wrap};
use crate::search::{Marker, Plan};
use crate::storage::saved::Pin;

/// The detail of a record without the focus.
pub(super) fn of_record(shared: &Shared, area: Rect, record: VisibleRecord<'_>) -> Region {
    of(shared, area, Subject::Record(record), None)
}

/// The detail of a pin's record, or why it is not visible.
pub(super) fn of_pin(shared: &Shared, area: Rect, pin: &Pin) -> Region {
    if let Some(record) = record_of(shared, pin) {
        return of_record(shared, area, record);
    }
    let words = match pin.record().and_then(|id| shared.data().hidden(&id)) {
        Some(Hidden::Later(_)) => " Known only later, and hidden.",
        Some(Hidden::Editorial) => " Editorial and hidden.",
        None => " No longer in the data.",
    };
    Region::bordered(shared, area, Titles::new("", "").id(pin.id.as_str())).line(Role::Text, words)
}

/// The record of a pin, if it is visible.
pub(super) fn record_of<'a>(shared: &'a Shared, pin: &Pin) -> Option<VisibleRecord<'a>> {
    shared.data().get(&pin.record()?)
}

/// What is shown instead of the title of a pin whose record is hidden.
pub(super) fn hidden(shared: &Shared, pin: &Pin) -> Option<String> {
    super::pins::hidden(shared.data(), pin)
}

/// The detail of a hit, with the matched letters marked.
pub(super) fn of_hit(shared: &Shared, area: Rect, record: VisibleRecord<'_>, plan: &Plan, scroll: usize) -> Region {
    with_text(shared, area, Subject::Record(record), scroll, None, |page, visible, lines| {
        let (mut marker, mut around) = (shared.searcher().marker(plan), String::new());
        for number in visible {
            mark(&mut marker, &mut around, &page.lines, number, lines);
        }
    })
}

/// The detail of a subject; with `reading` it has the focus, the scroll position and the selected link.
pub(super) fn of(shared: &Shared, area: Rect, subject: Subject<'_>, reading: Option<&Reading>) -> Region {
    let scroll = reading.map_or(0, |reading| reading.scroll);
    with_text(shared, area, subject, scroll, reading, |page, visible, lines| {
        let link = reading.and_then(|reading| page.number_of(reading.link.as_ref()?));
        for line in page.lines.within(visible) {
            let is_chosen = link.is_some() && line.link == link;
            lines.begin(line.role).link(line.link).select(is_chosen);
            for span in line.spans() {
                let role = if is_chosen && span.role == Role::Link { Role::ChosenLink } else { span.role };
                lines.span(role, span.text);
            }
        }
    })
}

/// The detail of a subject. `write` writes the visible lines of its page.
fn with_text(
    shared: &Shared,
    area: Rect,
    subject: Subject<'_>,
    scroll: usize,
    reading: Option<&Reading>,
    write: impl FnOnce(&Page, Range<usize>, &mut Lines),
) -> Region {
    let columns = area.width.into();
    let text = reading_area(inside(shared.arrangement(), area));
    let page = shared.page(subject, text.width.into());
    let height = usize::from(text.height);
    let first = scrolled(scroll, page.lines.len(), height, None);
    let part = part(first, height, page.lines.len());
    let titles = match subject {
        Subject::Record(record) => {
            let heading = naming::heading(record, columns);
            let fits = fits_edge(&heading, record.id(), text.width.into());
            let id = if fits { record.id().as_str() } else { "" };
            let titles = Titles::new(heading, "").id(id);
            let room = if text.width < NARROW { 0 } else { edition::room_beside(shared, area, &part) };
            titles.below(edge(shared, record.id(), &page.basis, room))
        }
        Subject::Tally(tally) => Titles::new(tally.what.heading(shared.data(), columns), tally.what.basis()),
    };
    let titles = titles.focused(reading.is_some());
    let mut region = Region::bordered(shared, area, titles);
    region.note(&part);
    region.add(text, |lines| write(&page, first..(first + height).min(page.lines.len()), lines));
    if reading.is_some() {
        select(&mut region);
    }
    region
}

/// Reverses the lines of the selected link over the full width, with the sign of a selected row, and puts the cursor there.
fn select(region: &mut Region) {
    let inside = region.inside();
    let Some(block) = region.blocks.first().cloned() else { return };
    let is_chosen = |line: usize| region.lines.within(line..line + 1).any(|line| line.selected);
    let chosen: Vec<usize> = block.lines.clone().filter(|line| is_chosen(*line)).collect();
    let y = |line: usize| block.area.y + u16::try_from(line - block.lines.start).unwrap_or_default();
    let first = chosen.first().copied();
    region.cursor = Some(Position::new(inside.x, y(first.unwrap_or(block.lines.start))));
    for line in chosen {
        let sign = if Some(line) == first { SELECTED } else { UNSELECTED };
        let before = Rect { x: inside.x, y: y(line), width: 1, height: 1 };
        let end = block.area.right();
        let after = Rect { x: end, width: inside.right().saturating_sub(end), ..before };
        region.add(before, |lines| _ = lines.begin(Role::Text).span(Role::Text, sign).select(true));
        region.add(after, |lines| _ = lines.begin(Role::Text).span(Role::Text, " ").select(true));
    }
}

/// Where the text of a detail is narrower, the document yields to the basis.
const NARROW: u16 = 50;

/// The basis of the words, the document and, for a pinned record, that. In fewer columns the document yields.
fn edge(shared: &Shared, id: &RecordId, basis: &str, room: usize) -> CompactString {
    let pinned = if shared.pin_of(id).is_some() { " · pinned" } else { "" };
    let whole = format_compact!("{basis}{pinned}");
    match basis.split_once(", ") {
        Some((basis, _)) if wrap::width(&whole) > room => format_compact!("{basis}{pinned}"),
        Some(_) | None => whole,
    }
}

/// Whether heading and id fit the edge around a text of this width. If not, the id is at the end of the text.
pub(in crate::app) fn fits_edge(heading: &str, id: &RecordId, width: usize) -> bool {
    // Border and margins around the text; corners, blanks, and some of the border between the two.
    const AROUND_TEXT: usize = 4;
    const AROUND_TITLES: usize = 8;
    wrap::width(heading) + id.as_str().len() + AROUND_TITLES <= width + AROUND_TEXT
}

/// Adds a line of a page, with the letters that match a query marked. The lines `around` it are searched too, since a phrase may
/// begin or end there.
fn mark(marker: &mut Marker<'_>, around: &mut String, page: &Lines, number: usize, lines: &mut Lines) {
    let text = |number: usize| page.within(number..number + 1).next().map_or("", Line::plain);
    let (before, own) = (number.checked_sub(1).map(text).unwrap_or_default(), text(number));
    around.clear();
    around.extend([before, " ", own, " ", text(number + 1)]);
    let clipped = |at: usize| at.saturating_sub(before.len() + 1).min(own.len());
    let marks = marker.marks(around);
    let marks = || marks.iter().map(|mark| clipped(mark.start)..clipped(mark.end));
    for line in page.within(number..number + 1) {
        lines.begin(line.role).link(line.link);
        let mut start = 0;
        for span in line.spans() {
            let clipped = |at: usize| at.saturating_sub(start).min(span.text.len());
            lines.marked(span.role, span.text, marks().map(|mark| clipped(mark.start)..clipped(mark.end)));
            start += span.text.len();
        }
    }
}
