//! The title line at the top, the footer at the bottom, and the notice in a window that is too small.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::format_compact;
use ratatui::layout::Rect;

use super::content::Region;
use super::edition;
use super::keys::{AFTER_MOVES, AFTER_OPEN, Binding, Hint, LAST, MOVE};
use super::layout::{self, Arrangement, SMALLEST};
use super::screens::{Name, dashboard};
use super::{Action, Model, Motion};
use crate::present::content::{Lines, Role};
use crate::present::naming::EDITORIAL;
use crate::present::signs::{IN_FULL, IN_PART, NOT_AT_ALL};
use crate::present::wrap;

/// More hints than any screen has, and more letters than their keys have.
const HINTS: usize = 32;
const LABELS: usize = 4 * HINTS;

/// How many hints matter more than the word of the help in full: what Enter does, how to leave, and the next one.
const BEFORE_HELP: usize = 3;

/// Most lines of a notice: enough for the longest in the smallest window.
const MOST_NOTICE_LINES: usize = 5;

/// Columns that a title keeps beside edition and day: the longest name of a pane, `Global Plan`.
const LEAST_TITLE: usize = 11;

/// The name of the group in full.
const GROUP: &str = "Inter-Agency Coordination Group against Trafficking in Persons";

impl Model {
    /// Passes on the regions of the window one by one, from top to bottom.
    pub fn show(&self, show: &mut dyn FnMut(&Region)) {
        self.compose(&mut |region| {
            show(&region);
            region.recycle(&self.shared);
        });
    }

    fn compose(&self, show: &mut dyn FnMut(Region)) {
        if self.shared.arrangement() == Arrangement::Notice {
            return show(self.notice_of_size());
        }
        if !self.top().covers_title() && layout::title(self.shared.size).height > 0 {
            show(self.title());
        }
        self.top().content(&self.shared, layout::body(self.shared.size), &mut |mut region| {
            let area = region.area;
            if let Some(titles) = region.titles.as_mut().filter(|_| edition::is_on_edge_of(&self.shared, area)) {
                edition::add(&self.shared, titles, area.width);
            }
            show(region);
        });
        show(self.footer());
    }

    /// The regions of the window, from top to bottom.
    pub fn content(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        self.show(&mut |region| regions.push(region.clone()));
        regions
    }

    /// The title line: the program's name with that of the group or the trail, the filter and the edition. Without borders it
    /// is the title of what is visible, edition and day, and the count: it yields first, then the trail, then the end of the
    /// title.
    fn title(&self) -> Region {
        let width = usize::from(layout::title(self.shared.size).width);
        let trail = |room| self.dashboard.trail_within(&self.shared, room);
        if self.shared.arrangement().shows_all_panes() {
            let start = " icatlas";
            let right = format_compact!("{} ", edition::said(&self.shared, width));
            let room = width.saturating_sub(start.len() + 3 + wrap::width(&right) + 2);
            let fits = !self.shared.sources_only() && GROUP.len() <= room;
            let group = if fits { GROUP } else { "ICAT" };
            let name = trail(room).map_or(Cow::Borrowed(group), Cow::Owned);
            return self.titled(&right, |line| {
                line.span(Role::Accent, start).write(Role::Text, format_args!(" · {name}"));
            });
        }
        let count =
            if self.stack.is_empty() { self.dashboard.counted(&self.shared) } else { self.top().count(&self.shared) };
        // A blank before the title, and one after it.
        let inner = width.saturating_sub(2);
        let needed = wrap::width(&self.top().title(&self.shared, LEAST_TITLE)).min(LEAST_TITLE);
        let form = edition::least(&self.shared, inner.saturating_sub(needed));
        let room = inner.saturating_sub(wrap::width(&edition::in_form(&self.shared, form)));
        let here = self.top().title(&self.shared, room);
        // The count yields to the last visit, and earlier ones to the count.
        let beside = |count: &str| {
            let taken = [here.as_str(), count]
                .into_iter()
                .filter(|words| !words.is_empty())
                .map(|words| wrap::width(words) + 3);
            trail(room.saturating_sub(taken.sum()))
        };
        let left = match beside(&count).or_else(|| beside("")) {
            Some(trail) => format_compact!("{trail} › {here}"),
            None => here.clone(),
        };
        let left = wrap::cut(&left, room);
        // Two blanks before what need not be there.
        let room = width.saturating_sub(wrap::width(&left) + 3);
        let right = edition::at_least(&self.shared, form, &count, room);
        // A blank at the end, unless the line is full.
        let end = if wrap::width(&right) < room { " " } else { "" };
        self.titled(&format_compact!("{right}{end}"), |line| {
            line.write(Role::Heading, format_args!(" {left}"));
        })
    }

