//! What actions do while something lies over the dashboard.

use super::crosswalk::Crosswalk;
use super::dashboard::{moved, step};
use super::model::{Overlay, Place};
use super::palette::{Chosen, Palette};
use super::pins::{self, Sheet, Typing};
use super::search::Search;
use super::{Action, Effect, Model, layout};
use crate::atlas::{RecordId, Text};
use crate::storage::kept::Change;

impl Model {
    /// Carries an action out that is meant for what lies over the dashboard.
    pub(super) fn in_overlay(&mut self, overlay: Overlay, action: Action) -> Option<Effect> {
        match overlay {
            Overlay::Search(search) => self.in_search(search, action),
            Overlay::Help { scroll, over } => {
                self.in_help(scroll, over, &action);
                None
            }
            Overlay::Crosswalk(crosswalk) => self.in_crosswalk(crosswalk, &action),
            Overlay::Palette(palette) => self.in_palette(palette, action),
            Overlay::Pins(sheet) if sheet.typing().is_some() => self.in_field(sheet, action),
            Overlay::Pins(sheet) => self.in_pins(sheet, &action),
            Overlay::Plain { text, scroll } => {
                self.in_plain(text, scroll, &action);
                None
            }
        }
    }

    pub(super) fn open_search(&mut self, words: &str) {
        // No search types as much as that.
        self.searches += 1 << 32;
        let mut search = Search::new(words, self.searches, &self.atlas);
        search.show_all(&self.recent, &self.atlas);
        self.overlay = Some(Overlay::Search(Box::new(search)));
    }

    fn in_search(&mut self, mut search: Box<Search>, action: Action) -> Option<Effect> {
        match action {
            Action::Close if search.filtering() => search.set_filtering(false),
            Action::Close => return remembered(search.typed()),
            Action::Help => {
                self.overlay = Some(Overlay::Help { scroll: 0, over: Some(Box::new(Overlay::Search(search))) });
                return None;
            }
            Action::Filter => search.set_filtering(!search.filtering()),
            Action::Open | Action::Next | Action::Previous | Action::PageDown | Action::PageUp
                if search.defers(&action) => {}
            Action::Open => {
                if let Some(hit) = search.chosen() {
                    let id = self.atlas.records()[hit.record].id.clone();
                    self.jump(&id, None);
                    return remembered(search.typed());
                }
            }
            Action::Previous if search.selected() == 0 => search.recall(true, &self.kept.queries, &self.atlas),
            action => self.edit_search(&mut search, action),
        }
        search.show_all(&self.recent, &self.atlas);
        self.overlay = Some(Overlay::Search(search));
        None
    }

    fn edit_search(&self, search: &mut Search, action: Action) {
        match action {
            Action::Edit(request) => search.edit(request, &self.atlas),
            Action::Paste(text) => search.paste(&text, &self.atlas),
            Action::Complete => search.complete(&self.atlas),
            Action::OlderQuery => search.recall(true, &self.kept.queries, &self.atlas),
            Action::NewerQuery => search.recall(false, &self.kept.queries, &self.atlas),
            Action::ToggleKind(kind) => search.toggle_kind(kind, &self.atlas),
            Action::TogglePillar(pillar) => search.toggle_pillar(pillar, &self.atlas),
            action => {
                let areas = layout::search_areas(self.form(), self.areas().body, search.into());
                let page = layout::inside(self.form(), areas.hits).height.into();
                search.step(step(&action, page).unwrap_or_default());
            }
        }
    }

    pub(super) fn in_help(&mut self, scroll: usize, over: Option<Box<Overlay>>, action: &Action) {
        if *action == Action::Close {
            self.overlay = over.map(|over| *over);
            return;
        }
        let area = layout::text_area(self.form(), self.areas().body);
        let over_search = matches!(over.as_deref(), Some(Overlay::Search(_)));
        let lines = super::help::lines(area.width.into(), self.ascii, over_search).len();
        let last = lines.saturating_sub(area.height.into());
        let scroll = moved(scroll, last + 1, step(action, area.height.into()).unwrap_or_default());
        self.overlay = Some(Overlay::Help { scroll, over });
    }

