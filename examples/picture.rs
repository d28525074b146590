//! Draws a frame of the dashboard over the built-in data as SVG:
//!
//! ```text
//! cargo run --example picture -- 110x32 "2 l j" > dashboard.svg
//! ```
//!
//! The arguments are the size of the window, the names of keys to press (`j`, `Ctrl-d`, `Alt-Left`), and a text to type
//! after them. `--light` before them draws on a light background. All pictures of the README and of `docs/`:
//!
//! ```text
//! cargo run --example picture -- --all docs/
//! ```

use icatlas::ui::Theme;

#[path = "../tests/common/frames.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod frames;
#[path = "../tests/common/picture.rs"]
mod picture;
#[path = "../tests/common/pictures.rs"]
mod pictures;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [all, folder] = arguments.as_slice()
        && all == "--all"
    {
        for picture in &pictures::ALL {
            let path = std::path::Path::new(folder).join(picture.name).with_extension("svg");
            if let Err(error) = std::fs::write(&path, picture.drawn()) {
                eprintln!("{} cannot be written: {error}", path.display());
                std::process::exit(1);
            }
        }
        return;
    }
    let is_light = arguments.first().is_some_and(|first| first == "--light");
    arguments.drain(..usize::from(is_light));
    let palette = if is_light { picture::LIGHT } else { picture::DARK };
    let argument = |number: usize| arguments.get(number).map_or("", String::as_str);
    let size = argument(0).split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let Some((width, height)) = size else {
        eprintln!("usage: picture [--light] WIDTHxHEIGHT [KEYS [TEXT]], or picture --all FOLDER");
        std::process::exit(2);
    };
    let mut model = frames::built_in_model(width, height);
    frames::press(&mut model, argument(1));
    frames::type_in(&mut model, argument(2));
    let frame = frames::draw(&model, Theme { color: true, ascii: false }, width, height);
    print!("{}", picture::svg(&frame, &palette, "icatlas"));
}
