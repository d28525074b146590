//! Which characters are unfit to be shown: a terminal obeys them, nobody sees them, or nobody knows what they are.
//!
//! The rules are Unicode's own properties, against which `tests/letters.rs` holds them. What is looked up in few ranges stands
//! here; which characters are assigned at all, `unicode-properties` knows.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

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

/// Whether a joiner between these two characters is spelling: both are of a living script whose letters join, or stack.
pub(super) fn joins_letters(before: Option<char>, after: Option<char>) -> bool {
    let joins = |character: char| {
        let is_mark =
            || matches!(character.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark);
        SCRIPTS_THAT_JOIN.iter().any(|(first, last)| (*first..=*last).contains(&character))
            && (character.is_alphabetic() || is_mark())
    };
    before.is_some_and(joins) && after.is_some_and(|after| joins(after) && after.is_alphabetic())
}

/// The blocks of scripts that are written today in which the joiners are spelling: as in Persian, Sinhala or Malayalam.
const SCRIPTS_THAT_JOIN: [(char, char); 12] = [
    ('\u{0620}', '\u{077F}'),   // Arabic, Syriac
    ('\u{07CA}', '\u{07FF}'),   // N'Ko
    ('\u{0840}', '\u{08FF}'),   // Mandaic, more of Syriac and Arabic
    ('\u{0900}', '\u{0DFF}'),   // the scripts of India, from Devanagari to Malayalam, and Sinhala
    ('\u{1000}', '\u{109F}'),   // Myanmar
    ('\u{1780}', '\u{17FF}'),   // Khmer
    ('\u{1820}', '\u{18AA}'),   // Mongolian
    ('\u{1B05}', '\u{1B4C}'),   // Balinese
    ('\u{A8E0}', '\u{A8FF}'),   // more of Devanagari
    ('\u{AA60}', '\u{AA7F}'),   // more of Myanmar
    ('\u{1E900}', '\u{1E94B}'), // Adlam
    ('\u{10D00}', '\u{10D27}'), // Hanifi Rohingya
];
