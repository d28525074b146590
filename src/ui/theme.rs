//! The theme: the only code that names colours and borders.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::present::content::Role;
use crate::present::signs;

/// The looks of roles. No information depends on colour alone: a sign, a word or the position gives it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether to use colours at all.
    pub color: bool,
    /// Whether the terminal shows ASCII only.
    pub ascii: bool,
}

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

    /// The look of a title in a border, which is not dim like the border.
    pub const fn on_border(self) -> Style {
        Style::new().remove_modifier(Modifier::DIM)
    }

    /// The look of keys, prompts and the focused border. Of the sixteen colours only magenta and bright red can be read on
    /// the dark and the light backgrounds of xterm, VGA, Solarized and macOS alike (contrast at least 3:1).
    pub fn accent(self) -> Style {
        self.colored(Color::Magenta)
    }

    /// The look of notices.
    fn notice(self) -> Style {
        self.colored(Color::LightRed).add_modifier(Modifier::BOLD)
    }

    /// The look of the selected row in the focused list, on top of the looks of its spans: nothing in it is dim or coloured.
    pub fn selected(self, look: Style) -> Style {
        Style { fg: None, ..look }.remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
    }

    /// The look of matched letters.
    pub fn mark(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The look of headings.
    pub fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The look of ids and of borders without the focus.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The look of a role.
    pub fn role(self, role: Role) -> Style {
        match role {
            Role::Text | Role::Link => Style::new(),
            Role::Heading => self.heading(),
            Role::Id => self.faint(),
            Role::ChosenLink => Style::new().add_modifier(Modifier::REVERSED),
            Role::Accent => self.accent(),
            Role::Letter => self.accent().add_modifier(Modifier::UNDERLINED),
            Role::Notice => self.notice(),
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
        '✓' => '*',
        '·' | '─' => '-',
        '│' | '▏' => '|',
        '†' => '+',
        '↑' => '^',
        '↓' => 'v',
        other => signs::in_ascii(other).unwrap_or_else(|| {
            let spelled = deunicode::deunicode_char(other).and_then(|spelled| spelled.chars().next());
            spelled.filter(char::is_ascii_graphic).unwrap_or('?')
        }),
    }
}
