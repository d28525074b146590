//! A text without borders or margins, to be selected by hand where the terminal does not let programs copy.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::{Flow, IN_TEXTS, Layer, Screen};
use crate::app::content::Region;
use crate::app::keys::{self, Binding, Bindings, LetterKeys};
use crate::app::motion::{Motion, scrolled};
use crate::app::{Action, Shared};
use crate::atlas::RecordId;
use crate::present::page::{self, Page};

pub(super) static KEYS: Bindings = Bindings {
    name: "plain text",
    heading: IN_TEXTS,
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE,
        keys::ENDS,
        keys::PAGES,
        Binding::new("Esc v", &[Action::Close], "close the plain text").hint(1, "close", 0),
        keys::QUIT,
    ],
};

/// The plain text screen.
#[derive(Debug, Clone)]
pub struct Plain {
    text: String,
    scroll: usize,
}

impl Plain {
    /// Shows the text copied last, or else the citation of the selected record.
    pub(super) fn open(shared: &Shared, selected: Option<&RecordId>) -> Flow {
        shared.pages.forget();
        let citation = || shared.citation(selected?);
        match shared.copied().map(str::to_owned).or_else(citation) {
            Some(text) => Flow::Open(Screen::Plain(Self { text, scroll: 0 })),
            None => Flow::Say("Nothing has been copied yet.".into()),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole window but the footer.
    fn area(shared: &Shared) -> Rect {
        let (width, height) = shared.size();
        Rect::new(0, 0, width, height.saturating_sub(1))
    }

    fn page(&self, shared: &Shared) -> Rc<Page> {
        let width = Self::area(shared).width.into();
        shared.composed(String::new(), width, || page::plain(&self.text, width))
    }
}

impl Layer for Plain {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, _: &Shared) -> String {
        String::new()
    }

    fn content(&self, shared: &Shared, _: Rect, show: &mut dyn FnMut(Region)) {
        let area = Self::area(shared);
        let page = self.page(shared);
        let first = scrolled(self.scroll, page.lines.len(), area.height.into(), None);
        let lines = page.lines.iter().skip(first).take(area.height.into()).cloned();
        show(Region::new(area).lines(area, lines));
    }

    fn covers_title(&self) -> bool {
        true
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let height = Self::area(shared).height.into();
        self.scroll = scrolled(self.scroll, self.page(shared).lines.len(), height, Some(motion));
        Flow::Stay
    }
}
