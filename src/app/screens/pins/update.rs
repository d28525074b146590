//! What actions do in the pins.

use super::{Pins, Typing, written};
use crate::app::dashboard::{moved, step};
use crate::app::screens::help::Help;
use crate::app::screens::{Flow, Screen};
use crate::app::{Action, Effect, Model, layout};
use crate::atlas::{RecordId, Text};
use crate::formats::ascii::Letters;
use crate::storage::kept::Change;

const NO_ROOM: &str = "There is not enough memory for the texts of the pins.";

impl Pins {
    pub(in crate::app) fn update(&mut self, model: &Model, action: Action) -> Flow {
        if self.typing.is_some() { self.in_field(model, action) } else { self.in_list(model, &action) }
    }

    fn in_list(&mut self, model: &Model, action: &Action) -> Flow {
        let pins = &model.kept().pins;
        let pin = pins.get(self.selected);
        let id = pin.and_then(|pin| RecordId::try_from(pin.id.as_str()).ok());
        let record = id.as_ref().filter(|id| model.data().get(id).is_some());
        match action {
            Action::Close => return Flow::closed(),
            Action::Help => return Flow::Open(Screen::Help(Help::default())),
            Action::Open => {
                return match record {
                    Some(record) => Flow::jump(record.clone()),
                    None if id.as_ref().is_some_and(|id| model.data().hides(id)) => {
                        Flow::Say("It is editorial, and hidden.".into())
                    }
                    None if pin.is_some() => {
                        Flow::Say("It is gone from the data; what was noted on it is kept.".into())
                    }
                    None => Flow::Stay,
                };
            }
            Action::Pin => return pin.map(|pin| Effect::Keep(Change::Unpin(pin.id.clone()))).into(),
            Action::MoveUp | Action::MoveDown => {
                let down = *action == Action::MoveDown;
                return pin.map(|pin| Effect::Keep(Change::Move { id: pin.id.clone(), down })).into();
            }
            Action::Note => {
                if let Some(pin) = pin {
                    self.type_note(pin);
                }
            }
            Action::NextFormat => self.turn_format(),
            Action::WriteFile if model.restricted() => {
                return Flow::Say("Restricted mode writes no file; the pins can be copied.".into());
            }
            Action::WriteFile if pin.is_some() => self.type_name(),
            Action::CopyRecord if pin.is_some() => {
                let text = written(self.format, model.data(), pins, &Letters::all());
                return text.map_or(Flow::Say(NO_ROOM.into()), |text| Flow::Do(Effect::Copy("the pins", text)));
            }
            Action::CopyCitation => return record.and_then(|record| model.copy_citation(record)).into(),
            Action::SourcesOnly => return Flow::Below(Action::SourcesOnly),
            action => {
                let page = layout::pins_areas(model.form(), model.areas().body).pins;
                let by = step(action, layout::inside(model.form(), page).height.into()).unwrap_or_default();
                self.selected = moved(self.selected, pins.len(), by);
            }
        }
        Flow::Stay
    }

    /// While a note or a file name is typed.
    fn in_field(&mut self, model: &Model, action: Action) -> Flow {
        let pins = &model.kept().pins;
        match (self.typing.take(), action) {
            (None, _) | (_, Action::Close) => {}
            (Some(Typing::Note(field)), Action::Open) => {
                let note = Text::try_from(field.text().trim().to_owned()).ok();
                let pin = pins.get(self.selected);
                return pin.map(|pin| Effect::Keep(Change::Note { id: pin.id.clone(), note })).into();
            }
            (Some(Typing::Name(field)), Action::Open) => {
                let name = field.text().trim().to_owned();
                if !name.is_empty() {
                    let text = written(self.format, model.data(), pins, &Letters::only_ascii(model.ascii()));
                    return text.map_or(Flow::Say(NO_ROOM.into()), |text| Flow::Do(Effect::Write { name, text }));
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
                self.typing = Some(typing);
            }
        }
        Flow::Stay
    }
}