    fn titled(&self, right: &str, left: impl FnOnce(&mut Lines)) -> Region {
        let area = layout::title(self.shared.size);
        let [left_area, right_area] = layout::split_columns(
            area,
            area.width.saturating_sub(u16::try_from(wrap::width(right)).unwrap_or_default()),
        );
        Region::new(&self.shared, area)
            .block(left_area, |lines| left(lines.begin(Role::Text)))
            .at_right(right_area, right)
    }

    /// The notice or, without one, the keys that do something now: as many as fit, by their rank. A notice covers as many
    /// lines as it needs.
    fn footer(&self) -> Region {
        let area = layout::footer(self.shared.size);
        if let Some(notice) = self.notice() {
            let width = usize::from(area.width).saturating_sub(2).max(1);
            // Paths and commands stay whole where they can.
            let lines: Vec<_> = wrap::lines_at_spaces(notice, width).take(MOST_NOTICE_LINES).collect();
            let height = layout::cells(lines.len()).min(area.bottom());
            let area = Rect { y: area.bottom() - height, height, ..area };
            return Region::new(&self.shared, area).block(area, |block| {
                for line in lines {
                    // The blanks cover what is below.
                    let rest = (width + 1).saturating_sub(wrap::width(&line));
                    block.begin(Role::Notice).write(Role::Text, format_args!(" {line}{:rest$}", ""));
                }
            });
        }
        if self.is_first_start() {
            return Region::new(&self.shared, area).line(Role::Text, &self.first_hint(area.width.into()));
        }
        let mut labels = String::with_capacity(LABELS);
        let mut hints: Vec<(Range<usize>, Hint)> = Vec::with_capacity(HINTS);
        for binding in self.working_keys() {
            let start = labels.len();
            match self.hint(binding, &mut labels) {
                Some(hint) => hints.push((start..labels.len(), hint)),
                None => labels.truncate(start),
            }
        }
        hints.sort_by_key(|(_, hint)| hint.rank);
        let width = |(keys, hint): &(Range<usize>, Hint)| wrap::width(&labels[keys.clone()]) + hint.word.len() + 3;
        // The help is the last hint, and always there; the blank after it may be cut off.
        let mut last = hints.pop_if(|(_, hint)| hint.rank == LAST);
        let first: usize = hints.iter().take(BEFORE_HELP).map(width).sum();
        if let Some(last) = &mut last
            && let Some(short) = last.1.short
            && first + width(last) > usize::from(area.width) + 1
        {
            last.1.word = short;
        }
        let mut left = (usize::from(area.width) + 1).saturating_sub(last.as_ref().map(width).unwrap_or_default());
        hints.retain(|hint| {
            let rest = left.checked_sub(width(hint));
            left = rest.unwrap_or(left);
            rest.is_some()
        });
        hints.extend(last);
        Region::new(&self.shared, area).block(area, |lines| {
            let line = lines.begin(Role::Text);
            for (number, (keys, hint)) in hints.iter().enumerate() {
                let blank = if number + 1 < hints.len() { " " } else { "" };
                line.write(Role::Accent, format_args!(" {}", &labels[keys.clone()]));
                line.write(Role::Text, format_args!(" {}{blank}", hint.word));
            }
        })
    }

    /// What a first start shows in place of the footer: the two keys to begin with, and the signs.
    fn first_hint(&self, width: usize) -> String {
        let key = |name| self.shared.keymap.label(&dashboard::KEYS, Action::Show(name), self.shared.ascii);
        let (search, help) = (key(Name::Search), key(Name::Help));
        if self.shared.data().filter().sources_only {
            // No sign of a judgement is shown.
            let whole = format!(" {search} and a few letters find anything   {help} shows the keys");
            return if wrap::width(&whole) <= width { whole } else { format!(" {search} find  {help} keys") };
        }
        let (long, short, words, shortest) = if self.shared.data().has_strengths() {
            (
                format!("{IN_FULL} {IN_PART} {NOT_AT_ALL} answered in full, in part, not at all"),
                format!("keys  {EDITORIAL} our judgement  {IN_FULL} {IN_PART} {NOT_AT_ALL} answered, in part, not"),
                " find",
                format!("{IN_FULL} full {IN_PART} in part {NOT_AT_ALL} not"),
            )
        } else {
            (
                format!("{NOT_AT_ALL} no recommendation answers it"),
                format!("the keys  {EDITORIAL} our judgement  {NOT_AT_ALL} no recommendation answers"),
                "letters find it",
                format!("{NOT_AT_ALL} unanswered"),
            )
        };
        let hints = [
            format!(
                " {search} and a few letters find anything   {help} shows the keys   {EDITORIAL} is our judgement   \
                 {long}"
            ),
            format!(" {search} and letters find it  {help} {short}"),
            format!(" {search}{words}  {help} keys  {shortest}"),
        ];
        let fits = hints.iter().find(|hint| wrap::width(hint) <= width).or(hints.last());
        fits.map(|hint| wrap::cut(hint, width).into_owned()).unwrap_or_default()
    }

