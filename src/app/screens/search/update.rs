//! What actions do in the search.

use super::Search;
use crate::app::dashboard::step;
use crate::app::screens::help::Help;
use crate::app::screens::{Flow, Next, Screen};
use crate::app::{Action, Effect, Model, layout};
use crate::atlas::Text;
use crate::storage::kept::Change;

impl Search {
    pub(in crate::app) fn update(&mut self, model: &Model, action: Action) -> Flow {
        match action {
            Action::Close if self.filtering() => self.set_filtering(false),
            Action::Close => return Flow::Close(Next { effect: self.remembered(), ..Next::default() }),
            Action::Help => return Flow::Open(Screen::Help(Help::over_search())),
            Action::Filter => self.set_filtering(!self.filtering()),
            Action::Open | Action::Next | Action::Previous | Action::PageDown | Action::PageUp
                if self.defers(&action) => {}
            Action::Open => {
                if let Some(hit) = self.chosen() {
                    let id = model.atlas().records()[hit.record].id.clone();
                    let next = Next { jump: Some((id, None)), effect: self.remembered(), ..Next::default() };
                    return Flow::Close(next);
                }
            }
            Action::Previous if self.selected() == 0 => self.recall(true, &model.kept().queries, model.atlas()),
            action => self.edit_or_move(model, action),
        }
        self.show_all(&model.recent, model.atlas());
        Flow::Stay
    }

    fn edit_or_move(&mut self, model: &Model, action: Action) {
        let (atlas, queries) = (model.atlas(), &model.kept().queries);
        match action {
            Action::Edit(request) => self.edit(request, atlas),
            Action::Paste(text) => self.paste(&text, atlas),
            Action::Complete => self.complete(atlas),
            Action::OlderQuery => self.recall(true, queries, atlas),
            Action::NewerQuery => self.recall(false, queries, atlas),
            Action::ToggleKind(kind) => self.toggle_kind(kind, atlas),
            Action::TogglePillar(pillar) => self.toggle_pillar(pillar, atlas),
            action => {
                let areas = layout::search_areas(model.form(), model.areas().body, (&*self).into());
                let page = layout::inside(model.form(), areas.hits).height.into();
                self.step(step(&action, page).unwrap_or_default());
            }
        }
    }

    /// Keeps the query for later.
    fn remembered(&self) -> Option<Effect> {
        Text::try_from(self.typed().trim().to_owned()).ok().map(|query| Effect::Keep(Change::Query(query)))
    }
}
