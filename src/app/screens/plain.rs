//! A text without borders or margins, to be selected by hand where the terminal does not let programs copy.

use std::rc::Rc;

use compact_str::CompactString;
use ratatui::layout::Rect;

use super::{Flow, Layer};
use crate::app::content::Region;
use crate::app::keys::{self, Binding, Bindings, Hint, LetterKeys};
use crate::app::motion::{Motion, scrolled};
use crate::app::{Action, Shared};
use crate::present::page::{self, Page};

pub(super) static KEYS: Bindings = Bindings {
    name: "plain text",
    heading: "IN PLAIN TEXT",
    letters: LetterKeys::Unused,
    list: &[
        keys::MOVE,
        keys::ENDS,
        keys::PAGES,
        keys::HALF_PAGES,
        Binding::new("Esc", &[Action::Close], "close the plain text").hint(1, "close", 0),
    ],
};

/// The plain text screen.
#[derive(Debug, Clone)]
pub struct Plain {
    text: String,
    scroll: usize,
}

impl Plain {
    /// Shows a text.
    pub(in crate::app) const fn new(text: String) -> Self {
        Self { text, scroll: 0 }
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
        shared.composed(format_args!(""), width, || page::plain(&self.text, width))
    }
}

impl Layer for Plain {
    fn keys(&self) -> &'static Bindings {
        &KEYS
    }

    fn title(&self, _: &Shared, _: usize) -> CompactString {
        CompactString::default()
    }

    fn content(&self, shared: &Shared, _: Rect, show: &mut dyn FnMut(Region)) {
        let area = Self::area(shared);
        let page = self.page(shared);
        let first = scrolled(self.scroll, page.lines.len(), area.height.into(), None);
        let lines = page.lines.within(first..first + usize::from(area.height));
        show(Region::new(shared, area).block(area, |block| block.copy(lines)));
    }

    fn covers_title(&self) -> bool {
        true
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        let height = Self::area(shared).height.into();
        self.scroll = scrolled(self.scroll, self.page(shared).lines.len(), height, Some(motion));
        Flow::Stay
    }

    fn moves(&self, shared: &Shared, motion: Motion) -> bool {
        !motion.is_across() && self.page(shared).lines.len() > Self::area(shared).height.into()
    }

    fn has_selection(&self) -> bool {
        false
    }

    fn hint(&self, _: &Shared, binding: &Binding, hint: Hint) -> Option<Hint> {
        Some(hint).filter(|_| KEYS.list.contains(binding))
    }
}
