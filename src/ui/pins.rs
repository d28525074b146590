//! The pins: a call sheet in its order, the note on the selected pin, and below its detail.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::framed::{Rows, Titles, framed};
use super::theme::Theme;
use super::{detail, field};
use crate::app::keys::{self, Context};
use crate::app::layout::{Form, pins_areas};
use crate::app::screens::pins::{Pins, Typing};
use crate::app::{Action, Model};
use crate::atlas::{RecordId, Shown};
use crate::present::{naming, wrap};
use crate::storage::kept::Pin;

pub(super) fn draw(model: &Model, theme: Theme, frame: &mut Frame, body: Rect, sheet: &Pins) {
    let areas = pins_areas(model.form(), body);
    let pins = &model.kept().pins;
    let form = format!("as {}", sheet.format().name());
    let typing = sheet.typing().is_some();
    let inside = framed(frame, theme, model.form(), areas.pins, !typing, &Titles::new("Pins", &form));
    if pins.is_empty() {
        let key = keys::label_of(Context::List, &Action::Pin, model.ascii());
        let words = format!(" Nothing is pinned. On the dashboard, {key} pins the selected record.");
        for (line, area) in wrap::lines(&words, inside.width.into()).iter().zip(inside.rows()) {
            frame.render_widget(Line::styled(line.to_string(), theme.faint()), area);
        }
        framed(frame, theme, model.form(), areas.note, false, &Titles::new("Note", ""));
        areas.detail.into_iter().for_each(|area| {
            framed(frame, theme, model.form(), area, false, &Titles::new("", ""));
        });
        return;
    }
    let rows = Rows { count: pins.len(), selected: sheet.selected(), focused: !typing };
    rows.draw(frame, theme, model.form(), inside, |number, width| row(model, theme, number, &pins[number], width));
    let Some(pin) = pins.get(sheet.selected()) else { return };
    note(model, theme, frame, areas.note, sheet, pin);
    if let Some(area) = areas.detail {
        if let Some(record) = record_of(model, pin) {
            detail::draw_record(model, theme, frame, area, record);
        } else {
            let inside = framed(frame, theme, model.form(), area, false, &Titles::new("", pin.id.as_str()));
            let words = if is_hidden(model, pin) { " Editorial, and hidden." } else { " Gone from the data." };
            frame.render_widget(Line::styled(words, theme.faint()), inside);
        }
    }
}

fn record_of<'a>(model: &'a Model, pin: &Pin) -> Option<Shown<'a>> {
    model.data().get(&RecordId::try_from(pin.id.as_str()).ok()?)
}

fn is_hidden(model: &Model, pin: &Pin) -> bool {
    RecordId::try_from(pin.id.as_str()).is_ok_and(|id| model.data().hides(&id))
}

/// The number, what is pinned, and as much of the note as there is room for.
fn row(model: &Model, theme: Theme, number: usize, pin: &Pin, width: usize) -> Line<'static> {
    let count = format!("{:>2} ", number + 1);
    let (name, gone) = match record_of(model, pin) {
        Some(record) => (naming::in_list(record, width), ""),
        None if is_hidden(model, pin) => ("editorial, hidden".to_owned(), ""),
        None => (wrap::beginning(pin.title.as_str(), width).into_owned(), " (gone)"),
    };
    let room = width.saturating_sub(count.len() + gone.len());
    let note = pin.note.as_ref().map(|note| format!("  {}", wrap::beginning(note.as_str(), width))).unwrap_or_default();
    let for_note = wrap::width(&note).min(room / 2);
    let name = wrap::cut(&name, room - for_note).into_owned();
    let note = wrap::cut(&note, room.saturating_sub(wrap::width(&name))).into_owned();
    Line::from(vec![
        Span::styled(count, theme.heading()),
        Span::raw(name),
        Span::styled(gone, theme.faint()),
        Span::styled(note, theme.faint()),
    ])
}

/// The note on the selected pin, or the field in which one, or a file name, is typed.
fn note(model: &Model, theme: Theme, frame: &mut Frame, area: Rect, sheet: &Pins, pin: &Pin) {
    let (title, prompt) = match sheet.typing() {
        Some(Typing::Name(_)) => ("Write to the file", " > "),
        _ => ("Note", " "),
    };
    let typing = sheet.typing().is_some();
    let mut inside = framed(frame, theme, model.form(), area, typing, &Titles::new(title, pin.id.as_str()));
    if model.form() == Form::List {
        let rule = Span::styled(format!(" {title} {}", "─".repeat(area.width.into())), theme.faint());
        frame.render_widget(rule, Rect { height: 1, ..area });
        inside = Rect { y: inside.y + 1, height: 1, ..inside };
    }
    if let Some(typing) = sheet.typing() {
        field::draw(frame, theme, inside, prompt, typing.field(), true);
    } else {
        let note = pin.note.as_ref().map_or("", |note| note.as_str());
        let room = usize::from(inside.width).saturating_sub(2);
        frame.render_widget(Line::raw(format!(" {}", wrap::cut(note, room))), inside);
    }
}
