//! The help: all keys, from the bindings of the screens, and over the search the query syntax.

mod lines;

use std::rc::Rc;

use ratatui::layout::Rect;

use super::{Flow, IN_TEXTS, Layer};
use crate::app::content::{Region, Titles};
use crate::app::keys::{self, Binding, Bindings, LetterKeys};
use crate::app::layout::text_area;
use crate::app::motion::{Motion, scrolled};
use crate::app::{Action, Shared};
use crate::present::page::Page;

pub use lines::SYNTAX;

pub(super) static KEYS: Bindings = Bindings {
    name: "help",
    heading: IN_TEXTS,
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE,
        keys::ENDS,
        keys::PAGES,
        Binding::new("Esc ?", &[Action::Close], "close the help").hint(1, "close", 1),
        keys::QUIT,
    ],
};

/// The help screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Help {
    /// The first visible line; an earlier one is used if fewer lines follow than fit.
    scroll: usize,
    /// Whether it begins with the query syntax.
    over_search: bool,
}

impl Help {
    /// The help over the screen with these bindings.
    pub(super) fn over(bindings: &Bindings) -> Self {
        Self { scroll: 0, over_search: bindings.name == super::search::KEYS.name }
    }

    /// The first visible line.
    pub const fn scroll(self) -> usize {
        self.scroll
    }

    fn page(self, shared: &Shared, width: u16) -> Rc<Page> {
        let lay_out = || Page { lines: lines::lines(shared, width.into(), self.over_search), links: Vec::new() };
        shared.composed(format!("help {}", self.over_search), width.into(), lay_out)
    }
}

impl Layer for Help {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, _: &Shared) -> String {
        "Keys".to_owned()
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        let page = self.page(shared, text_area(shared.arrangement(), body).width);
        let titles = Titles::new("Keys", "").focused(true);
        show(Region::bordered(shared.arrangement(), body, titles).text(&page.lines, self.scroll));
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let area = text_area(shared.arrangement(), shared.body());
        let lines = self.page(shared, area.width).lines.len();
        self.scroll = scrolled(self.scroll, lines, area.height.into(), Some(motion));
        Flow::Stay
    }
}
