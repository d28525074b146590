//! The detail of a record, in full with its source, or of a tally, with the records that it counts. The dashboard, the search
//! and the pins show it.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::dashboard::{Reading, Subject};
use crate::app::Shared;
use crate::app::content::{Block, Region, SELECTED, Titles, UNSELECTED};
use crate::app::layout::{inside, reading_area};
use crate::app::motion::scrolled;
use crate::atlas::{RecordId, VisibleRecord};
use crate::present::content::{Line, Role, Span};
use crate::present::{naming, wrap};
use crate::search::Plan;
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
    let words = if is_hidden(shared, pin) { " Editorial and hidden." } else { " No longer in the data." };
    Region::bordered(shared.arrangement(), area, Titles::new("", "").id(pin.id.as_str())).line(Role::Text, words)
}

/// The record of a pin, if it is visible.
pub(super) fn record_of<'a>(shared: &'a Shared, pin: &Pin) -> Option<VisibleRecord<'a>> {
    shared.data().get(&pin.record()?)
}

/// Whether the record of a pin is editorial and hidden.
pub(super) fn is_hidden(shared: &Shared, pin: &Pin) -> bool {
    pin.record().is_some_and(|id| shared.data().hides(&id))
}

/// The detail of a hit, with the matched letters marked.
pub(super) fn of_hit(shared: &Shared, area: Rect, record: VisibleRecord<'_>, plan: &Plan, scroll: usize) -> Region {
    let subject = Subject::Record(record);
    let mut region = scrolled_to(shared, area, subject, scroll, None);
    let text = reading_area(inside(shared.arrangement(), area));
    let page = shared.page(subject, text.width.into());
    let first = scrolled(scroll, page.lines.len(), text.height.into(), None);
    for (number, line) in region.blocks.iter_mut().flat_map(|block| &mut block.lines).enumerate() {
        mark(line, &marks(shared, plan, &page.lines, first + number));
    }
    region
}

/// The detail of a subject; with `reading` it has the focus, the scroll position and the selected link.
pub(super) fn of(shared: &Shared, area: Rect, subject: Subject<'_>, reading: Option<&Reading>) -> Region {
    scrolled_to(shared, area, subject, reading.map_or(0, |reading| reading.scroll), reading)
}

fn scrolled_to(shared: &Shared, area: Rect, subject: Subject<'_>, scroll: usize, reading: Option<&Reading>) -> Region {
    let columns = area.width.into();
    let text_width = reading_area(inside(shared.arrangement(), area)).width;
    let page = shared.page(subject, text_width.into());
    let titles = match subject {
        Subject::Record(record) => {
            let heading = naming::heading(record, columns);
            let id = if fits_edge(&heading, record.id(), text_width.into()) { record.id().as_str() } else { "" };
            Titles::new(heading, "").id(id).below(edge(shared, record.id(), &page.basis, text_width.into()))
        }
        Subject::Tally(tally) => Titles::new(tally.what.heading(shared.data(), columns), tally.what.basis()),
    };
    let link = reading.and_then(|reading| page.number_of(reading.link.as_ref()?));
    let titles = titles.focused(reading.is_some());
    let mut region = Region::bordered(shared.arrangement(), area, titles).text(&page.lines, scroll);
    let chosen = region.blocks.iter_mut().flat_map(|block| &mut block.lines).filter(|line| line.link.is_some());
    let spans = chosen.filter(|line| line.link == link).flat_map(|line| &mut line.spans);
    spans.filter(|span| span.role == Role::Link).for_each(|span| span.role = Role::ChosenLink);
    if reading.is_some() {
        select(&mut region, link);
    }
    region
}

/// Reverses the lines of the selected link over the full width, with the sign of a selected row, and puts the cursor there.
fn select(region: &mut Region, link: Option<usize>) {
    let inside = region.inside();
    let Some(block) = region.blocks.first_mut() else { return };
    let is_chosen = |line: &Line| link.is_some() && line.link == link;
    let first = block.lines.iter().position(is_chosen);
    let y = |line: usize| block.area.y + u16::try_from(line).unwrap_or_default();
    region.cursor = Some(Position::new(inside.x, y(first.unwrap_or_default())));
    let chosen: Vec<usize> = (0..block.lines.len()).filter(|line| is_chosen(&block.lines[*line])).collect();
    let margins: Vec<(u16, Line)> = chosen
        .iter()
        .map(|line| {
            let sign = if Some(*line) == first { SELECTED } else { UNSELECTED };
            (y(*line), Line { selected: true, ..vec![Span::new(Role::Text, sign)].into() })
        })
        .collect();
    for line in chosen {
        block.lines[line].selected = true;
    }
    let end = block.area.right();
    for (y, line) in margins {
        let blank = Line { selected: true, ..Line::new(Role::Text, " ") };
        let after = Rect { x: end, y, width: inside.right().saturating_sub(end), height: 1 };
        region.blocks.push(Block {
            area: Rect { x: inside.x, y, width: 1, height: 1 },
            lines: vec![line],
            at_right: false,
        });
        region.blocks.push(Block { area: after, lines: vec![blank], at_right: false });
    }
}

/// The basis of the words, the document and, for a pinned record, that; in a narrow detail the document yields.
fn edge(shared: &Shared, id: &RecordId, basis: &str, width: usize) -> String {
    const NARROW: usize = 50;
    if shared.pin_of(id).is_none() {
        return basis.to_owned();
    }
    let basis = basis.split_once(", ").filter(|_| width < NARROW).map_or(basis, |(basis, _)| basis);
    format!("{basis} · pinned")
}

/// Whether heading and id fit the edge around a text of this width. If not, the id is at the end of the text.
pub(in crate::app) fn fits_edge(heading: &str, id: &RecordId, width: usize) -> bool {
    // Border and margins around the text; corners, blanks, and some of the border between the two.
    const AROUND_TEXT: usize = 4;
    const AROUND_TITLES: usize = 8;
    wrap::width(heading) + id.as_str().len() + AROUND_TITLES <= width + AROUND_TEXT
}

/// Marks these byte ranges of a line's text.
fn mark(line: &mut Line, marks: &[Range<usize>]) {
    let mut start = 0;
    let mut spans = Vec::new();
    for span in &line.spans {
        let clipped = |at: usize| at.saturating_sub(start).min(span.text.len());
        let within: Vec<_> = marks.iter().map(|mark| clipped(mark.start)..clipped(mark.end)).collect();
        let within: Vec<_> = within.into_iter().filter(|mark| !mark.is_empty()).collect();
        spans.extend(Span::marked(&span.text, &within, span.role));
        start += span.text.len();
    }
    line.spans = spans;
}

/// The matched byte ranges of a line. The lines around it are searched too, since a phrase may begin or end there.
fn marks(shared: &Shared, plan: &Plan, lines: &[Line], number: usize) -> Vec<Range<usize>> {
    let text = |number: usize| lines.get(number).map(Line::plain).unwrap_or_default();
    let before = number.checked_sub(1).map(text).unwrap_or_default() + " ";
    let line = text(number);
    let whole = format!("{before}{line} {}", text(number + 1));
    let clipped = |at: usize| at.saturating_sub(before.len()).min(line.len());
    let marks = shared.searcher().marks(plan, &whole).into_iter();
    marks.map(|mark| clipped(mark.start)..clipped(mark.end)).filter(|mark| !mark.is_empty()).collect()
}
