//! The title line at the top, the footer at the bottom, and the notice in a window that is too small.

use ratatui::layout::Rect;

use super::content::Region;
use super::keys::{Binding, Hint};
use super::layout::{self, Arrangement, SMALLEST};
use super::{Model, Shared};
use crate::present::content::{Line, Role, Span};
use crate::present::wrap;

impl Model {
    /// Passes on the regions of the window one by one, from top to bottom.
    pub fn show(&self, show: &mut dyn FnMut(Region)) {
        if self.shared.arrangement() == Arrangement::Notice {
            return show(self.notice_of_size());
        }
        if !self.top().covers_title() {
            show(self.title());
        }
        self.top().content(&self.shared, layout::body(self.shared.size), show);
        show(self.footer());
    }

    /// The regions of the window, from top to bottom.
    pub fn content(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        self.show(&mut |region| regions.push(region));
        regions
    }

    /// The title line: the program's name or the tabs, the trail, the edition.
    fn title(&self) -> Region {
        let area = layout::title(self.shared.size);
        let width = usize::from(area.width);
        let edition = edition(&self.shared);
        let trail = |room| self.dashboard.trail_within(&self.shared, room);
        let (left, right) = match self.shared.arrangement() {
            Arrangement::Wide => {
                let start = " icatlas";
                let room = width.saturating_sub(start.len() + 3 + wrap::width(&edition) + 2);
                let name = trail(room)
                    .unwrap_or_else(|| "Inter-Agency Coordination Group against Trafficking in Persons".to_owned());
                (vec![Span::new(Role::Selected, start), Span::new(Role::Text, format!(" · {name}"))], edition)
            }
            Arrangement::Tabbed => {
                let tabs = self.dashboard.tabs();
                let used: usize = tabs.iter().map(|span| wrap::width(&span.text)).sum();
                // Next to the tabs there are columns for one thing only.
                let right = if self.shared.sources_only() {
                    "sources only ".to_owned()
                } else {
                    trail(width.saturating_sub(used + 2)).map_or(edition, |trail| trail + " ")
                };
                (tabs, right)
            }
            Arrangement::List | Arrangement::Notice => {
                let right = if self.stack.is_empty() { self.dashboard.counted() } else { String::new() };
                let room = width.saturating_sub(wrap::width(&right) + 2);
                let here = self.top().title(&self.shared);
                let left = trail(room.saturating_sub(wrap::width(&here) + 3));
                let left = left.map_or_else(|| here.clone(), |trail| format!("{trail} › {here}"));
                (vec![Span::new(Role::Selected, format!(" {}", wrap::cut(&left, room)))], right)
            }
        };
        let [left_area, right_area] = split_columns(area, width.saturating_sub(wrap::width(&right) + 1));
        Region::new(area).lines(left_area, [left.into()]).at_right(right_area, Line::new(Role::Aside, right))
    }

    /// The notice or, without one, the keys that do something now: as many as fit, by their rank.
    fn footer(&self) -> Region {
        let area = layout::footer(self.shared.size);
        if let Some(notice) = self.notice() {
            let notice = wrap::cut(notice, usize::from(area.width).saturating_sub(2));
            return Region::new(area).line(Role::Selected, format!(" {notice}"));
        }
        let hints: Vec<(String, Hint)> = self.working_keys().filter_map(|binding| self.hint(binding)).collect();
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
            [Span::new(Role::Accent, format!(" {keys}")), Span::new(Role::Aside, format!(" {} ", hint.word))]
        });
        Region::new(area).lines(area, [spans.collect::<Vec<_>>().into()])
    }

    /// The bindings whose keys do something now.
    fn working_keys(&self) -> impl Iterator<Item = &'static Binding> {
        let top = self.top();
        let works = move |binding: &&Binding| binding.actions.iter().any(|action| top.works(&self.shared, *action));
        top.keys().list.iter().filter(works)
    }

    fn hint(&self, binding: &Binding) -> Option<(String, Hint)> {
        let hint = binding.hint?;
        let keys = self.shared.keymap.keys(self.bindings(), binding).take(hint.keys);
        let keys = keys.map(|key| key.label(self.shared.ascii)).collect::<Vec<_>>();
        Some((keys.join(" "), hint))
    }

    /// A line with the smallest size that the dashboard needs.
    fn notice_of_size(&self) -> Region {
        let (width, height) = self.shared.size;
        let area = Rect::new(0, 0, width, height.min(1));
        let needed = format!("{}x{}", SMALLEST.0, SMALLEST.1);
        let notices = [format!("icatlas needs {needed}, this is {width}x{height}"), format!("needs {needed}"), needed];
        // The longest that fits, else the beginning of the shortest.
        let fits = notices.iter().find(|notice| wrap::width(notice) <= width.into()).unwrap_or(&notices[2]);
        Region::new(area).line(Role::Text, fits.as_str())
    }
}

/// The name of the edition, and whether editorial texts are hidden.
fn edition(shared: &Shared) -> String {
    let most = usize::from(shared.size().0).saturating_sub("edition  ".len());
    let name = wrap::cut(shared.data().edition().name.as_str(), most);
    if shared.sources_only() { format!("sources only, edition {name} ") } else { format!("edition {name} ") }
}

/// Divides an area into the first `left` columns and the rest.
fn split_columns(area: Rect, left: usize) -> [Rect; 2] {
    let width = u16::try_from(left).unwrap_or(u16::MAX).min(area.width);
    [Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area }]
}
