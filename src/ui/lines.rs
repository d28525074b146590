//! The line at the top and the line at the bottom, and the notice where there is no room for more.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::theme::Theme;
use super::{crosswalk, matrix};
use crate::app::keys::Hint;
use crate::app::layout::{Form, SMALLEST};
use crate::app::screens::Screen;
use crate::app::{Model, Pane};
use crate::present::wrap;

/// The title line: what this is, or where one is.
pub(super) fn title(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let edition = edition(model);
    let (left, right) = match model.form() {
        Form::Wide => {
            let start = " icatlas";
            let room = width.saturating_sub(start.len() + 3 + wrap::width(&edition) + 2);
            let name = trail(model, room)
                .unwrap_or_else(|| "Inter-Agency Coordination Group against Trafficking in Persons".to_owned());
            (vec![Span::styled(start, theme.selected()), Span::raw(format!(" · {name}"))], edition)
        }
        Form::Tabbed => {
            let tabs = tabs(model, theme);
            let taken: usize = tabs.iter().map(|span| wrap::width(&span.content)).sum();
            // Beside the tabs there is room for one thing only.
            let right = if model.sources_only() {
                "sources only ".to_owned()
            } else {
                trail(model, width.saturating_sub(taken + 2)).map_or(edition, |trail| trail + " ")
            };
            (tabs, right)
        }
        _ => {
            let right = counted(model);
            let room = width.saturating_sub(wrap::width(&right) + 2);
            let here = place(model);
            let left = trail(model, room.saturating_sub(wrap::width(&here) + 3));
            let left = left.map_or_else(|| here.clone(), |trail| format!("{trail} › {here}"));
            (vec![Span::styled(format!(" {}", wrap::cut(&left, room)), theme.selected())], right)
        }
    };
    let room = usize::from(area.width).saturating_sub(wrap::width(&right) + 1);
    let width = u16::try_from(room).unwrap_or(u16::MAX);
    let width = width.min(area.width);
    frame.render_widget(Line::from(left), Rect { width, ..area });
    let beside = Rect { x: area.x + width, width: area.width - width, ..area };
    frame.render_widget(Line::styled(right, theme.faint()).right_aligned(), beside);
}

/// What the data is called, and whether only a part of it is shown.
fn edition(model: &Model) -> String {
    let most = usize::from(model.size().0).saturating_sub("edition  ".len());
    let name = wrap::cut(model.data().edition().name.as_str(), most);
    if model.sources_only() { format!("sources only, edition {name} ") } else { format!("edition {name} ") }
}

/// The last places that lead here, the last one at the end, as many as fit; nothing if there are none.
fn trail(model: &Model, room: usize) -> Option<String> {
    let mut trail = String::new();
    for place in model.trail(PLACE) {
        let place = wrap::cut(&place, PLACE);
        let longer = if trail.is_empty() { place.into_owned() } else { format!("{place} › {trail}") };
        if wrap::width(&longer) > room {
            break;
        }
        trail = longer;
    }
    Some(trail).filter(|trail| !trail.is_empty())
}

/// The columns that a place in the trail takes at most.
const PLACE: usize = 24;

fn tabs(model: &Model, theme: Theme) -> Vec<Span<'static>> {
    let tab = |pane: Pane| {
        let label = format!("{} {}", pane.number(), pane.title());
        if pane == model.pane() {
            vec![Span::styled(format!("[{label}]"), theme.selected()), Span::raw(" ")]
        } else {
            vec![Span::raw(format!(" {label}  "))]
        }
    };
    Pane::ALL.into_iter().flat_map(tab).collect()
}

fn place(model: &Model) -> String {
    match (model.screen(), model.reading(), model.current()) {
        (Some(Screen::Search(_)), _, _) => "Search".to_owned(),
        (Some(Screen::Help(_)), _, _) => "Keys".to_owned(),
        (Some(Screen::Crosswalk(_)), _, _) => format!("Crosswalk · {}", crosswalk::basis(model)),
        (Some(Screen::Palette(_)), _, _) => "Command".to_owned(),
        (Some(Screen::Pins(sheet)), _, _) => format!("Pins · as {}", sheet.format().name()),
        (None, Some(_), _) => model.heading_within(model.size().0.into()),
        (None, _, Some(record)) if model.pane() == Pane::Matrix => {
            format!("{} · {}", model.pillar(), matrix::part(record.kind()))
        }
        _ => format!("icatlas · {}", model.pane().title()),
    }
}

/// The selected row among all, for a pane without a frame to carry it.
fn counted(model: &Model) -> String {
    if model.screen().is_some() || model.reading().is_some() {
        return String::new();
    }
    format!("{} ", count(model, model.pane()))
}

/// The selected row of a pane among all: `3/17`.
pub(super) fn count(model: &Model, pane: Pane) -> String {
    let rows = model.contents().rows(pane);
    format!("{}/{rows}", (model.row(pane) + 1).min(rows))
}

/// The footer: the keys that work right now, as many as fit by their rank.
pub(super) fn footer(model: &Model, theme: Theme, frame: &mut Frame, area: Rect) {
    if let Some(notice) = model.notice() {
        let notice = wrap::cut(notice, usize::from(area.width).saturating_sub(2));
        frame.render_widget(Line::styled(format!(" {notice}"), theme.selected()), area);
        return;
    }
    let hints: Vec<(String, Hint)> = model
        .working_keys()
        .filter_map(|row| {
            let hint = row.hint?;
            let keys = row.keys.iter().take(hint.keys).map(|(key, _)| key.label(model.ascii())).collect::<Vec<_>>();
            Some((keys.join(" "), hint))
        })
        .collect();
    let width = |(keys, hint): &(String, Hint)| wrap::width(keys) + hint.word.len() + 3;
    let mut by_rank: Vec<usize> = (0..hints.len()).collect();
    by_rank.sort_by_key(|number| hints[*number].1.rank);
    let mut left = usize::from(area.width);
    by_rank.retain(|number| {
        let rest = left.checked_sub(width(&hints[*number]));
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    let shown = hints.iter().enumerate().filter(|(number, _)| by_rank.contains(number)).map(|(_, hint)| hint);
    let spans = shown.flat_map(|(keys, hint)| {
        [Span::styled(format!(" {keys}"), theme.accent()), Span::styled(format!(" {} ", hint.word), theme.faint())]
    });
    frame.render_widget(Line::from(spans.collect::<Vec<_>>()), area);
}

/// One line that says how small is too small.
pub(super) fn notice(frame: &mut Frame) {
    let area = frame.area();
    let (width, height) = SMALLEST;
    let needed = format!("{width}x{height}");
    let notices =
        [format!("icatlas needs {needed}, this is {}x{}", area.width, area.height), format!("needs {needed}"), needed];
    // The longest that fits; on a screen of a few columns the beginning of the shortest.
    let fits = notices.iter().find(|notice| wrap::width(notice) <= area.width.into()).unwrap_or(&notices[2]);
    if !area.is_empty() {
        frame.render_widget(Line::raw(fits.as_str()), Rect { height: 1, ..area });
    }
}