    pub(super) fn open_crosswalk(&mut self) {
        let crosswalk = Crosswalk::new(&self.atlas, self.current().map(|record| &record.id));
        self.overlay = Some(Overlay::Crosswalk(Box::new(crosswalk)));
    }

    fn in_crosswalk(&mut self, mut crosswalk: Box<Crosswalk>, action: &Action) -> Option<Effect> {
        match action {
            Action::Close => return None,
            Action::Left => crosswalk.turn(false),
            Action::Right => crosswalk.turn(true),
            Action::Open => {
                if let Some(cell) = crosswalk.cell(&self.atlas) {
                    self.jump(&cell.record.clone(), Some(cell));
                    return None;
                }
            }
            Action::SourcesOnly => {
                self.overlay = Some(Overlay::Crosswalk(crosswalk));
                self.toggle_sources_only();
                return None;
            }
            Action::Pin => {
                let effect = crosswalk.selected().map(|record| self.pin(&self.atlas.records()[record]));
                self.overlay = Some(Overlay::Crosswalk(crosswalk));
                return effect;
            }
            Action::Help => {
                self.overlay = Some(Overlay::Help { scroll: 0, over: Some(Box::new(Overlay::Crosswalk(crosswalk))) });
                return None;
            }
            action => {
                let page = layout::crosswalk_areas(self.form(), self.areas().body).rows.height.into();
                crosswalk.step(step(action, page).unwrap_or_default());
            }
        }
        self.overlay = Some(Overlay::Crosswalk(crosswalk));
        None
    }

