//! The theme: the only code that names colours, borders and signs of charts.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::{self, border};

use crate::atlas::Pillar;
use crate::present::content::Role;

/// The looks of roles. No information depends on colour alone: a sign, a word or the position gives it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether to use colours at all.
    pub color: bool,
    /// Whether the terminal shows ASCII only.
    pub ascii: bool,
}

/// Symbols of a bar.
pub const FULL_BAR: symbols::bar::Set<'_> = symbols::bar::NINE_LEVELS;

/// Symbols of a bar that counts missing things.
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

/// Symbol of the timeline.
pub const TIME: &str = "─";

/// Symbol of a date on the timeline.
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
    /// The border of a region, heavy if it has the focus.
    pub const fn border(self, focused: bool) -> border::Set<'static> {
        match (self.ascii, focused) {
            (false, false) => border::PLAIN,
            (false, true) => border::THICK,
            (true, false) => ASCII_FRAME,
            (true, true) => ASCII_FOCUSED_FRAME,
        }
    }

    /// The look of a border.
    pub fn border_look(self, focused: bool) -> Style {
        if focused { self.accent() } else { self.faint() }
    }

    /// A look for the title in a border, which must not be dim like the border.
    pub const fn on_border(self, look: Style) -> Style {
        look.remove_modifier(Modifier::DIM)
    }

    /// The look of keys and focused borders.
    pub fn accent(self) -> Style {
        self.colored(Color::Cyan)
    }

    /// The look of the selected row in the focused list.
    pub fn selected(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// The look of matched letters.
    pub fn mark(self) -> Style {
        self.colored(Color::Yellow).add_modifier(Modifier::UNDERLINED)
    }

    /// The look of headings.
    pub fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The look of ids, hints and borders.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The colour of a pillar.
    pub fn pillar(self, pillar: Pillar) -> Style {
        self.colored(match pillar {
            Pillar::Prevention => Color::LightBlue,
            Pillar::Protection => Color::Green,
            Pillar::Prosecution => Color::Magenta,
            Pillar::Partnership => Color::Yellow,
        })
    }

    /// The look of a role.
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

    /// Converts the whole frame to ASCII if the theme is ASCII. It runs last, so that no sign and no letter of the data is
    /// missed. If a character has several letters in ASCII, the first one stays.
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
