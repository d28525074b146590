//! Draws a frame of the dashboard over the built-in data as SVG:
//!
//! ```text
//! cargo run --example picture -- 110x32 "2 l l" > docs/dashboard.svg
//! ```
//!
//! The arguments are the size of the window, the names of keys to press (`j`, `Ctrl-d`, `Alt-Left`), and a text to type
//! after them.

use icatlas::ui::Theme;

#[path = "../tests/common/frames.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod frames;
#[path = "../tests/common/picture.rs"]
mod picture;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |number: usize| arguments.get(number).map_or("", String::as_str);
    let size = argument(0).split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let Some((width, height)) = size else {
        eprintln!("usage: picture WIDTHxHEIGHT [KEYS [TEXT]]");
        std::process::exit(2);
    };
    let mut model = frames::built_in_model(width, height);
    frames::press(&mut model, argument(1));
    frames::type_in(&mut model, argument(2));
    print!("{}", picture::svg(&frames::draw(&model, Theme { color: true, ascii: false }, width, height)));
}
