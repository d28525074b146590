//! The filters of the search: the kinds and pillars with the letter that chooses each, those that are asked for in
//! brackets.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::frame::Frame;
use super::theme::Theme;
use crate::app::Action;
use crate::app::keys::{self, Context};
use crate::app::screens::search::Search;
use crate::present::wrap;

/// A filter as it is shown.
struct Chip {
    /// The letter that chooses it.
    key: char,
    name: String,
    /// Whether its records are asked for.
    chosen: bool,
}

pub(super) fn draw(theme: Theme, frame: &mut Frame, area: Rect, search: &Search) {
    let mut rows = area.rows();
    let Some(mut row) = rows.next() else { return };
    let mut line: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    let mut open = false;
    for chip in chips(search) {
        let width = wrap::width(&chip.name) + 1;
        if used + width + 1 > usize::from(area.width) {
            line.extend(open.then(|| Span::styled("]", theme.selected())));
            frame.render_widget(Line::from(std::mem::take(&mut line)), row);
            let Some(next) = rows.next() else { return };
            (row, used, open) = (next, 0, false);
        }
        let before = match (chip.chosen, open) {
            (true, _) => "[",
            (false, true) => "]",
            (false, false) => " ",
        };
        line.push(Span::styled(before, theme.selected()));
        line.extend(named(theme, &chip, search.filtering()));
        used += width;
        open = chip.chosen;
    }
    line.extend(open.then(|| Span::styled("]", theme.selected())));
    frame.render_widget(Line::from(line), row);
}

/// The name, with the letter that chooses it underlined while letters do.
fn named(theme: Theme, chip: &Chip, filtering: bool) -> Vec<Span<'static>> {
    let style = if chip.chosen { theme.selected() } else { theme.faint() };
    let at = chip.name.find(chip.key).filter(|_| filtering);
    let Some(at) = at else { return vec![Span::styled(chip.name.clone(), style)] };
    let (before, rest) = chip.name.split_at(at);
    let (key, after) = rest.split_at(chip.key.len_utf8());
    vec![
        Span::styled(before.to_owned(), style),
        Span::styled(key.to_owned(), theme.selected().add_modifier(Modifier::UNDERLINED)),
        Span::styled(after.to_owned(), style),
    ]
}

fn chips(search: &Search) -> Vec<Chip> {
    let query = search.query();
    let keys = keys::rows(Context::Filter).flat_map(|row| row.keys);
    keys.filter_map(|(key, action)| {
        let key = key.typed()?;
        match action {
            Action::ToggleKind(kind) => {
                Some(Chip { key, name: kind.prefix().to_owned(), chosen: query.asks_for_kind(*kind) })
            }
            Action::TogglePillar(pillar) => {
                let name = format!("{key} {}", &pillar.name()[..PILLAR]);
                Some(Chip { key, name, chosen: query.asks_for_pillar(*pillar) })
            }
            _ => None,
        }
    })
    .collect()
}

/// So many letters tell the pillars apart.
const PILLAR: usize = 4;
