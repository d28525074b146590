//! The behaviour of the search: how it carries out actions.

use compact_str::{CompactString, format_compact};
use ratatui::layout::Rect;
use tui_input::InputRequest;

use super::pick::MARK_RANK;
use super::{Action, FILTER_KEYS, KEYS, PICK_KEYS, Search};
use crate::app::content::Region;
use crate::app::keys::{Binding, Bindings, Hint};
use crate::app::motion::Motion;
use crate::app::screens::{Below, Flow, Jump, Layer, Next};
use crate::app::shared::Field;
use crate::app::{Action as Pressed, Effect, Shared, Take};
use crate::atlas::{Data, RecordId, Text};
use crate::present::wrap;
use crate::storage::saved::Change;

impl Search {
    /// Carries out an action that only the search has.
    pub(in crate::app) fn obey(&mut self, shared: &Shared, action: Action) -> Flow {
        match action {
            Action::Complete => self.complete(shared),
            Action::ScrollUp => self.scroll(shared, Motion::Previous),
            Action::ScrollDown => self.scroll(shared, Motion::Next),
            Action::Filter => self.filtering = !self.filtering,
            Action::Mark => self.mark(shared.data()),
            Action::ToggleKind(kind) => {
                self.toggle(&format!("kind:{}", kind.prefix()), |query| query.asks_for_kind(kind), shared);
            }
            Action::TogglePillar(pillar) => {
                self.toggle(&format!("pillar:{}", pillar.segment()), |query| query.asks_for_pillar(pillar), shared);
            }
        }
        self.show_all(shared);
        Flow::Stay
    }

    /// Whether one of those actions would do something now.
    pub(in crate::app) fn permits(&self, shared: &Shared, action: Action) -> bool {
        match action {
            Action::ScrollUp | Action::ScrollDown => self.has_longer_text(shared),
            Action::Complete => self.completes(shared.data()) || self.is_to_pick() && (self.waits() || self.offers()),
            Action::Filter | Action::ToggleKind(_) | Action::TogglePillar(_) => true,
            Action::Mark => self.is_to_pick() && (self.waits() || self.chosen(shared.data()).is_some()),
        }
    }

    /// The effect that saves the query.
    fn remembered(&self) -> Option<Effect> {
        Text::try_from(self.typed().trim().to_owned()).ok().map(|query| Effect::Save(Change::Query(query)))
    }
}

