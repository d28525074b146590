//! Which characters are unfit to be shown: a terminal obeys them, nobody sees them, or nobody knows what they are.
//!
//! The rules are Unicode's own properties, against which `tests/letters.rs` holds them. What is looked up in few ranges stands
//! here; which characters are assigned at all, `unicode-properties` knows, and of which scripts they are, `unicode-script`.

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// What makes a character unfit to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// C0, DEL or C1: the terminal acts on it (Unicode category Cc), and the line and paragraph separators.
    Control,
    /// Reorders what stands around it (`Bidi_Control`).
    Bidirectional,
    /// Takes no room, so that two texts look alike and are not (`Default_Ignorable_Code_Point`, and format characters without
    /// a look of their own).
    Invisible,
    /// Looks like a space and is none, so that it parts no words.
    Blank,
    /// Looks different, or like nothing, on every machine (Co).
    PrivateUse,
    /// Will never be a character (`Noncharacter_Code_Point`).
    Noncharacter,
    /// May become any character, of any width (Cn).
    Unassigned,
}

impl Hazard {
    /// A name for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Control => "a control character",
            Self::Bidirectional => "a character that reverses the reading direction",
            Self::Invisible => "an invisible character",
            Self::Blank => "a blank that is not a space",
            Self::PrivateUse => "a private-use character",
            Self::Noncharacter => "a noncharacter",
            Self::Unassigned => "a character that Unicode does not know",
        }
    }
}

/// Says whether a character may not reach the screen, and why. Joiners are told too: see `joins_letters`.
pub fn hazard(character: char) -> Option<Hazard> {
    if character.is_ascii() {
        return character.is_ascii_control().then_some(Hazard::Control);
    }
    known_from_the_first(character).or_else(|| known_later(character))
}

/// The hazards that no data may hold.
pub(super) fn known_from_the_first(character: char) -> Option<Hazard> {
    match character {
        c if c.is_control() => Some(Hazard::Control),
        '\u{2028}' | '\u{2029}' => Some(Hazard::Control),
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Hazard::Bidirectional)
        }
        '\u{00AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E007F}'
        | '\u{E0100}'..='\u{E01EF}' => Some(Hazard::Invisible),
        _ => None,
    }
}

/// The hazards that data of the first format may hold.
pub(super) fn known_later(character: char) -> Option<Hazard> {
    match character {
        // A cell of braille without dots, a note without a head, hieroglyphs that are blank, a filler.
        '\u{2800}' | '\u{16FE4}' | '\u{13441}' | '\u{13442}' | '\u{1D159}' => Some(Hazard::Blank),
        '\u{FFF0}'..='\u{FFF8}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}' => Some(Hazard::Invisible),
        '\u{FDD0}'..='\u{FDEF}' => Some(Hazard::Noncharacter),
        c if u32::from(c) & 0xFFFE == 0xFFFE => Some(Hazard::Noncharacter),
        // These are most of all texts, and need no look into the tables.
        c if known_from_the_first(c).is_some() || c.is_alphanumeric() => None,
        c => match c.general_category() {
            GeneralCategory::Unassigned => Some(Hazard::Unassigned),
            GeneralCategory::PrivateUse => Some(Hazard::PrivateUse),
            GeneralCategory::Format if !is_number_sign(c) => Some(Hazard::Invisible),
            _ => None,
        },
    }
}

/// Format characters that are seen: they stand under or over the numbers behind them (`Prepended_Concatenation_Mark`).
const fn is_number_sign(character: char) -> bool {
    matches!(
        character,
        '\u{0600}'
            ..='\u{0605}' | '\u{06DD}' | '\u{070F}' | '\u{0890}' | '\u{0891}' | '\u{08E2}' | '\u{110BD}' | '\u{110CD}'
    )
}

/// Whether a character is one of the two that say whether the letters beside it join.
pub const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// Whether a joiner is spelling between these texts. It is where Unicode's annex 31 (section 2.3) allows it: between letters
/// that join (rule A1), and after the sign that takes a consonant's vowel away, the virama (rules A2 and B). It is as well
/// between any letters of a script that joins, as Persian, Hindi and Malayalam are typed, and before the virama of a ra, as the
/// standard's chapter 12 spells Bengali and Kannada.
pub(super) fn joins_letters(before: &str, joiner: char, behind: &str) -> bool {
    let Some(letter) = before.chars().rev().find(|c| !is_mark(*c)) else { return false };
    let takes_vowel = |mark| is_virama(mark) && mark.script() == letter.script();
    let is_vowelless = is_letter(letter) && before.chars().rev().take_while(|c| is_mark(*c)).any(takes_vowel);
    let between_letters = first_letter(behind).is_some_and(|next| {
        joins(letter) && joins(next) || is_vowelless && !is_mark(next) && next.script() == letter.script()
    });
    let makes_half = || is_vowelless && !behind.starts_with(is_mark);
    let of_ra = || {
        let before_letter = |behind| first_letter(behind).is_some();
        RAS.iter().any(|(ra, virama)| before.ends_with(*ra) && behind.strip_prefix(*virama).is_some_and(before_letter))
    };
    between_letters || joiner == '\u{200D}' && (makes_half() || of_ra())
}

/// The letter that a text begins with, behind marks that are none and leave the letter before its vowel.
fn first_letter(text: &str) -> Option<char> {
    let passed_over = |c: char| is_mark(c) && !c.is_alphabetic() && !is_virama(c);
    text.chars().find(|c| !passed_over(*c)).filter(|c| is_letter(*c) || is_mark(*c) && c.is_alphabetic())
}

/// The letters of which a joiner stands before the virama, with their viramas: of Bengali, Assamese and Kannada.
const RAS: [(char, char); 3] = [('\u{09B0}', '\u{09CD}'), ('\u{09F0}', '\u{09CD}'), ('\u{0CB0}', '\u{0CCD}')];

fn is_letter(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Letter
}

fn is_mark(character: char) -> bool {
    matches!(character.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark)
}

/// Whether a mark takes the vowel of its consonant away (`Canonical_Combining_Class=Virama`).
fn is_virama(mark: char) -> bool {
    canonical_combining_class(mark) == 9
}

/// Whether a character is of a script whose letters join, or stack, or of several of them, as the line that stretches Arabic.
fn joins(character: char) -> bool {
    let scripts = character.script_extension();
    let is_of_all = scripts.is_common() || scripts.is_inherited();
    !is_of_all
        && (is_letter(character) || is_mark(character))
        && SCRIPTS_THAT_JOIN.iter().any(|script| scripts.contains_script(*script))
}

/// The scripts whose letters join (`Joining_Type`), and of those that stack them the ones that are written today.
const SCRIPTS_THAT_JOIN: [Script; 26] = [
    Script::Adlam,
    Script::Arabic,
    Script::Balinese,
    Script::Bengali,
    Script::Chorasmian,
    Script::Devanagari,
    Script::Gujarati,
    Script::Gurmukhi,
    Script::Hanifi_Rohingya,
    Script::Kannada,
    Script::Khmer,
    Script::Malayalam,
    Script::Mandaic,
    Script::Manichaean,
    Script::Mongolian,
    Script::Myanmar,
    Script::Nko,
    Script::Old_Uyghur,
    Script::Oriya,
    Script::Phags_Pa,
    Script::Psalter_Pahlavi,
    Script::Sinhala,
    Script::Sogdian,
    Script::Syriac,
    Script::Tamil,
    Script::Telugu,
];
