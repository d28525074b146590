//! The help: all keys, from the bindings of the screens, and over the search the query syntax.

mod lines;

use ratatui::layout::Rect;

use super::{Flow, IN_TEXTS, Layer};
use crate::app::content::{Region, Titles, part};
use crate::app::keys::{self, Binding, Bindings, LetterKeys};
use crate::app::layout::{inside, text_area};
use crate::app::motion::{Motion, scrolled};
use crate::app::{Action, Shared};
use crate::present::content::{Line, Role};

pub use lines::SYNTAX;

pub(super) static KEYS: Bindings = Bindings {
    name: "help",
    heading: IN_TEXTS,
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE,
        keys::ENDS,
        keys::PAGES,
        Binding::new("Esc ?", &[Action::Close], "close the help").hint(1, "back", 0),
        keys::QUIT,
    ],
};

/// Smallest width of a text area for two columns: each has a key and a description of some words.
const TWO_COLUMNS: u16 = 72;

/// Blanks between two columns.
const BETWEEN: u16 = 2;

/// The help screen.
#[derive(Debug, Clone, Copy)]
pub struct Help {
    /// The first visible line; an earlier one is used if fewer lines follow than fit.
    scroll: usize,
    /// The bindings of the screen below.
    over: &'static str,
}

impl Help {
    /// The help over the screen with these bindings.
    pub(super) const fn over(bindings: &Bindings) -> Self {
        Self { scroll: 0, over: bindings.name }
    }

    /// The first visible line.
    pub const fn scroll(self) -> usize {
        self.scroll
    }

    /// The areas of the columns of text.
    fn columns(shared: &Shared, body: Rect) -> Vec<Rect> {
        let area = text_area(inside(shared.arrangement(), body));
        if area.width < TWO_COLUMNS {
            return vec![area];
        }
        let width = (area.width - BETWEEN) / 2;
        let right = Rect { x: area.x + width + BETWEEN, width: area.width - width - BETWEEN, ..area };
        vec![Rect { width, ..area }, right]
    }

    /// The pages of the columns. The first is filled with as many parts as make both about as long.
    fn pages(self, shared: &Shared, columns: &[Rect]) -> Vec<Vec<Line>> {
        let width = columns.iter().map(|column| column.width).min().unwrap_or_default().into();
        let parts = lines::parts(shared, width, self.over);
        let all: Vec<Line> = parts.iter().enumerate().flat_map(|(number, part)| separated(number, part)).collect();
        if columns.len() < 2 {
            return vec![all];
        }
        // A column begins neither between a key and its description nor between a heading and its keys.
        let is_whole = |at: &usize| {
            let continues = all.get(*at).is_some_and(|line| line.plain().starts_with(' '));
            !continues && all.get(at.wrapping_sub(1)).is_none_or(|line| line.role != Role::Heading)
        };
        let longer = |at: &usize| (*at).max(all.len() - at);
        let split = (0..=all.len()).filter(is_whole).min_by_key(longer).unwrap_or(all.len());
        let (left, right) = all.split_at(split);
        let right = right.iter().skip_while(|line| line.plain().is_empty()).cloned().collect();
        vec![left.to_vec(), right]
    }
}

/// The lines of a part, after an empty one if it is not the first.
fn separated(number: usize, part: &[Line]) -> impl Iterator<Item = Line> {
    let before = (number > 0).then(Line::default);
    before.into_iter().chain(part.iter().cloned())
}

impl Layer for Help {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, _: &Shared) -> String {
        "Keys".to_owned()
    }

    fn count(&self, shared: &Shared) -> String {
        let columns = Self::columns(shared, shared.body());
        let pages = self.pages(shared, &columns);
        let (all, height) = extent(&pages, &columns);
        part(scrolled(self.scroll, all, height, None), height, all)
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let columns = Self::columns(shared, body);
        let pages = self.pages(shared, &columns);
        let (all, height) = extent(&pages, &columns);
        let first = scrolled(self.scroll, all, height, None);
        let titles = Titles::new("Keys", format!("in the {}", self.over)).focused(true);
        let mut region = Region::bordered(shared.arrangement(), body, titles);
        region.note(part(first, height, all));
        for (area, page) in columns.into_iter().zip(&pages) {
            region = region.lines(area, page.iter().skip(first).cloned());
        }
        show(region);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let columns = Self::columns(shared, shared.body());
        let (all, height) = extent(&self.pages(shared, &columns), &columns);
        self.scroll = scrolled(self.scroll, all, height, Some(motion));
        Flow::Stay
    }
}

/// The lines of the longest page, and the lines that fit.
fn extent(pages: &[Vec<Line>], columns: &[Rect]) -> (usize, usize) {
    let lines = pages.iter().map(Vec::len).max().unwrap_or_default();
    (lines, columns.first().map_or(0, |column| column.height.into()))
}