    /// The bindings with a hint whose keys do something now.
    fn working_keys(&self) -> impl Iterator<Item = &'static Binding> {
        let works = move |binding: &&Binding| {
            binding.hint.is_some() && binding.actions.iter().any(|action| self.works(*action))
        };
        self.shared.keymap.bindings(self.bindings()).filter(works)
    }

    /// The hint of a binding, if it has one now. Writes the keys that it names.
    fn hint(&self, binding: &Binding, keys: &mut String) -> Option<Hint> {
        let hint = self.top().hint(&self.shared, binding, binding.hint?)?;
        let (keymap, bindings) = (&self.shared.keymap, self.bindings());
        let is_idle = match binding.actions.first() {
            Some(Action::Undo) => self.shared.undo.is_empty(),
            Some(Action::NextHit) => !self.has_last_search(),
            Some(Action::Day(_)) => !self.shared.data().edition().may_have_periods(),
            _ => false,
        };
        if is_idle {
            return None;
        }
        let is_narrow = self.shared.arrangement() == Arrangement::List;
        let covers = !self.stack.is_empty() || self.dashboard.reading().is_some();
        if is_narrow && covers && binding.actions.contains(&Action::Show(Name::Search)) {
            // The narrowest footer names first what belongs to the screen.
            self.write_first_keys(binding, hint, keys);
            return Some(Hint { rank: AFTER_MOVES, ..hint });
        }
        let leaves = binding.actions.contains(&Action::Leave);
        let hint = if leaves && !self.would_quit() { Hint { word: "close", ..hint } } else { hint };
        // Moves in four directions have one hint.
        let across = Action::Move(Motion::Left);
        if *binding != MOVE || keymap.key_of(bindings, across).is_none() || !self.works(across) {
            self.write_first_keys(binding, hint, keys);
            return Some(hint);
        }
        let mut write = |motions: &[Motion]| {
            let bound = motions.iter().filter_map(|motion| keymap.key_of(bindings, Action::Move(*motion)));
            bound.for_each(|key| key.write_label(self.shared.ascii, keys));
        };
        if self.stack.is_empty() && is_narrow {
            // The narrowest footer names what cannot be guessed.
            write(&[Motion::Left, Motion::Right]);
            return Some(Hint { word: "pillar", rank: AFTER_OPEN, ..hint });
        }
        write(&[Motion::Left, Motion::Next, Motion::Previous, Motion::Right]);
        Some(hint)
    }

    /// Writes the keys that a hint names.
    fn write_first_keys(&self, binding: &Binding, hint: Hint, keys: &mut String) {
        let named = self.shared.keymap.keys(self.bindings(), binding).take(hint.keys);
        for (number, key) in named.enumerate() {
            keys.push_str(if number > 0 { " " } else { "" });
            key.write_label(self.shared.ascii, keys);
        }
    }

    /// A line with the smallest size that the dashboard needs, and the key that leaves.
    fn notice_of_size(&self) -> Region {
        let (width, height) = self.shared.size;
        let area = Rect::new(0, 0, width, height.min(1));
        let needed = format!("{}x{}", SMALLEST.0, SMALLEST.1);
        let key = self.shared.keymap.label(self.bindings(), Action::Interrupt, self.shared.ascii);
        let notices = [
            format!("icatlas needs {needed}, this is {width}x{height}; {key} leaves"),
            format!("needs {needed}, is {width}x{height}; {key} leaves"),
            format!("needs {needed}; {key} leaves"),
            format!("needs {needed}"),
            needed,
        ];
        // The longest that fits, else the beginning of the shortest.
        let fits = notices.iter().find(|notice| wrap::width(notice) <= width.into()).or(notices.last());
        Region::new(&self.shared, area).line(Role::Text, fits.map_or("", String::as_str))
    }
}
