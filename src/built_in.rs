//! The data that is part of the program: read, checked and indexed by `build.rs` when the program was built. The default
//! edition, those that it rests on, and those of the folders in it.

use crate::atlas::{Atlas, Data, Edition, Embedded};
use crate::search::{Index, Searcher};
use generated::{EDITIONS, TEXTS};

#[allow(clippy::all, clippy::pedantic, reason = "written by the build script")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

/// The default edition.
pub fn atlas() -> Atlas {
    Atlas::packed(EDITIONS[0].0)
}

/// All editions, the default first.
pub fn editions() -> impl Iterator<Item = Edition> {
    EDITIONS.iter().map(|(packed, _)| Edition::packed(packed))
}

/// The edition of this name, in upper or lower case.
pub fn edition(name: &str) -> Option<Atlas> {
    let number = editions().position(|edition| edition.name.as_str().eq_ignore_ascii_case(name))?;
    Some(Atlas::packed(EDITIONS[number].0))
}

/// The editions as texts, for folders that extend one of them.
pub const fn texts() -> &'static Embedded {
    &TEXTS
}

/// The search over data: the index of the built-in data is there already.
pub fn searcher(data: impl Into<Data>) -> Searcher {
    let data = data.into();
    match EDITIONS.iter().find(|(packed, _)| data.whole().is_packed(packed)) {
        Some((_, index)) => Searcher::with(data, Index::packed(index)),
        None => Searcher::new(data),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::atlas::LARGEST_FILE;
    use crate::formats::Format;

    /// Each edition as it is built in, and as it is read from its folder.
    fn all() -> Vec<[Atlas; 2]> {
        let read = |folder: &Path| Atlas::load_up_to(folder, LARGEST_FILE, texts()).unwrap();
        let inside = editions().skip(1).map(|own| Path::new("data").join(own.name.as_str()));
        let folders = std::iter::once("data".into()).chain(inside);
        let built_in = editions().map(|own| edition(own.name.as_str()).unwrap());
        built_in.zip(folders).map(|(packed, folder)| [packed, read(&folder)]).collect()
    }

    #[test]
    fn the_packed_data_equals_a_fresh_parse() {
        assert!(atlas().equals(&all()[0][0]), "the default comes first");
        for [packed, fresh] in all() {
            assert!(packed.equals(&fresh));
            assert_eq!(packed.len(), fresh.len());
        }
    }

    #[test]
    fn the_packed_index_equals_a_fresh_index() {
        for [packed, fresh] in all() {
            let (packed, fresh) = (searcher(packed), Searcher::new(fresh));
            assert_eq!(packed.index(), fresh.index());
            assert_eq!(*packed.index(), Index::of(packed.data()), "over the packed data");
        }
    }

    /// The records as JSON, without the edition, which has a name of its own.
    fn records(atlas: Atlas) -> serde_json::Value {
        let data = Data::from(atlas);
        let (records, mut json): (Vec<_>, _) = (data.records().collect(), Vec::new());
        Format::Json.write(&data, &records, &mut json).unwrap();
        serde_json::from_slice::<serde_json::Value>(&json).unwrap()["records"].take()
    }

    #[test]
    fn the_texts_of_the_editions_are_those_of_their_files() {
        let folder = tempfile::tempdir().unwrap();
        for own in editions() {
            let name = own.name.as_str();
            let extends = format!("(name: \"mine\", date: \"2026\", schema: 3, extends: \"{name}\")");
            std::fs::write(folder.path().join("edition.ron"), extends).unwrap();
            let read = Atlas::load_up_to(folder.path(), 1 << 20, texts()).unwrap();
            let built_in = edition(name).unwrap();
            assert!(records(read) == records(built_in), "{name}");
        }
    }

    #[test]
    fn other_data_gets_an_index_of_its_own() {
        let frozen = Data::from(Atlas::frozen());
        assert_eq!(*searcher(frozen.clone()).index(), Index::of(&frozen));
    }
}
