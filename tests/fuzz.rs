//! Random data files: each gives an atlas, or problems with their locations.
//! Random input of keyboards and random queries are tried in `src/term/input/tests/fuzz.rs` and `src/search/fuzz.rs`.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use common::frames::{FROZEN, frozen};
use common::raw_line;
use icatlas::atlas::{Atlas, Data, LoadError, Problem};
use icatlas::formats::Format;
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;

/// The frozen data, by file name.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let entries = fs::read_dir(FROZEN).unwrap();
    let path = entries.map(|entry| entry.unwrap().path());
    path.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
});

/// The same, each with the texts between its signs.
static TOKENS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let text = FILES.values().map(|bytes| str::from_utf8(bytes).unwrap()).collect::<Vec<_>>().concat();
    let mut tokens: Vec<String> = text.split_inclusive([',', '(', ')', '[', ']', ':']).map(str::to_owned).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
});

/// A change to a file.
#[derive(Debug, Clone)]
enum Edit {
    /// Replaces some bytes with others.
    Splice(Index, usize, Vec<u8>),
    /// Replaces some bytes with a token of the data.
    Token(Index, usize, Index),
    /// Cuts off the rest.
    Cut(Index),
    /// Moves a part.
    Move(Index, usize, Index),
    /// Repeats a part.
    Repeat(Index, usize, usize),
    /// Encodes the file in another encoding.
    Encode(Encoding),
}

#[derive(Debug, Clone, Copy)]
enum Encoding {
    Utf16Little,
    Utf16Big,
    Latin1,
    Marked,
    CarriageReturns,
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let offset = |at: &Index| at.index(bytes.len() + 1);
        let part = |at: &Index, length: usize| offset(at)..(offset(at) + length).min(bytes.len());
        match self {
            Self::Splice(at, length, other) => drop(bytes.splice(part(at, *length), other.iter().copied())),
            Self::Token(at, length, token) => drop(bytes.splice(part(at, *length), token.get(&TOKENS).bytes())),
            Self::Cut(at) => bytes.truncate(offset(at)),
            Self::Move(at, length, to) => {
                let taken: Vec<u8> = bytes.drain(part(at, *length)).collect();
                let to = to.index(bytes.len() + 1);
                drop(bytes.splice(to..to, taken));
            }
            Self::Repeat(at, length, times) => {
                let part = part(at, *length);
                let again = bytes[part.clone()].repeat(*times);
                drop(bytes.splice(part.end..part.end, again));
            }
            Self::Encode(encoding) => *bytes = encoding.spell(&String::from_utf8_lossy(bytes)),
        }
    }
}

impl Encoding {
    fn spell(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf16Little => {
                "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            Self::Utf16Big => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
            Self::Latin1 => text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
            Self::Marked => format!("\u{feff}{text}").into_bytes(),
            Self::CarriageReturns => text.replace('\n', "\r\n").into_bytes(),
        }
    }
}

/// Pieces of RON, right and wrong, and any bytes.
fn morsel() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        "[a-z_]{1,8}",
        "-?[0-9]{1,25}(\\.[0-9]{1,3})?",
        "\"[ -~é\u{202e}\u{200b}]{0,12}\"",
        prop::sample::select(vec![
            "'x'",
            "r#\"",
            "\"#",
            "\\",
            "\\u{110000}",
            "/*",
            "*/",
            "//",
            "\0",
            "\x1b[2J",
            "true",
            "None",
            "\u{2028}"
        ])
        .prop_map(str::to_owned),
    ];
    let ron = leaf.prop_recursive(6, 40, 4, |inner| {
        let fields = prop::collection::vec(("[a-z]{1,6}", inner.clone()), 0..4);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|parts| format!("[{}]", parts.join(","))),
            fields.prop_map(|fields| {
                let fields = fields.into_iter().map(|(name, value)| format!("{name}: {value}"));
                format!("({})", fields.collect::<Vec<_>>().join(", "))
            }),
            inner.clone().prop_map(|inner| format!("Some({inner})")),
            ("[A-Z][a-z]{1,6}", inner).prop_map(|(name, inner)| format!("{name}({inner})")),
        ]
    });
    let nested = (prop::sample::select(vec!["(", "[", "{", "Some(", "/*", "a:("]), 1usize..3000)
        .prop_map(|(sign, times)| sign.repeat(times));
    prop_oneof![
        6 => ron.prop_map(String::into_bytes).boxed(),
        2 => "[\\]\\[(){},:\"]".prop_map(String::into_bytes).boxed(),
        2 => prop::collection::vec(any::<u8>(), 0..8).boxed(),
        1 => nested.prop_map(String::into_bytes).boxed(),
        1 => "\\PC{0,20}".prop_map(String::into_bytes).boxed(),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let encodings =
        [Encoding::Utf16Little, Encoding::Utf16Big, Encoding::Latin1, Encoding::Marked, Encoding::CarriageReturns];
    prop_oneof![
        6 => (any::<Index>(), 0usize..40, morsel()).prop_map(|(at, length, bytes)| Edit::Splice(at, length, bytes)),
        4 => (any::<Index>(), 0usize..40, any::<Index>()).prop_map(|(at, length, token)| Edit::Token(at, length, token)),
        1 => any::<Index>().prop_map(Edit::Cut),
        2 => (any::<Index>(), 1usize..400, any::<Index>()).prop_map(|(at, length, to)| Edit::Move(at, length, to)),
        2 => (any::<Index>(), 1usize..600, 1usize..4).prop_map(|(at, length, times)| Edit::Repeat(at, length, times)),
        1 => prop::sample::select(encodings.to_vec()).prop_map(Edit::Encode),
    ]
}