impl Layer for Search {
    fn keys(&self) -> &'static Bindings {
        match (self.filtering, self.is_to_pick()) {
            (true, _) => &FILTER_KEYS,
            (false, true) => &PICK_KEYS,
            (false, false) => &KEYS,
        }
    }

    /// With the number of those marked, since a count may yield.
    fn title(&self, _: &Shared, room: usize) -> CompactString {
        let name = self.name();
        let marked = format_compact!("{} marked", self.marked().len());
        let whole = format_compact!("{name} · {marked}");
        match self.marked().len() {
            0 => name.into(),
            _ if wrap::fits(&whole, room) => whole,
            _ => marked,
        }
    }

    fn count(&self, shared: &Shared) -> CompactString {
        self.of_all(shared)
    }

    fn content(&self, shared: &Shared, body: Rect, show: &mut dyn FnMut(Region)) {
        self.show(shared, body, show);
    }

    fn go(&mut self, shared: &Shared, motion: Motion) -> Flow {
        if self.defers(Pressed::Move(motion)) {
            return Flow::Stay;
        }
        if motion == Motion::Previous && self.selected == 0 && !self.is_to_pick() {
            self.recall_query(true, &shared.saved().queries, shared);
            self.show_all(shared);
            return Flow::Stay;
        }
        self.selected = self.moved(shared, motion);
        self.scroll = 0;
        self.ask_for_more();
        self.show_all(shared);
        Flow::Stay
    }

    fn open(&mut self, shared: &Shared) -> Flow {
        if self.defers(Pressed::Open) {
            return Flow::Stay;
        }
        if self.offers() && self.marked().is_empty() {
            self.follow(shared);
            return Flow::Stay;
        }
        if self.is_to_pick() {
            return self.pick(shared.data());
        }
        let Some(record) = self.chosen(shared.data()) else { return Flow::Stay };
        let jump = Some(Jump { record: record.id().clone(), reads: true });
        self.visited = true;
        Flow::Close(Next { jump, effect: self.remembered(), ..Next::default() })
    }

    fn close(&mut self) -> Flow {
        if std::mem::take(&mut self.filtering) {
            return Flow::Stay;
        }
        if self.is_to_pick() {
            return Flow::Do(Effect::Quit);
        }
        Flow::Close(Next { effect: self.remembered(), ..Next::default() })
    }

    fn cancel(&mut self) -> Flow {
        self.filtering = false;
        self.close()
    }

    fn field(&self) -> Option<(Field, &str)> {
        Some((Field::Query, self.typed()))
    }

    fn recall(&mut self, shared: &Shared, older: bool) -> Flow {
        self.recall_query(older, &shared.saved().queries, shared);
        self.show_all(shared);
        Flow::Stay
    }

    fn recalls(&self, shared: &Shared) -> bool {
        !shared.saved().queries.is_empty()
    }

    fn edit(&mut self, shared: &Shared, request: InputRequest) -> Flow {
        if self.input.edit(request) {
            self.renew(shared);
            self.show_all(shared);
        }
        Flow::Stay
    }

    fn paste(&mut self, shared: &Shared, text: &str) -> Flow {
        self.input.insert(text);
        self.renew(shared);
        self.show_all(shared);
        Flow::Stay
    }

    fn opens(&self, shared: &Shared) -> bool {
        let has_row = self.chosen(shared.data()).is_some() || self.offers();
        self.waits() || has_row || !self.marked().is_empty()
    }

    fn below(&self, _: &Shared) -> Below {
        Below { bindings: self.keys(), name: self.keys().name, is_to_pick: self.is_to_pick() }
    }

    fn hint(&self, shared: &Shared, binding: &Binding, hint: Hint) -> Option<Hint> {
        let has_marks = !self.marked().is_empty();
        let lists = match binding.actions {
            [Pressed::Open, ..] => self.offers() && !has_marks,
            [Pressed::Search(Action::Complete), ..] if !self.completes(shared.data()) => {
                // Without marks Enter does the same.
                return (self.offers() && has_marks).then_some(Hint { word: "see them", rank: MARK_RANK, ..hint });
            }
            _ => false,
        };
        Some(if lists { Hint { word: "see them", ..hint } } else { hint })
    }

    fn selected(&self, shared: &Shared) -> Option<RecordId> {
        self.chosen(shared.data()).map(|record| record.id().clone())
    }

    fn take(&mut self, shared: &Shared, take: Take) -> Flow {
        if self.defers(Pressed::Take(take)) {
            return Flow::Stay;
        }
        self.chosen(shared.data()).map_or(Flow::Stay, |record| shared.take(take, record.id()))
    }

    fn takes(&self, shared: &Shared, _: Take) -> bool {
        self.waits() || self.chosen(shared.data()).is_some()
    }

    /// Searches the new data for the same query, and selects the same record if it is found.
    fn adopt(&mut self, shared: &Shared, old: &Data) {
        let chosen = self.chosen(old).map(|record| record.id().clone());
        self.renew(shared);
        self.forget();
        (self.first_version, self.choice) = (self.version, chosen);
        self.show_all(shared);
    }

    /// Searches again if the query asks which records are pinned.
    fn saved_changed(&mut self, shared: &Shared, _: Option<&Text>) {
        if !self.query.asks_for_pins() {
            return;
        }
        let chosen = self.chosen(shared.data()).map(|record| record.id().clone());
        let most = self.most;
        self.renew(shared);
        // The hits are shown as they are until the new ones come.
        (self.most, self.choice) = (most, chosen);
    }
}
