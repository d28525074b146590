//! Colours, frames and signs: the only place that names any.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::{self, border};

use crate::atlas::Pillar;
use crate::present::content::Role;

/// How things look. Whatever a colour tells is told by a sign, a word or a place too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether to use colours at all.
    pub color: bool,
    /// Whether the terminal shows ASCII only.
    pub ascii: bool,
}

/// The parts of bars.
pub const FULL_BAR: symbols::bar::Set<'_> = symbols::bar::NINE_LEVELS;

/// The parts of bars that count what is missing.
pub const HOLLOW_BAR: symbols::bar::Set<'_> = symbols::bar::Set {
    full: HOLLOW,
    seven_eighths: HOLLOW,
    three_quarters: HOLLOW,
    five_eighths: HOLLOW,
    half: HOLLOW,
    three_eighths: HOLLOW,
    one_quarter: HOLLOW,
    one_eighth: HOLLOW,
    empty: " ",
};

const HOLLOW: &str = "░";

/// What the line of time is made of.
pub const TIME: &str = "─";

/// A date on it.
pub const DATE: &str = "•";

const ASCII_FRAME: border::Set<'_> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

const ASCII_FOCUSED_FRAME: border::Set<'_> = border::Set {
    top_left: "#",
    top_right: "#",
    bottom_left: "#",
    bottom_right: "#",
    vertical_left: "#",
    vertical_right: "#",
    horizontal_top: "=",
    horizontal_bottom: "=",
};

impl Theme {
    /// The frame of a pane: heavy where the focus is.
    pub const fn frame(self, focused: bool) -> border::Set<'static> {
        match (self.ascii, focused) {
            (false, false) => border::PLAIN,
            (false, true) => border::THICK,
            (true, false) => ASCII_FRAME,
            (true, true) => ASCII_FOCUSED_FRAME,
        }
    }

    /// The looks of a frame.
    pub fn frame_style(self, focused: bool) -> Style {
        if focused { self.accent() } else { self.faint() }
    }

    /// A style as it looks on a frame, which would else dim it.
    pub const fn on_frame(self, style: Style) -> Style {
        style.remove_modifier(Modifier::DIM)
    }

    /// What has the focus.
    pub fn accent(self) -> Style {
        self.colored(Color::Cyan)
    }

    /// The selected row of the focused list.
    pub fn selected(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// Letters that the query matches.
    pub fn mark(self) -> Style {
        self.colored(Color::Yellow).add_modifier(Modifier::UNDERLINED)
    }

    /// Headings.
    pub fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What stands back: ids, hints, frames.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// A pillar's heading.
    pub fn pillar(self, pillar: Pillar) -> Style {
        self.colored(match pillar {
            Pillar::Prevention => Color::LightBlue,
            Pillar::Protection => Color::Green,
            Pillar::Prosecution => Color::Magenta,
            Pillar::Partnership => Color::Yellow,
        })
    }

    /// What something is.
    pub fn role(self, role: Role) -> Style {
        match role {
            Role::Text | Role::Link => Style::new(),
            Role::Heading => self.heading(),
            Role::Aside | Role::Rule => self.faint(),
            Role::ChosenLink => Style::new().add_modifier(Modifier::REVERSED),
            Role::Accent => self.accent(),
            Role::Selected => self.selected(),
            Role::Letter => self.selected().add_modifier(Modifier::UNDERLINED),
            Role::Pillar(pillar) => self.pillar(pillar),
            Role::PillarHeading(pillar) => self.pillar(pillar).patch(self.heading()),
        }
    }

    fn colored(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }

    /// Turns all that is drawn into ASCII where the terminal shows nothing else. Last of all, so that no sign and no
    /// letter of the data can be forgotten; a character that ASCII spells with several is cut to the first.
    pub fn finish(self, buffer: &mut Buffer) {
        if !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            if !cell.symbol().is_ascii() {
                let sign = ascii(cell.symbol());
                cell.set_char(sign);
            }
        }
    }
}

fn ascii(symbol: &str) -> char {
    match symbol.chars().next().unwrap_or(' ') {
        '…' => '~',
        '▸' | '›' => '>',
        '·' | '─' => '-',
        '•' => '*',
        '│' | '▏' => '|',
        '█' => '#',
        '░' => '.',
        '†' => '+',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        other => deunicode::deunicode_char(other)
            .and_then(|spelled| spelled.chars().next())
            .filter(char::is_ascii_graphic)
            .unwrap_or('?'),
    }
}
