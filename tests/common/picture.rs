//! A frame as an SVG picture, for the README and for the review of changed frames.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// The size of a cell, in pixels.
const CELL: (usize, usize) = (9, 19);

/// The frame as an SVG picture. Every run of text has its exact length, so that columns align in any font.
pub fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#16181d\"/>\n"
    );
    for (row, cells) in buffer.content.chunks(columns).enumerate() {
        let mut column = 0;
        for run in cells.chunk_by(|a, b| a.style() == b.style()) {
            draw_run(&mut svg, run, column, row);
            column += run.len();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_run(svg: &mut String, cells: &[Cell], column: usize, row: usize) {
    let text: String = cells.iter().map(Cell::symbol).collect();
    let (x, y, width) = (column * CELL.0, row * CELL.1, cells.len() * CELL.0);
    let modifier = cells[0].modifier;
    let color = hex(cells[0].fg);
    let reversed = modifier.contains(Modifier::REVERSED);
    if reversed {
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{color}\"/>", CELL.1);
    }
    if text.trim().is_empty() {
        return;
    }
    let fill = if reversed { "#16181d" } else { color };
    let weight = if modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let faint = if modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
    let line = if modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let baseline = y + 14;
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{baseline}\" textLength=\"{width}\" fill=\"{fill}\" xml:space=\"preserve\"{weight}{faint}{line}>{text}</text>"
    );
}

/// The colours of a common dark palette.
const fn hex(color: Color) -> &'static str {
    match color {
        Color::Cyan => "#56b6c2",
        Color::LightBlue => "#7aa2f7",
        Color::Green => "#98c379",
        Color::Magenta => "#c678dd",
        Color::Yellow => "#e5c07b",
        _ => "#d7dae0",
    }
}
