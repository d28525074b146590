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
                if let Some(record) = self.chosen(model.data()) {
                    let next =
                        Next { jump: Some((record.id().clone(), None)), effect: self.remembered(), ..Next::default() };
                    return Flow::Close(next);
                }
            }
            Action::Previous if self.selected() == 0 => self.recall(true, &model.kept().queries, model.data()),
            action => self.edit_or_move(model, action),
        }
        self.show_all(&model.recent, model.data());
        Flow::Stay
    }

    fn edit_or_move(&mut self, model: &Model, action: Action) {
        let (data, queries) = (model.data(), &model.kept().queries);
        match action {
            Action::Edit(request) => self.edit(request, data),
            Action::Paste(text) => self.paste(&text, data),
            Action::Complete => self.complete(data),
            Action::OlderQuery => self.recall(true, queries, data),
            Action::NewerQuery => self.recall(false, queries, data),
            Action::ToggleKind(kind) => self.toggle_kind(kind, data),
            Action::TogglePillar(pillar) => self.toggle_pillar(pillar, data),
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