    pub(super) fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Palette(Box::new(Palette::new(&self.atlas, self.ascii))));
    }

    fn in_palette(&mut self, mut palette: Box<Palette>, action: Action) -> Option<Effect> {
        match action {
            Action::Close => return None,
            Action::Open => match palette.chosen() {
                Some(Chosen::Action(action)) => return self.update(action.clone()),
                Some(Chosen::Record(record)) => {
                    self.jump(&record.clone(), None);
                    return None;
                }
                None => {}
            },
            Action::Edit(request) => palette.edit(request, &self.atlas, self.ascii),
            Action::Paste(text) => palette.paste(&text, &self.atlas, self.ascii),
            action => {
                let page = layout::palette_areas(self.form(), self.areas().body).entries;
                palette.step(step(&action, layout::inside(self.form(), page).height.into()).unwrap_or_default());
            }
        }
        self.overlay = Some(Overlay::Palette(palette));
        None
    }

    pub(super) fn open_pins(&mut self) {
        self.overlay = Some(Overlay::Pins(Box::default()));
    }

    fn in_pins(&mut self, mut sheet: Box<Sheet>, action: &Action) -> Option<Effect> {
        let pin = self.kept.pins.get(sheet.selected);
        let record = pin.and_then(|pin| self.id_of(pin.id.as_str()));
        let effect = match action {
            Action::Close => return None,
            Action::Help => {
                self.overlay = Some(Overlay::Help { scroll: 0, over: Some(Box::new(Overlay::Pins(sheet))) });
                return None;
            }
            Action::Open => {
                let Some(record) = record else {
                    let hidden = pin.and_then(|pin| RecordId::try_from(pin.id.as_str()).ok());
                    if hidden.is_some_and(|id| self.hides(&id)) {
                        self.notify("It is editorial, and hidden.");
                    } else if pin.is_some() {
                        self.notify("It is gone from the data; what was noted on it is kept.");
                    }
                    self.overlay = Some(Overlay::Pins(sheet));
                    return None;
                };
                self.jump(&record, None);
                return None;
            }
            Action::Pin => pin.map(|pin| Effect::Keep(Change::Unpin(pin.id.clone()))),
            Action::MoveUp | Action::MoveDown => {
                let down = *action == Action::MoveDown;
                pin.map(|pin| Effect::Keep(Change::Move { id: pin.id.clone(), down }))
            }
            Action::Note => {
                if let Some(pin) = pin {
                    sheet.type_note(pin);
                }
                None
            }
            Action::NextFormat => {
                sheet.turn_format();
                None
            }
            Action::WriteFile if self.restricted => {
                self.notify("Restricted mode writes no file; the pins can be copied.");
                None
            }
            Action::WriteFile if pin.is_some() => {
                sheet.type_name();
                None
            }
            Action::CopyRecord if pin.is_some() => {
                Some(self.copy("the pins", pins::written(sheet.format, &self.atlas, &self.kept.pins)))
            }
            Action::CopyCitation => record.and_then(|record| self.copy_citation(&record)),
            Action::SourcesOnly => {
                self.toggle_sources_only();
                None
            }
            action => {
                let page = layout::pins_areas(self.form(), self.areas().body).pins;
                let by = step(action, layout::inside(self.form(), page).height.into()).unwrap_or_default();
                sheet.selected = moved(sheet.selected, self.kept.pins.len(), by);
                None
            }
        };
        self.overlay = Some(Overlay::Pins(sheet));
        effect
    }

    /// While a note or a file name is typed.
    fn in_field(&mut self, mut sheet: Box<Sheet>, action: Action) -> Option<Effect> {
        let mut effect = None;
        match (sheet.typing.take(), action) {
            (None, _) | (_, Action::Close) => {}
            (Some(Typing::Note(field)), Action::Open) => {
                let note = Text::try_from(field.text().trim().to_owned()).ok();
                let pin = self.kept.pins.get(sheet.selected);
                effect = pin.map(|pin| Effect::Keep(Change::Note { id: pin.id.clone(), note }));
            }
            (Some(Typing::Name(field)), Action::Open) => {
                let name = field.text().trim().to_owned();
                if !name.is_empty() {
                    let text = pins::written(sheet.format, &self.atlas, &self.kept.pins);
                    effect = Some(Effect::Write { name, text });
                }
            }
            (Some(mut typing), action) => {
                match action {
                    Action::Edit(request) => {
                        typing.field_mut().edit(request);
                    }
                    Action::Paste(text) => typing.field_mut().insert(&text),
                    _ => {}
                }
                sheet.typing = Some(typing);
            }
        }
        self.overlay = Some(Overlay::Pins(sheet));
        effect
    }

    /// Shows what was copied last, or else the current citation, without anything around it.
    pub(super) fn open_plain(&mut self) {
        let citation = || self.citation(&self.current()?.id);
        match self.copied.clone().or_else(citation) {
            Some(text) => {
                self.pages.forget();
                self.overlay = Some(Overlay::Plain { text, scroll: 0 });
            }
            None => self.notify("Nothing was copied yet."),
        }
    }

    fn in_plain(&mut self, text: String, scroll: usize, action: &Action) {
        if *action == Action::Close {
            return;
        }
        let area = layout::plain_area(self.size);
        let last = self.plain(&text).lines.len().saturating_sub(area.height.into());
        let scroll = moved(scroll, last + 1, step(action, area.height.into()).unwrap_or_default());
        self.overlay = Some(Overlay::Plain { text, scroll });
    }

    /// The id of a record that is there.
    fn id_of(&self, id: &str) -> Option<RecordId> {
        RecordId::try_from(id).ok().filter(|id| self.atlas.get(id).is_some())
    }

    /// Where somebody is, to come back to.
    pub(super) fn here(&self) -> Option<Place> {
        Some(Place { spot: self.spot_in(self.pane)?, reading: self.reading, crosswalk: None })
    }
}

/// Keeps a query for later.
fn remembered(typed: &str) -> Option<Effect> {
    Text::try_from(typed.trim().to_owned()).ok().map(|query| Effect::Keep(Change::Query(query)))
}
