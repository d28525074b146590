//! Actions: the requests that keys are bound to. [`super::Model::update`] carries them out.

use tui_input::InputRequest;

use super::Motion;
use super::screens::{Name, dashboard, help, pins, search};

/// A request that a key is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Move through a list or a text.
    Move(Motion),
    /// Open the selection: a record in the detail, the other end of a link, the record of a hit. Accept the input.
    Open,
    /// Close whatever was opened last.
    Close,
    /// Close whatever covers the dashboard or, if nothing does, quit.
    Leave,
    /// Cancel the text field or, if there is none, quit.
    Interrupt,
    /// Edit the input.
    Edit(InputRequest),
    /// Recall what was typed into the field before.
    RecallOlder,
    /// Recall what was typed into the field after that.
    RecallNewer,
    /// Pin, annotate or copy the selection.
    Take(Take),
    /// Undo the last change of the pins.
    Undo,
    /// Open a screen, or close it if it is on top.
    Show(Name),
    /// Go to the next hit of the last search.
    NextHit,
    /// Go to the previous hit of the last search.
    PreviousHit,
    /// Hide or show editorial texts.
    SourcesOnly,
    /// Show everything as of another day.
    Day(Day),
    /// Redraw or suspend.
    Program(Program),
    /// An action that only the dashboard has. It closes all screens over the dashboard.
    Dashboard(dashboard::Action),
    /// An action that only the search has.
    Search(search::Action),
    /// An action that only the pins have.
    Pins(pins::Action),
    /// An action that only the help has.
    Help(help::Action),
}

impl Action {
    /// Whether it may be carried out as soon as its screen has been opened for it. The selection there was chosen by nobody.
    pub(super) const fn may_follow_its_screen(self) -> bool {
        !matches!(self, Self::Pins(pins::Action::MoveUp | pins::Action::MoveDown))
    }

    /// Whether it must not be carried out while nothing but the size of the window is visible: it changes pins or files, or
    /// copies or marks what nobody sees.
    pub(super) const fn needs_eyes(self) -> bool {
        match self {
            Self::Take(_) | Self::Undo | Self::Pins(_) | Self::Open | Self::Search(search::Action::Mark) => true,
            Self::Move(_)
            | Self::Close
            | Self::Leave
            | Self::Interrupt
            | Self::Edit(_)
            | Self::RecallOlder
            | Self::RecallNewer
            | Self::Show(_)
            | Self::NextHit
            | Self::PreviousHit
            | Self::SourcesOnly
            | Self::Day(_)
            | Self::Program(_)
            | Self::Dashboard(_)
            | Self::Search(_)
            | Self::Help(_) => false,
        }
    }

    /// Whether it may be carried out where records are picked: nothing that leads to another part of the program, nor anything
    /// that is saved.
    pub(super) const fn works_in_pick(self) -> bool {
        match self {
            Self::Move(_)
            | Self::Open
            | Self::Close
            | Self::Leave
            | Self::Interrupt
            | Self::Edit(_)
            | Self::Show(Name::Help)
            | Self::Program(_)
            | Self::Search(_)
            | Self::Help(_) => true,
            Self::RecallOlder
            | Self::RecallNewer
            | Self::Take(_)
            | Self::Undo
            | Self::Show(Name::Search | Name::Crosswalk | Name::Palette | Name::Pins | Name::Plain)
            | Self::NextHit
            | Self::PreviousHit
            | Self::SourcesOnly
            | Self::Day(_)
            | Self::Dashboard(_)
            | Self::Pins(_) => false,
        }
    }
}

/// What to do with the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Pin or unpin it.
    Pin,
    /// Write a note on its pin; pin it if it is not pinned.
    Note,
    /// Copy its words with their source.
    Words,
    /// Copy its citation.
    Citation,
    /// Copy it as Markdown.
    Markdown,
}

/// The day as of which everything is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// The last one before, on which a period begins or ends, or that of an edition that this one extends.
    Earlier,
    /// The next one of these.
    Later,
    /// That of the edition: everything that is known.
    OfEdition,
}

/// Actions that are the same in every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Redraw the whole window.
    Redraw,
    /// Stop until the shell's `fg`.
    Suspend,
}
