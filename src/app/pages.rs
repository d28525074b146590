//! Cache of the current page: each key reads the page several times, and it may be of any length.

use std::cell::RefCell;
use std::fmt::{self, Arguments, Write};
use std::rc::Rc;

use super::Shared;
use super::screens::dashboard::{Counted, Subject, Tally};
use super::screens::detail;
use crate::atlas::{RecordId, VisibleRecord};
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

/// The page laid out last, and the page that a screen composed last. No screen shows more than one of each.
#[derive(Debug, Default)]
pub(super) struct Pages {
    last: Cache,
    composed: Cache,
}

/// A page, kept for its next readers.
#[derive(Debug, Default)]
struct Cache {
    page: RefCell<Option<LaidOut>>,
    /// Number of pages laid out.
    #[cfg(test)]
    laid_out: std::cell::Cell<usize>,
}

/// A page with what it depends on, besides the data.
#[derive(Debug)]
struct LaidOut {
    about: About,
    form: Form,
    page: Rc<Page>,
}

/// The form of a page: its width in columns, and whether it is inside a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    width: usize,
    has_edge: bool,
}

impl Cache {
    /// A page in a form: the one kept, or else one that is laid out now.
    /// `lay_out` may lay it out in the memory of the other page.
    fn page(
        &self,
        form: Form,
        is_it: impl Fn(&About) -> bool,
        lay_out: impl FnOnce(Page) -> (About, Page),
    ) -> Rc<Page> {
        if let Some(kept) = self.page.borrow().as_ref().filter(|kept| kept.form == form && is_it(&kept.about)) {
            return Rc::clone(&kept.page);
        }
        #[cfg(test)]
        self.laid_out.set(self.laid_out.get() + 1);
        let mut page = self.page.take().map(|kept| kept.page).unwrap_or_default();
        let memory = Rc::get_mut(&mut page).map(std::mem::take).unwrap_or_default();
        let (about, laid_out) = lay_out(memory);
        match Rc::get_mut(&mut page) {
            Some(page) => *page = laid_out,
            None => page = Rc::new(laid_out),
        }
        self.page.replace(Some(LaidOut { about, form, page: Rc::clone(&page) }));
        page
    }
}

impl Pages {
    /// Drops the pages after the data or the text to be shown has changed.
    pub(super) fn forget(&self) {
        self.last.page.take();
        self.composed.page.take();
    }

    #[cfg(test)]
    fn laid_out(&self) -> usize {
        self.last.laid_out.get() + self.composed.laid_out.get()
    }
}

impl Shared {
    /// The page of a subject, `width` columns wide. Laid out once while it stays the current page.
    pub fn page(&self, subject: Subject<'_>, width: usize) -> Rc<Page> {
        let (cache, form) = (&self.pages.last, self.form(width));
        match subject {
            Subject::Record(record) => {
                let is_it = |about: &About| matches!(about, About::Record(id) if id == record.id());
                let lay_out = |memory| (About::Record(record.id().clone()), self.page_of(record, width, memory));
                cache.page(form, is_it, lay_out)
            }
            Subject::Tally(tally) => {
                let is_it = |about: &About| matches!(about, About::Tally(what) if *what == tally.what);
                let lay_out = |memory| (About::Tally(tally.what.clone()), self.page_of_tally(tally, width, memory));
                cache.page(form, is_it, lay_out)
            }
        }
    }

    const fn form(&self, width: usize) -> Form {
        Form { width, has_edge: self.arrangement().has_borders() }
    }

    fn page_of(&self, record: VisibleRecord<'_>, width: usize, memory: Page) -> Page {
        if !Page::has_memory(record) {
            return page::plain(OUT_OF_MEMORY, width);
        }
        let has_edge = self.arrangement().has_borders();
        let mut page = memory.rewritten(self.data(), record, width, !has_edge);
        if !has_edge || !detail::fits_edge(&naming::heading(record, width), record.id(), width) {
            page.end_with_id(record.id(), !has_edge);
        }
        page
    }

