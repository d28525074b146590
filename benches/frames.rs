//! Time and allocations of a frame of the dashboard and of the screens over it: the view draws the model into a buffer, as a
//! session has it done after each key. Over the built-in data, ten times as much, and two synthetic data sets.
//!
//! `cargo bench --bench frames`; with a part of a name after `--`, only the benches with that name run.

use std::cell::RefCell;
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use divan::{AllocProfiler, Bencher};
use icatlas::app::Model;
use icatlas::atlas::{Atlas, Data};
use icatlas::ui::{Frame, view};

#[path = "../tests/common/frames.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod common;
mod synthetic;
mod tenfold;

use common::{COLORED, press, type_in};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// What the dashboard shows.
#[derive(Clone, Copy)]
enum Records {
    BuiltIn,
    TenTimes,
    TenThousand,
    AQuarterOfAMillion,
}

/// A dashboard to be drawn: its records, and the columns and lines of its window.
#[derive(Clone, Copy)]
struct Dashboard {
    records: Records,
    width: u16,
    height: u16,
}

impl fmt::Display for Dashboard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, width, height } = self;
        match records {
            Records::BuiltIn => write!(f, "{width}x{height}, built-in"),
            Records::TenTimes => write!(f, "{width}x{height}, ten times"),
            Records::TenThousand => write!(f, "{width}x{height}, 10000 records"),
            Records::AQuarterOfAMillion => write!(f, "{width}x{height}, 250000 records"),
        }
    }
}

impl Dashboard {
    fn model(self) -> Model {
        match self.records {
            Records::BuiltIn => common::built_in_model(self.width, self.height),
            Records::TenTimes => {
                static DATA: OnceLock<Data> = OnceLock::new();
                self.over(&DATA, tenfold::write)
            }
            Records::TenThousand => {
                static DATA: OnceLock<Data> = OnceLock::new();
                self.over(&DATA, |folder| synthetic::write(10_000, folder))
            }
            Records::AQuarterOfAMillion => {
                static DATA: OnceLock<Data> = OnceLock::new();
                self.over(&DATA, |folder| synthetic::write(250_000, folder))
            }
        }
    }

    fn over(self, data: &OnceLock<Data>, write: impl Fn(&Path) -> std::io::Result<()>) -> Model {
        let data = data.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path()).unwrap();
            Atlas::load(folder.path()).unwrap_or_else(|problems| panic!("{problems}")).into()
        });
        Model::new(data.clone(), self.width, self.height)
    }
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (500, 150)];

const RECORDS: [Records; 4] = [Records::BuiltIn, Records::TenTimes, Records::TenThousand, Records::AQuarterOfAMillion];

/// Each of these records at each size of the window.
fn dashboards(records: &[Records]) -> impl Iterator<Item = Dashboard> {
    SIZES.iter().flat_map(move |(width, height)| {
        records.iter().map(|records| Dashboard { records: *records, width: *width, height: *height })
    })
}

/// Measures the frame after each key, and not the key. The keys before lead to where the first of them is pressed; `typed` is
/// typed there.
fn after_each(bencher: Bencher<'_, '_>, dashboard: Dashboard, before: &str, typed: &str, keys: &[&str]) {
    let mut model = dashboard.model();
    press(&mut model, before);
    type_in(&mut model, typed);
    let (model, mut frame) = (RefCell::new(model), Frame::new(dashboard.width, dashboard.height));
    let mut keys = keys.iter().cycle();
    bencher
        .with_inputs(|| keys.next().into_iter().for_each(|key| press(&mut model.borrow_mut(), key)))
        .bench_local_values(|()| {
            frame.clear();
            view(&model.borrow(), COLORED, &mut frame);
        });
}

/// Down and up again.
const MOVES: [&str; 10] = ["j", "j", "j", "j", "j", "k", "k", "k", "k", "k"];

/// The same where letters are typed.
const ARROWS: [&str; 10] = ["Down", "Down", "Down", "Down", "Down", "Up", "Up", "Up", "Up", "Up"];

/// The first frame of a session. Large data is left out, because each sample needs a model of its own.
#[divan::bench(args = dashboards(&RECORDS[..2]), sample_count = 100, sample_size = 1)]
fn a_first(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    bencher.with_inputs(|| (dashboard.model(), Frame::new(dashboard.width, dashboard.height))).bench_local_refs(
        |(model, frame)| {
            frame.clear();
            view(model, COLORED, frame);
        },
    );
}

/// The dashboard again and again, although nothing has changed.
#[divan::bench(args = dashboards(&RECORDS), sample_count = 200, sample_size = 1)]
fn b_standing_still(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    after_each(bencher, dashboard, "2", "", &[""]);
}

/// Down the matrix: the detail shows another record after each key.
#[divan::bench(args = dashboards(&RECORDS), sample_count = 200, sample_size = 1)]
fn c_matrix(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    after_each(bencher, dashboard, "2", "", &MOVES);
}

/// Down the hits of a search.
#[divan::bench(args = dashboards(&RECORDS), sample_count = 200, sample_size = 1)]
fn d_search(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    after_each(bencher, dashboard, "/", "legal", &ARROWS);
}

#[divan::bench(args = dashboards(&RECORDS), sample_count = 200, sample_size = 1)]
fn e_crosswalk(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    after_each(bencher, dashboard, "2 x", "", &MOVES);
}

/// Down six pins.
#[divan::bench(args = dashboards(&RECORDS), sample_count = 200, sample_size = 1)]
fn f_pins(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    after_each(bencher, dashboard, "2 m j m j m j m j m j m '", "", &MOVES);
}

#[divan::bench(args = dashboards(&RECORDS), sample_count = 200, sample_size = 1)]
fn g_help(bencher: Bencher<'_, '_>, dashboard: Dashboard) {
    after_each(bencher, dashboard, "?", "", &MOVES);
}
