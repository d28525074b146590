//! Characters unfit to be shown: terminal controls, invisible characters and unassigned ones.
//!
//! The rules follow Unicode's properties; `tests/letters.rs` compares them. Properties of few ranges are listed here;
//! `unicode-properties` knows the assigned characters, and `unicode-script` their scripts.

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// The reason a character is unfit to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// C0, DEL or C1, which the terminal acts on (Unicode category Cc), and the line and paragraph separators.
    Control,
    /// Reorders the text around it (`Bidi_Control`).
    Bidirectional,
    /// Has no width, so two different texts look the same (`Default_Ignorable_Code_Point`, and format characters
    /// without a glyph).
    Invisible,
    /// Looks like a space but does not separate words.
    Blank,
    /// Looks different on every machine, or has no glyph (Co).
    PrivateUse,
    /// Will never be a character (`Noncharacter_Code_Point`).
    Noncharacter,
    /// May become any character, of any width (Cn).
    Unassigned,
}

impl Hazard {
    /// The name in messages.
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

/// Why a character must not reach the screen, or `None` if it may. Joiners count as hazards here: see `joins_letters`.
pub fn hazard(character: char) -> Option<Hazard> {
    if character.is_ascii() {
        return character.is_ascii_control().then_some(Hazard::Control);
    }
    hazard_in_any_format(character).or_else(|| hazard_since_format_2(character))
}

/// The hazards that every data format refuses.
pub(super) fn hazard_in_any_format(character: char) -> Option<Hazard> {
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

/// The hazards that data of format 1 may hold.
pub(super) fn hazard_since_format_2(character: char) -> Option<Hazard> {
    match character {
        // The blank braille pattern, two blank hieroglyphs, a filler and a note without a head.
        '\u{2800}' | '\u{16FE4}' | '\u{13441}' | '\u{13442}' | '\u{1D159}' => Some(Hazard::Blank),
        '\u{FFF0}'..='\u{FFF8}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}' => Some(Hazard::Invisible),
        '\u{FDD0}'..='\u{FDEF}' => Some(Hazard::Noncharacter),
        c if u32::from(c) & 0xFFFE == 0xFFFE => Some(Hazard::Noncharacter),
        // Most texts consist of these, so they skip the tables.
        c if hazard_in_any_format(c).is_some() || c.is_alphanumeric() => None,
        c => match c.general_category() {
            GeneralCategory::Unassigned => Some(Hazard::Unassigned),
            GeneralCategory::PrivateUse => Some(Hazard::PrivateUse),
            GeneralCategory::Format if !is_number_sign(c) => Some(Hazard::Invisible),
            _ => None,
        },
    }
}

/// Visible format characters: they enclose the digits that follow them (`Prepended_Concatenation_Mark`).
const fn is_number_sign(character: char) -> bool {
    matches!(
        character,
        '\u{0600}'
            ..='\u{0605}' | '\u{06DD}' | '\u{070F}' | '\u{0890}' | '\u{0891}' | '\u{08E2}' | '\u{110BD}' | '\u{110CD}'
    )
}

/// Whether a character is ZWNJ or ZWJ, which control whether neighbouring letters join.
pub const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// Whether the language's spelling needs a joiner between these texts. Unicode's annex 31 (section 2.3) allows it
/// between letters that join (rule A1) and after a virama, the sign that removes a consonant's vowel (rules A2 and B).
/// Besides, it is allowed between any letters of a script that joins, as Persian, Hindi and Malayalam are typed, and
/// before the virama of a ra, as chapter 12 of the standard spells Bengali and Kannada.
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

/// The first letter of a text, after any marks that are neither vowels nor viramas.
fn first_letter(text: &str) -> Option<char> {
    let passed_over = |c: char| is_mark(c) && !c.is_alphabetic() && !is_virama(c);
    text.chars().find(|c| !passed_over(*c)).filter(|c| is_letter(*c) || is_mark(*c) && c.is_alphabetic())
}

/// The letters ra that take a joiner before the virama, with their viramas: Bengali, Assamese and Kannada.
const RAS: [(char, char); 3] = [('\u{09B0}', '\u{09CD}'), ('\u{09F0}', '\u{09CD}'), ('\u{0CB0}', '\u{0CCD}')];

fn is_letter(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Letter
}

fn is_mark(character: char) -> bool {
    matches!(character.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark)
}

/// Whether a mark removes the vowel of its consonant (`Canonical_Combining_Class=Virama`).
fn is_virama(mark: char) -> bool {
    canonical_combining_class(mark) == 9
}

/// Whether a character belongs to a script whose letters join or stack, or to several such scripts, as the Arabic
/// tatweel does.
fn joins(character: char) -> bool {
    let scripts = character.script_extension();
    let is_of_all = scripts.is_common() || scripts.is_inherited();
    !is_of_all
        && (is_letter(character) || is_mark(character))
        && SCRIPTS_THAT_JOIN.iter().any(|script| scripts.contains_script(*script))
}

/// The scripts whose letters join (`Joining_Type`), and the stacking scripts in use today.
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