    fn page_of_tally(&self, tally: &Tally, width: usize, memory: Page) -> Page {
        let is_dense = !self.arrangement().has_borders();
        let listed = page::Listed { records: &tally.records, label: tally.what.label() };
        page::counted(self.data(), listed, &tally.groups(self.data()), width, is_dense, memory)
    }

    /// The page that a screen composes, `width` columns wide; `name` identifies it among the pages of that screen.
    pub(super) fn composed(&self, name: Arguments<'_>, width: usize, lay_out: impl FnOnce() -> Page) -> Rc<Page> {
        let is_it = |about: &About| matches!(about, About::Composed(other) if spells(name, other));
        let lay_out = |memory| {
            // Free the memory of the other page first.
            drop(memory);
            (About::Composed(name.to_string()), lay_out())
        };
        self.pages.composed.page(self.form(width), is_it, lay_out)
    }
}

/// Whether formatting `words` gives exactly `text`. Allocates nothing.
fn spells(words: Arguments<'_>, text: &str) -> bool {
    /// The part of the text that is left.
    struct Rest<'a>(&'a str);

    impl fmt::Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    let mut rest = Rest(text);
    rest.write_fmt(words).is_ok() && rest.0.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::app::screens::search::Results;
    use crate::app::screens::{Name, dashboard};
    use crate::app::{Action, Day, Model, Motion, Pane};
    use crate::atlas::Atlas;

    /// The number of pages laid out by an action and by all readers of the detail until the next one.
    fn laid_out(model: &mut Model, action: Action) -> usize {
        let before = model.shared().pages.laid_out();
        let size = model.shared().size();
        model.update(action);
        model.content();
        model.resize(size.0, size.1);
        model.content();
        model.shared().pages.laid_out() - before
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

    /// What a random number does: it changes the size of the window, types, does what changes the page, or presses any key of the
    /// screen on top.
    fn step(model: &mut Model, number: usize) {
        // In the first two and in the last two a page is equally wide.
        const SIZES: [(u16, u16); 5] = [(78, 17), (80, 24), (120, 40), (110, 30), (84, 17)];
        const CHANGES: [Action; 11] = [
            Action::Open,
            Action::Close,
            Action::Move(Motion::Next),
            Action::Move(Motion::Right),
            Action::Show(Name::Help),
            Action::Show(Name::Crosswalk),
            Action::Show(Name::Search),
            Action::SourcesOnly,
            Action::Day(Day::Earlier),
            Action::Day(Day::Later),
            Action::Day(Day::OfEdition),
        ];
        let which = number / 8;
        match number % 8 {
            0 | 1 => model.resize(SIZES[which % SIZES.len()].0, SIZES[which % SIZES.len()].1),
            2 if model.top().field().is_some() => drop(model.paste(["a", "r", "prot", "kind:gap "][which % 4])),
            2..6 => drop(model.update(CHANGES[which % CHANGES.len()])),
            _ => {
                let bound = model.shared().keymap().bound(model.bindings());
                let actions: Vec<Action> = bound.map(|(_, action)| action).collect();
                model.update(actions[which % actions.len()]);
            }
        }
        while let Some(request) = model.wanted() {
            let found = model.shared().searcher().search(&request.query, request.most);
            model.take_results(Results { version: request.version, found });
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn nothing_that_is_kept_makes_a_frame_stale(
            has_periods in any::<bool>(),
            steps in prop::collection::vec(any::<usize>(), 1..80),
        ) {
            let atlas = || if has_periods { Atlas::of_format_3() } else { Atlas::frozen() };
            let [mut keeping, mut forgetting] = [(); 2].map(|()| Model::new(atlas(), 120, 40));
            for number in steps {
                step(&mut keeping, number);
                step(&mut forgetting, number);
                forgetting.forget_kept();
                prop_assert_eq!(format!("{:?}", keeping.content()), format!("{:?}", forgetting.content()));
            }
        }
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
            let before = model.shared().pages.laid_out();
            assert!(model.content()[0].lines.iter().next().unwrap().plain().starts_with(about));
            for _ in 0..3 {
                model.update(Action::Move(Motion::PageDown));
                model.content();
            }
            assert_eq!(model.shared().pages.laid_out() - before, 1);
            model.update(Action::Close);
        }
    }
}
