//! A frame as an SVG picture, for the README and for the review of changed frames.

mod borders;

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use borders::Borders;

/// The size of a cell, in pixels.
const CELL: (usize, usize) = (9, 19);

/// Where letters stand in a cell, in pixels from its top.
const BASELINE: usize = 14;

/// The colours of a terminal: its background, its text, and the two colours that the theme uses.
pub struct Palette {
    background: &'static str,
    text: &'static str,
    magenta: &'static str,
    bright_red: &'static str,
}

/// A common dark palette.
pub const DARK: Palette = Palette { background: "#16181d", text: "#d7dae0", magenta: "#c678dd", bright_red: "#ff6c6b" };

/// Solarized light.
pub const LIGHT: Palette =
    Palette { background: "#fdf6e3", text: "#657b83", magenta: "#d33682", bright_red: "#cb4b16" };

impl Palette {
    const fn hex(&self, color: Color) -> &'static str {
        match color {
            Color::Magenta => self.magenta,
            Color::LightRed => self.bright_red,
            _ => self.text,
        }
    }
}

/// The frame as an SVG picture with a title. Every letter has a place of its own and borders are lines, so that cells align in
/// any font and in any program.
pub fn svg(buffer: &Buffer, palette: &Palette, title: &str) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, monospace\" font-size=\"15\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        escaped(title),
        palette.background
    );
    let mut borders = Borders::default();
    for (row, cells) in buffer.content.chunks(columns).enumerate() {
        let mut column = 0;
        for run in cells.chunk_by(|a, b| a.style() == b.style()) {
            draw_run(&mut svg, &mut borders, palette, run, (column, row));
            column += run.len();
        }
    }
    svg + &borders.svg() + "</svg>\n"
}

fn draw_run(svg: &mut String, borders: &mut Borders, palette: &Palette, cells: &[Cell], (column, row): (usize, usize)) {
    let (x, y, width) = (column * CELL.0, row * CELL.1, cells.len() * CELL.0);
    let modifier = cells[0].modifier;
    let color = palette.hex(cells[0].fg);
    let reversed = modifier.contains(Modifier::REVERSED);
    if reversed {
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{color}\"/>", CELL.1);
    }
    let fill = if reversed { palette.background } else { color };
    let weight = if modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let is_faint = modifier.contains(Modifier::DIM);
    let faint = if is_faint { " opacity=\"0.6\"" } else { "" };
    if modifier.contains(Modifier::UNDERLINED) {
        // Programs would underline each letter by itself, with gaps.
        let y = y + BASELINE + 2;
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"1\" fill=\"{fill}\"{faint}/>");
    }
    // Some programs pass over a list of places in one `x`.
    let mut letters = String::new();
    for (number, cell) in cells.iter().enumerate() {
        let symbol = cell.symbol();
        if !symbol.trim().is_empty() && !borders.add(symbol, fill, is_faint, column + number, row) {
            let _ = write!(letters, "<tspan x=\"{}\">{}</tspan>", x + number * CELL.0, escaped(symbol));
        }
    }
    if !letters.is_empty() {
        let _ = writeln!(svg, "<text y=\"{}\" fill=\"{fill}\"{weight}{faint}>{letters}</text>", y + BASELINE);
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
