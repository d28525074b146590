//! Cache of the current page: each key reads the page several times, and it may be of any length.

use std::cell::RefCell;
use std::rc::Rc;

use super::Shared;
use super::screens::dashboard::{Counted, Subject};
use super::screens::detail;
use crate::atlas::RecordId;
use crate::present::naming;
use crate::present::page::{self, Page};

/// Shown instead of a text that does not fit into memory.
const OUT_OF_MEMORY: &str = "There is not enough memory to show this text.";

/// The subject of a page: the key of the cache for the same data and the same screen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    /// A record.
    Record(RecordId),
    /// A tally of the overview.
    Tally(Counted),
    /// A page that a screen composes, by a name that the screen chooses.
    Composed(String),
}

/// The page laid out last, with its subject and its width in columns. One is enough, since no screen shows two.
#[derive(Debug, Default)]
pub(super) struct Pages {
    last: RefCell<Option<(About, usize, Rc<Page>)>>,
    /// Number of pages laid out.
    #[cfg(test)]
    laid_out: std::cell::Cell<usize>,
}

impl Pages {
    /// The page of a subject in a width: from the cache, or else laid out now.
    fn page(&self, about: About, width: usize, lay_out: impl FnOnce() -> Page) -> Rc<Page> {
        let cached = self.last.take().filter(|(last, last_width, _)| (last, *last_width) == (&about, width));
        let page = cached.map_or_else(
            || {
                #[cfg(test)]
                self.laid_out.set(self.laid_out.get() + 1);
                Rc::new(lay_out())
            },
            |(.., page)| page,
        );
        self.last.replace(Some((about, width, Rc::clone(&page))));
        page
    }

    /// Drops the page after its subject has changed.
    pub(super) fn forget(&self) {
        self.last.take();
    }
}

impl Shared {
    /// The page of a subject, `width` columns wide. Laid out once while it stays the current page.
    pub fn page(&self, subject: Subject<'_>, width: usize) -> Rc<Page> {
        match subject {
            Subject::Record(record) => self.pages.page(About::Record(record.id().clone()), width, || {
                if !Page::has_memory(record) {
                    return page::plain(OUT_OF_MEMORY, width);
                }
                let has_edge = self.arrangement().has_borders();
                let lay_out = if has_edge { Page::of } else { Page::dense };
                let mut page = lay_out(self.data(), record, width);
                if !has_edge || !detail::fits_edge(&naming::heading(record, width), record.id(), width) {
                    page.end_with_id(record.id(), !has_edge);
                }
                page
            }),
            Subject::Tally(tally) => self.pages.page(About::Tally(tally.what.clone()), width, || {
                let (records, sentence) = (tally.records.records(self.data()), tally.sentence(self.data()));
                page::counted(records, tally.records.len(), &sentence, width, !self.arrangement().has_borders())
            }),
        }
    }

    /// The page that a screen composes, `width` columns wide; `name` identifies it among the pages of that screen.
    pub(super) fn composed(&self, name: String, width: usize, lay_out: impl FnOnce() -> Page) -> Rc<Page> {
        self.pages.page(About::Composed(name), width, lay_out)
    }
}

#[cfg(test)]
mod tests {
    use crate::app::screens::{Name, dashboard};
    use crate::app::{Action, Model, Motion, Pane};
    use crate::atlas::Atlas;

    /// The number of pages laid out by an action and by all readers of the detail until the next one.
    fn laid_out(model: &mut Model, action: Action) -> usize {
        let before = model.shared().pages.laid_out.get();
        let size = model.shared().size();
        model.update(action);
        model.content();
        model.resize(size.0, size.1);
        model.content();
        model.shared().pages.laid_out.get() - before
    }

    fn links(model: &Model) -> usize {
        let (page, _) = model.dashboard().detail(model.shared()).unwrap();
        page.lines.iter().filter(|line| line.link.is_some()).count()
    }

    const FOCUS_OVERVIEW: Action = Action::Dashboard(dashboard::Action::Focus(Pane::Overview));

    #[test]
    fn a_page_is_laid_out_once_for_all_its_readers() {
        let mut model = Model::new(Atlas::frozen(), 120, 40);
        let next_link = Action::Dashboard(dashboard::Action::NextLink);
        assert_eq!(laid_out(&mut model, Action::Move(Motion::Next)), 1);
        assert_eq!(laid_out(&mut model, Action::Open), 0);
        let moves = [Motion::Next, Motion::PageDown, Motion::Last].map(Action::Move);
        for action in [next_link].into_iter().chain(moves).chain([Action::Close]) {
            assert_eq!(laid_out(&mut model, action), 0, "{action:?}");
        }
        assert_eq!(laid_out(&mut model, FOCUS_OVERVIEW), 1, "a tally");
        assert_eq!(laid_out(&mut model, Action::Move(Motion::Next)), 1, "another tally");
        assert_eq!(laid_out(&mut model, Action::Dashboard(dashboard::Action::Enlarge)), 0);
        assert_eq!(laid_out(&mut model, Action::Show(Name::Crosswalk)), 1, "a cell");
        assert_eq!(laid_out(&mut model, Action::Move(Motion::Next)), 1, "another cell");
    }

    #[test]
    fn another_width_and_other_data_make_another_page() {
        let mut model = Model::new(Atlas::frozen(), 120, 40);
        let detail = |model: &Model| model.dashboard().detail(model.shared()).unwrap().0;
        model.update(Action::Dashboard(dashboard::Action::Focus(Pane::Matrix)));
        model.update(Action::Move(Motion::Next));
        let whole = detail(&model);
        model.resize(70, 20);
        assert!(detail(&model).lines.iter().all(|line| line.plain().trim_end().chars().count() < 70));
        model.resize(120, 40);
        assert_eq!(detail(&model), whole);
        let before = links(&model);
        model.update(Action::SourcesOnly);
        assert!(links(&model) < before, "judgements of our own are gone");
        model.update(Action::SourcesOnly);
        assert_eq!(detail(&model), whole);
    }

    #[test]
    fn a_text_shown_plain_is_broken_into_lines_once() {
        let mut model = Model::new(Atlas::frozen(), 120, 40);
        for about in ["first", "second"] {
            model.shared_mut().copied = Some(format!("{about} {}", "word ".repeat(1000)));
            model.update(Action::Show(Name::Plain));
            let before = model.shared().pages.laid_out.get();
            assert!(model.content()[0].blocks[0].lines[0].plain().starts_with(about));
            for _ in 0..3 {
                model.update(Action::Move(Motion::PageDown));
                model.content();
            }
            assert_eq!(model.shared().pages.laid_out.get() - before, 1);
            model.update(Action::Close);
        }
    }
}
