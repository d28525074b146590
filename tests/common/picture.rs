//! A frame as an SVG picture, for the README and for the review of changed frames.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The size of a cell, in pixels.
const CELL: (usize, usize) = (9, 19);

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

/// The frame as an SVG picture. Every letter has its own place, so that cells align in any font.
pub fn svg(buffer: &Buffer, palette: &Palette) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        palette.background
    );
    for (row, cells) in buffer.content.chunks(columns).enumerate() {
        let mut column = 0;
        for run in cells.chunk_by(|a, b| a.style() == b.style()) {
            draw_run(&mut svg, palette, run, column, row);
            column += run.len();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_run(svg: &mut String, palette: &Palette, cells: &[Cell], column: usize, row: usize) {
    let (x, y, width) = (column * CELL.0, row * CELL.1, cells.len() * CELL.0);
    let modifier = cells[0].modifier;
    let color = palette.hex(cells[0].fg);
    let reversed = modifier.contains(Modifier::REVERSED);
    if reversed {
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{color}\"/>", CELL.1);
    }
    let underlined = modifier.contains(Modifier::UNDERLINED);
    let fill = if reversed { palette.background } else { color };
    let weight = if modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let faint = if modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
    let line = if underlined { " text-decoration=\"underline\"" } else { "" };
    // Each word by itself: some programs heed only the place of its first letter.
    let is_blank = |cell: &Cell| !underlined && cell.symbol().trim().is_empty();
    let mut column = 0;
    for word in cells.chunk_by(|a, b| is_blank(a) == is_blank(b)) {
        let at = x + column * CELL.0;
        column += word.len();
        if is_blank(&word[0]) {
            continue;
        }
        let (mut text, mut places) = (String::new(), Vec::new());
        for (number, cell) in word.iter().enumerate() {
            text.push_str(cell.symbol());
            // SVG counts UTF-16 code units, and passes over the places of marks on a letter.
            let units = cell.symbol().encode_utf16().count();
            places.extend(std::iter::repeat_n((at + number * CELL.0).to_string(), units));
        }
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let (baseline, places) = (y + 14, places.join(" "));
        let _ = writeln!(
            svg,
            "<text x=\"{places}\" y=\"{baseline}\" fill=\"{fill}\" xml:space=\"preserve\"{weight}{faint}{line}>{text}</text>"
        );
    }
}
