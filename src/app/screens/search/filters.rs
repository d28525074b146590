//! The filters of the search that single keys toggle: the kinds and pillars, each with its key. Active filters are in
//! brackets.

use super::{Action, FILTER_KEYS, Search};
use crate::app::Action as Pressed;
use crate::app::keys::Keymap;
use crate::present::content::{Lines, Role};
use crate::present::naming::short_pillar;
use crate::present::wrap;

/// A filter in the line of filters.
struct Chip {
    /// The key that toggles it.
    key: char,
    name: String,
    /// Whether it is in the query.
    chosen: bool,
}

impl Search {
    /// The filters in lines of at most `width` columns.
    pub(super) fn chips(&self, keymap: &Keymap, width: usize) -> Lines {
        let mut lines = Lines::default();
        lines.begin(Role::Text);
        let (mut used, mut open) = (0, false);
        for chip in self.filters(keymap) {
            let columns = wrap::width(&chip.name) + 1;
            if used + columns + 1 > width {
                lines.span(Role::Heading, if open { "]" } else { "" }).begin(Role::Text);
                (used, open) = (0, false);
            }
            let before = match (chip.chosen, open) {
                (true, _) => "[",
                (false, true) => "]",
                (false, false) => " ",
            };
            lines.span(Role::Heading, before);
            chip.write(self.filtering, &mut lines);
            used += columns;
            open = chip.chosen;
        }
        lines.span(Role::Heading, if open { "]" } else { "" });
        lines
    }

    fn filters(&self, keymap: &Keymap) -> impl Iterator<Item = Chip> {
        keymap.bound(&FILTER_KEYS).filter_map(|(key, action)| {
            let key = key.typed()?;
            let Pressed::Search(action) = action else { return None };
            match action {
                Action::ToggleKind(kind) => {
                    Some(Chip { key, name: kind.prefix().to_owned(), chosen: self.query.asks_for_kind(kind) })
                }
                Action::TogglePillar(pillar) => {
                    let name = format!("{key} {}", short_pillar(pillar));
                    Some(Chip { key, name, chosen: self.query.asks_for_pillar(pillar) })
                }
                Action::Complete | Action::ScrollUp | Action::ScrollDown | Action::Filter | Action::Mark => None,
            }
        })
    }
}

impl Chip {
    /// Writes the name. While keys toggle filters, its key is underlined.
    fn write(&self, choosing: bool, line: &mut Lines) {
        let role = if self.chosen { Role::Heading } else { Role::Text };
        let at = self.name.find(self.key).filter(|_| choosing);
        let Some(at) = at else {
            line.span(role, &self.name);
            return;
        };
        let (before, rest) = self.name.split_at(at);
        let (key, after) = rest.split_at(self.key.len_utf8());
        line.span(role, before).span(Role::Letter, key).span(role, after);
    }
}
