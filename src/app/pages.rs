//! The page that is being read, kept: it is looked at several times for every key, and may be of any length.

use std::cell::RefCell;
use std::rc::Rc;

use super::overview::Counted;
use super::screens::crosswalk::{Crosswalk, Cursor};
use super::{Model, Subject, layout};
use crate::atlas::RecordId;
use crate::present::page::{self, Page};

/// What stands in the place of a text for which there is no memory.
const NO_ROOM: &str = "There is not enough memory to show this text.";

/// What a page is about. Within the same data, and as long as nothing else lies over it, it tells one page from another.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    /// A record.
    Record(RecordId),
    /// A bar of the overview.
    Bar(Counted),
    /// What stands in a cell of the crosswalk; `true` where it is told in brief.
    Cell(Cursor, bool),
    /// A text shown plain.
    Plain,
}

/// The page that was laid out last. One is enough, since no screen shows two.
#[derive(Debug, Default)]
pub(super) struct Pages {
    last: RefCell<Option<(About, usize, Rc<Page>)>>,
    /// How many pages were laid out.
    #[cfg(test)]
    laid_out: std::cell::Cell<usize>,
}

impl Pages {
    /// The page about something in a width: the last one, or else laid out now.
    fn page(&self, about: About, width: usize, lay_out: impl FnOnce() -> Page) -> Rc<Page> {
        let kept = self.last.take().filter(|(kept, kept_width, _)| (kept, *kept_width) == (&about, width));
        let page = kept.map_or_else(
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

    /// Forgets the page: what it is about has changed.
    pub(super) fn forget(&self) {
        self.last.take();
    }
}

impl Model {
    /// The subject laid out for the detail, with the number of lines that fit. Nothing where no detail is shown.
    pub fn detail(&self) -> Option<(Rc<Page>, usize)> {
        let area = layout::text_area(self.form(), self.areas().detail?);
        Some((self.page(self.subject()?, area.width.into()), area.height.into()))
    }

    /// Something laid out in lines of a width: once, as long as it is what is looked at.
    pub fn page(&self, subject: Subject<'_>, width: usize) -> Rc<Page> {
        match subject {
            Subject::Record(record) => {
                let about = About::Record(record.id().clone());
                let lay_out = || {
                    if Page::has_room(record) {
                        Page::of(self.data(), record, width)
                    } else {
                        page::plain(NO_ROOM, width)
                    }
                };
                self.pages.page(about, width, lay_out)
            }
            Subject::Bar(bar) => {
                let about = About::Bar(bar.what.clone());
                let (records, number) = (bar.records.records(self.data()), bar.records.len());
                self.pages.page(about, width, || page::counted(records, number, bar.what.basis(), width))
            }
        }
    }

    /// What the selected cell of the crosswalk is about, in lines of a width.
    pub fn explained(&self, crosswalk: &Crosswalk, width: usize, brief: bool) -> Rc<Page> {
        let about = About::Cell(crosswalk.cursor(), brief);
        self.pages.page(about, width, || crosswalk.explained(self.data(), width, brief))
    }

    /// A text with nothing around it, in lines as wide as the window.
    pub fn plain(&self, text: &str) -> Rc<Page> {
        let width = layout::plain_area(self.size).width.into();
        self.pages.page(About::Plain, width, || page::plain(text, width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Pane};
    use crate::atlas::Atlas;

    /// How many pages an action has laid out, with all that looks at the detail until the next one.
    fn laid_out(model: &mut Model, action: Action) -> usize {
        let before = model.pages.laid_out.get();
        let size = model.size();
        model.update(action);
        model.working_keys().count();
        model.detail();
        model.update(Action::Resize(size.0, size.1));
        model.detail();
        model.pages.laid_out.get() - before
    }

    #[test]
    fn a_page_is_laid_out_once_for_all_that_looks_at_it() {
        let mut model = Model::new(Atlas::embedded().unwrap(), 120, 40);
        assert_eq!(laid_out(&mut model, Action::Next), 1);
        assert_eq!(laid_out(&mut model, Action::Open), 0);
        for action in [Action::NextLink, Action::Next, Action::PageDown, Action::Last, Action::Close] {
            assert_eq!(laid_out(&mut model, action.clone()), 0, "{action:?}");
        }
        assert_eq!(laid_out(&mut model, Action::Focus(Pane::Overview)), 1, "a bar");
        assert_eq!(laid_out(&mut model, Action::Next), 1, "another bar");
        assert_eq!(laid_out(&mut model, Action::Zoom), 0);
    }

    #[test]
    fn another_width_and_other_data_make_another_page() {
        let mut model = Model::new(Atlas::embedded().unwrap(), 120, 40);
        let fits = |model: &Model| {
            let (page, _) = model.detail().unwrap();
            page.lines.iter().all(|line| line.plain().trim_end().chars().count() < model.size().0.into())
        };
        model.update(Action::Focus(Pane::Matrix));
        model.update(Action::Next);
        let whole = model.detail().unwrap().0;
        model.update(Action::Resize(70, 20));
        assert!(fits(&model));
        model.update(Action::Resize(120, 40));
        assert_eq!(model.detail().unwrap().0, whole);
        model.update(Action::SourcesOnly);
        let links = |page: &Page| page.lines.iter().filter(|line| line.link.is_some()).count();
        assert!(links(&model.detail().unwrap().0) < links(&whole), "judgements of our own are gone");
        model.update(Action::SourcesOnly);
        assert_eq!(model.detail().unwrap().0, whole);
    }

    #[test]
    fn a_text_shown_plain_is_broken_into_lines_once() {
        let mut model = Model::new(Atlas::embedded().unwrap(), 120, 40);
        for about in ["first", "second"] {
            model.copied = Some(format!("{about} {}", "word ".repeat(1000)));
            model.update(Action::ShowPlain);
            let before = model.pages.laid_out.get();
            for _ in 0..3 {
                model.update(Action::PageDown);
                let text = model.copied.clone().unwrap_or_default();
                assert!(model.plain(&text).lines[0].plain().starts_with(about));
            }
            assert_eq!(model.pages.laid_out.get() - before, 1);
            model.update(Action::Close);
        }
    }
}