/// A folder with the data.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    FILES.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    folder
}

/// Everything that an atlas exports.
fn exported(atlas: Atlas) -> String {
    let data = Data::from(atlas);
    let mut json = Vec::new();
    Format::Json.write(&data, &data.records().collect::<Vec<_>>(), &mut json).unwrap();
    String::from_utf8(json).unwrap()
}

/// Asserts that the location of a problem exists and that a terminal can show the problem.
fn assert_it_leads_somewhere(problem: &Problem, folder: &Path) -> Result<(), TestCaseError> {
    let told = problem.to_string();
    prop_assert_eq!(raw_line(&told), None);
    prop_assert!(told.len() < 4000, "{}", told);
    prop_assert!(Path::new(problem.file()).starts_with(folder) && Path::new(problem.file()).exists(), "{}", told);
    let Some((line, column)) = problem.line_and_column() else { return Ok(()) };
    prop_assert!(told.starts_with(&format!("{}:{line}:{column}: ", problem.file())), "{}", told);
    let bytes = fs::read(problem.file()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let letters = text.split('\n').nth(line - 1).map(|line| line.chars().count());
    prop_assert!(letters.is_some_and(|letters| (1..=letters + 1).contains(&column)), "{:?} letters: {}", letters, told);
    Ok(())
}

/// Asserts that data gives an atlas that can be exported, or problems that can be printed, and the same when read again.
fn assert_an_atlas_or_problems(folder: &Path) -> Result<(), TestCaseError> {
    match (Atlas::load(folder), Atlas::load(folder)) {
        (Ok(atlas), Ok(again)) => {
            prop_assert_eq!(exported(atlas), exported(again));
        }
        (Err(LoadError::Data(problems)), Err(LoadError::Data(again))) => {
            prop_assert!(problems.count() >= problems.reported().len() && !problems.reported().is_empty());
            for problem in problems.reported() {
                assert_it_leads_somewhere(problem, folder)?;
            }
            prop_assert_eq!(problems, again);
        }
        (one, other) => prop_assert!(false, "{:?}, and read again {:?}", one.err(), other.err()),
    }
    Ok(())
}

/// Fewer cases than elsewhere, because each reads all of the data twice.
const CASES: u32 = 64;

/// The offsets between two tokens of a file: after a comma or a bracket outside texts and comments.
fn gaps(text: &str) -> Vec<usize> {
    let (mut in_text, mut in_comment, mut before) = (false, false, '\n');
    let mut gaps = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '\n' => in_comment = false,
            '/' if before == '/' && !in_text => in_comment = true,
            '"' if !in_comment && before != '\\' => in_text = !in_text,
            ',' | '(' | ')' | '[' if !in_text && !in_comment => gaps.push(at + 1),
            _ => {}
        }
        before = letter;
    }
    gaps
}

proptest! {
    #![proptest_config(common::cases(CASES, "proptest-regressions/tests/fuzz.txt"))]

    #[test]
    fn any_edits_of_any_files_give_an_atlas_or_problems(
        edits in prop::collection::vec((any::<Index>(), prop::collection::vec(edit(), 1..4)), 1..3),
    ) {
        let folder = folder();
        for (file, edits) in &edits {
            let path = folder.path().join(file.get(&FILES.keys().collect::<Vec<_>>()));
            let mut bytes = fs::read(&path).unwrap();
            for edit in edits {
                edit.apply(&mut bytes);
            }
            fs::write(path, bytes).unwrap();
        }
        assert_an_atlas_or_problems(folder.path())?;
    }

    #[test]
    fn any_file_of_any_bytes_gives_problems(
        file in any::<Index>(),
        parts in prop::collection::vec(prop_oneof![
            3 => morsel().boxed(),
            1 => any::<Index>().prop_map(|token| token.get(&TOKENS).clone().into_bytes()).boxed(),
        ], 0..20),
    ) {
        let folder = folder();
        fs::write(folder.path().join(file.get(&FILES.keys().collect::<Vec<_>>())), parts.concat()).unwrap();
        assert_an_atlas_or_problems(folder.path())?;
    }

    #[test]
    fn white_space_and_comments_between_tokens_change_nothing(
        file in any::<Index>(),
        between in prop::collection::vec(
            (any::<Index>(), prop_oneof!["[ \t\n\r]{1,9}", "/\\*[ -)+0-~é人]{0,20}\\*/", "//[ -~é人]{0,20}\n"]), 1..8,
        ),
        encoding in prop::option::of(prop::sample::select(vec![Encoding::Marked, Encoding::CarriageReturns])),
    ) {
        static WHOLE: LazyLock<String> = LazyLock::new(|| exported(frozen()));
        let folder = folder();
        let names: Vec<_> = FILES.keys().collect();
        let name = file.get(&names);
        let mut text = String::from_utf8(FILES[*name].clone()).unwrap();
        let mut offsets: Vec<_> = between.iter().map(|(at, put)| (*at.get(&gaps(&text)), put)).collect();
        offsets.sort_unstable_by_key(|(at, _)| *at);
        for (at, put) in offsets.into_iter().rev() {
            text.insert_str(at, put);
        }
        let bytes = encoding.map_or_else(|| text.clone().into_bytes(), |encoding| encoding.spell(&text));
        fs::write(folder.path().join(name), bytes).unwrap();
        let atlas = Atlas::load(folder.path()).map_err(|problems| TestCaseError::fail(problems.to_string()))?;
        prop_assert_eq!(&exported(atlas), &*WHOLE);
    }
}
