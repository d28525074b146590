//! How few keys until the answer can be read with its source, or is on its way to the clipboard: typed one by one into the
//! program over the built-in data.

mod common;

use common::pty::Session;

/// Bytes in base64, as the clipboard sequence has them.
fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encoded = |chunk: &[u8]| {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        let sixth = |at: usize| char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
        let letter = |at: usize| if at <= chunk.len() { sixth(at) } else { '=' };
        (0..4).map(letter).collect::<String>()
    };
    text.as_bytes().chunks(3).map(encoded).collect()
}

/// The program over the built-in data in a window of this size, and the number of keys typed so far.
struct Typist {
    session: Session,
    typed: usize,
}

impl Typist {
    fn at((width, height): (u16, u16)) -> Self {
        let session = Session::icatlas_with(&[], &[("ICATLAS_DATA", "")], width, height);
        session.wait_for_text("UNODC");
        Self { session, typed: 0 }
    }

    /// Types keys, each of them a text of its own.
    fn keys(mut self, keys: &[&str]) -> Self {
        for key in keys {
            self.session.send(key);
            self.typed += 1;
        }
        self
    }

    /// Types letters, each of them a key.
    fn letters(self, letters: &str) -> Self {
        let keys: Vec<String> = letters.chars().map(String::from).collect();
        self.keys(&keys.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Asserts that the screen shows these words after at most this many keys.
    fn reads(self, words: &[&str], most: usize) {
        assert!(self.typed <= most, "{} keys", self.typed);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for words in words {
            self.session.wait_for(words, |screen| {
                let screen = screen.contents().replace(['│', '┃'], "");
                squeezed(&screen).contains(&squeezed(words))
            });
        }
    }

    /// Asserts that this text is sent to the clipboard after at most this many keys.
    fn copies(self, text: &str, most: usize) {
        assert!(self.typed <= most, "{} keys", self.typed);
        self.session.wait_for_bytes(format!("\x1b]52;c;{}\x1b\\", base64(text)).as_bytes());
    }
}

const ENTER: &str = "\r";
const CTRL_Y: &str = "\x19";

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

#[test]
fn base64_is_right() {
    assert_eq!(["", "I", "IC", "ICA", "ICAT"].map(base64), ["", "SQ==", "SUM=", "SUNB", "SUNBVA=="]);
}

#[test]
fn the_telephone_number_of_the_unit_takes_four_keys() {
    for (size, keys, most) in [(SIZES[0], &[][..], 4), (SIZES[1], &[], 4), (SIZES[2], &[ENTER], 5)] {
        Typist::at(size).letters("/tel").keys(keys).reads(&["Tel. (+43-1) 26060-5687"], most);
    }
}

#[test]
fn the_participants_of_tokyo_take_four_keys() {
    let participants = "*ILO, IOM, UNICEF, UNIFEM, UNDAW, UNHCR and UNODC";
    Typist::at(SIZES[0]).letters("/tok").reads(&[participants, "ICAT deck"], 4);
    Typist::at(SIZES[1]).letters("/tok").keys(&[ENTER]).reads(&[participants, "ICAT deck"], 5);
}

#[test]
fn the_words_of_a_clause_with_their_source_take_three_keys_by_its_pane() {
    let copied = "“Urge the Secretary-General to expedite the strengthening of ICAT under the coordination of UNODC, in \
        order to ensure overall organization and coherence in the United Nations system's efforts to respond to \
        trafficking in persons” (A/64/L.64, as quoted by ICAT, slides of its side event, 20 October 2010, slide “ICAT and \
        the Global Plan of Action against Trafficking in Persons (A/64/L.64)”)";
    for size in SIZES {
        Typist::at(size).letters("3Gy").copies(copied, 3);
    }
}

#[test]
fn the_words_of_a_recommendation_with_their_source_take_six_keys_through_the_search() {
    let copied = "“Increase mutual legal assistance at the global level, including extradition and confiscating \
        trafficked proceeds” (ICAT, slides of its side event, 20 October 2010, slide “Partnership RECOMMENDATIONS”)";
    for size in SIZES {
        Typist::at(size).letters("/extr").keys(&[CTRL_Y]).copies(copied, 6);
    }
}
