//! What lies over the dashboard: a stack of screens, a folder for each with its state and what actions do to it. A screen
//! changes nothing but itself; what else is to happen it says by a `Flow`, and the model alone changes the stack.

pub mod crosswalk;
pub mod help;
pub mod palette;
pub mod pins;
pub mod plain;
pub mod search;

use std::borrow::Cow;

use self::crosswalk::{Cell, Crosswalk};
use self::help::Help;
use self::palette::Palette;
use self::pins::Pins;
use self::plain::Plain;
use self::search::Search;
use super::keys::Context;
use super::{Action, Effect, Model};
use crate::atlas::{Data, RecordId};

/// A screen over the dashboard.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The search.
    Search(Box<Search>),
    /// The keys.
    Help(Help),
    /// The crosswalk.
    Crosswalk(Box<Crosswalk>),
    /// The command palette.
    Palette(Box<Palette>),
    /// The pins.
    Pins(Box<Pins>),
    /// A text with nothing around it.
    Plain(Plain),
}

/// What happens after an action in a screen.
#[derive(Debug)]
pub(super) enum Flow {
    /// It stays.
    Stay,
    /// It stays, and the footer says something.
    Say(Cow<'static, str>),
    /// It stays, and something is to be done outside.
    Do(Effect),
    /// It stays, and the dashboard does something for it.
    Below(Action),
    /// Another one opens over it.
    Open(Screen),
    /// It closes.
    Close(Next),
}

/// What is done when a screen has closed.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// Where the dashboard goes, and the cell of the crosswalk that leads there.
    pub jump: Option<(RecordId, Option<Cell>)>,
    /// What whatever lies below does.
    pub act: Option<Action>,
    /// What is to be done outside.
    pub effect: Option<Effect>,
}

impl Flow {
    /// The screen closes, and that is all.
    pub(super) fn closed() -> Self {
        Self::Close(Next::default())
    }

    /// The screen closes, and the dashboard goes to a record.
    pub(super) fn jump(to: RecordId) -> Self {
        Self::Close(Next { jump: Some((to, None)), ..Next::default() })
    }
}

impl From<Option<Effect>> for Flow {
    fn from(effect: Option<Effect>) -> Self {
        effect.map_or(Self::Stay, Self::Do)
    }
}

impl Screen {
    /// Carries an action out. The model is that of which this is the screen on top; its stack holds those below.
    pub(super) fn update(&mut self, model: &Model, action: Action) -> Flow {
        match self {
            Self::Search(search) => search.update(model, action),
            Self::Help(help) => help.update(model, &action),
            Self::Crosswalk(crosswalk) => crosswalk.update(model, &action),
            Self::Palette(palette) => palette.update(model, action),
            Self::Pins(pins) => pins.update(model, action),
            Self::Plain(plain) => plain.update(model, &action),
        }
    }

    /// Where keys are looked up.
    pub(super) const fn context(&self) -> Context {
        match self {
            Self::Search(search) if search.filtering() => Context::Filter,
            Self::Search(_) => Context::Search,
            Self::Help(_) => Context::Help,
            Self::Crosswalk(_) => Context::Crosswalk,
            Self::Palette(_) => Context::Palette,
            Self::Pins(pins) if pins.typing().is_some() => Context::Field,
            Self::Pins(_) => Context::Pins,
            Self::Plain(_) => Context::Plain,
        }
    }

    /// Whether there is anything to open.
    pub(super) fn can_open(&self, model: &Model) -> bool {
        match self {
            Self::Search(search) => search.chosen(model.data()).is_some(),
            Self::Palette(palette) => palette.chosen().is_some(),
            Self::Pins(pins) => !model.kept().pins.is_empty() || pins.typing().is_some(),
            Self::Help(_) | Self::Crosswalk(_) | Self::Plain(_) => true,
        }
    }

    /// Whether it is nothing but a text to be scrolled.
    pub(super) const fn is_text(&self) -> bool {
        matches!(self, Self::Help(_) | Self::Plain(_))
    }

    /// Finds its records anew among other data, or the window being another one its place in its text.
    pub(super) fn adopt(&mut self, model: &Model, old: &Data) {
        match self {
            Self::Search(search) => {
                search.adopt(old, model.data());
                search.show_all(&model.recent, model.data());
            }
            Self::Crosswalk(crosswalk) => {
                **crosswalk = Crosswalk::at(model.data(), crosswalk.cell().as_ref());
            }
            Self::Palette(palette) => palette.renew(model.data(), model.ascii()),
            Self::Help(_) | Self::Pins(_) | Self::Plain(_) => {}
        }
    }
}
