//! What the title line, or the edge that stands for it, says of the edition, its day and the filter. Nothing here knows what
//! day it is today.

use std::borrow::Cow;

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;

use super::Shared;
use super::content::Titles;
use super::layout::Arrangement;
use crate::atlas::Date;
use crate::present::wrap;

/// Said wherever editorial texts are hidden.
const SOURCES_ONLY: &str = "sources only";

/// The same beside a day, where there is least room.
const SOURCES: &str = "sources";

/// Between two parts of what is said.
const BETWEEN: &str = " · ";

/// How much is said of edition and day; a filter is said in each form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// The name and the whole day.
    Whole,
    /// The name and the day in few letters.
    Short,
    /// The same in fewer letters, and in the fewest.
    Shorter,
    Shortest,
    /// The name alone, or the filter alone.
    Least,
    /// The filter alone; both filters in the fewest letters that still say what they are.
    FilterOnly,
}

/// What is said where not all has room, the longest first.
const LEAST: [Form; 4] = [Form::Short, Form::Shorter, Form::Shortest, Form::Least];

/// The longest that can be said of edition, day and filter in `room` columns. A filter is said even if it does not fit.
pub(super) fn said(shared: &Shared, room: usize) -> CompactString {
    let mut forms = [Form::Whole].into_iter().chain(LEAST).map(|form| in_form(shared, form));
    forms.find(|said| wrap::width(said) <= room).unwrap_or_else(|| in_form(shared, Form::FilterOnly))
}

/// The form for a title line without room for all that it could say: name and day, or as much of that as fits `room` columns.
pub(super) fn least(shared: &Shared, room: usize) -> Form {
    LEAST.into_iter().find(|form| wrap::width(&in_form(shared, *form)) <= room).unwrap_or(Form::FilterOnly)
}

/// The longest that can be said in `room` columns of edition, day and filter, and after that of a count, which yields first: it
/// stands as a whole, in short (`1-10/58`), or with its first part. What this form says is said even if it does not fit.
pub(super) fn at_least(shared: &Shared, form: Form, count: &str, room: usize) -> CompactString {
    let first = count.split_once(BETWEEN).map_or("", |(first, _)| first);
    let in_short = count.replace(" of ", "/");
    let mut said = [count, &*in_short, first, ""]
        .into_iter()
        .flat_map(|count| [Form::Whole, form].into_iter().map(move |form| joined(&in_form(shared, form), count)));
    said.find(|said| wrap::width(said) <= room).unwrap_or_else(|| in_form(shared, form))
}

/// The columns in which name and day can be said.
pub(super) fn columns(shared: &Shared) -> usize {
    wrap::width(&in_form(shared, Form::Short))
}

/// Whether the lower edge of a region stands for the title line.
pub(super) fn is_on_edge_of(shared: &Shared, area: Rect) -> bool {
    shared.arrangement() == Arrangement::Tabbed && area.y == 0
}

/// The columns on the left of the lower edge of a region, beside the count there and, if it stands for the title line, name
/// and day.
pub(super) fn room_beside(shared: &Shared, area: Rect, count: &str) -> usize {
    let said = if is_on_edge_of(shared, area) { in_form(shared, Form::Short) } else { CompactString::default() };
    Titles { lower_right: joined(&said, count), ..Titles::default() }.room_on_the_left(area.width.into())
}

/// The longest that can be said before a count, which is there in any case.
fn before(shared: &Shared, count: &str, room: usize) -> CompactString {
    let taken = if count.is_empty() { 0 } else { wrap::width(BETWEEN) + wrap::width(count) };
    joined(&said(shared, room.saturating_sub(taken)), count)
}

/// Adds edition, day and filter to the lower edge of a region of so many columns, before the count there. What is on its
/// left is cut for the filter only.
pub(super) fn add(shared: &Shared, titles: &mut Titles, width: u16) {
    titles.lower_right = before(shared, &titles.lower_right, titles.room_on_the_right(width.into()));
}

/// What is said in a form.
pub(super) fn in_form(shared: &Shared, form: Form) -> CompactString {
    let (as_of, known) = (shared.data().filter().as_of, shared.data().edition().date);
    let name = name(shared);
    if shared.sources_only() {
        match (form, as_of) {
            (Form::Shorter, None) => return format_compact!("{SOURCES_ONLY}, {name} ({})", day_of(&name, known)),
            (Form::Shortest, None) => return format_compact!("{SOURCES}, {name} ({})", day_of(&name, known)),
            (Form::Shorter, Some(day)) => return format_compact!("{SOURCES}{BETWEEN}{name}, as of {}", day.short()),
            (Form::Shortest, Some(day)) => return format_compact!("{SOURCES}{BETWEEN}{name}, {}", day_of(&name, day)),
            (Form::Least, Some(day)) => return format_compact!("{SOURCES_ONLY}, as of {}", day.short()),
            (Form::FilterOnly, Some(day)) => return format_compact!("{SOURCES}, as of {}", day.short()),
            (Form::Whole | Form::Short, _) | (Form::Least | Form::FilterOnly, None) => {}
        }
    }
    let day = match (as_of, form) {
        (Some(day), Form::Whole) => format_compact!("{name}, as of {day}"),
        (Some(day), Form::Short | Form::Shorter) => format_compact!("{name}, as of {}", day.short()),
        (Some(day), Form::Shortest) => format_compact!("{name}, {}", day.short()),
        (Some(day), Form::Least | Form::FilterOnly) => format_compact!("as of {}", day.short()),
        (None, Form::Whole) => format_compact!("{name}, as known {}", known.when()),
        (None, Form::Short | Form::Shorter | Form::Shortest) => format_compact!("{name} ({})", known.short()),
        (None, Form::Least) => name.into(),
        (None, Form::FilterOnly) => CompactString::default(),
    };
    if shared.sources_only() { joined(SOURCES_ONLY, &day) } else { day }
}

/// A day in few letters, without its year if the name of the edition begins with that.
fn day_of(name: &str, day: Date) -> String {
    let mut short = day.short();
    if let Some((before, year)) = short.rsplit_once(' ')
        && name.starts_with(year)
    {
        short.truncate(before.len());
    }
    short
}

fn joined(first: &str, second: &str) -> CompactString {
    let between = if first.is_empty() || second.is_empty() { "" } else { BETWEEN };
    format_compact!("{first}{between}{second}")
}

/// The name of the edition. With a name of this length the filter fits beside it in every window.
fn name(shared: &Shared) -> Cow<'_, str> {
    wrap::cut(shared.data().edition().name.as_str(), usize::from(shared.size().0) / 4)
}
