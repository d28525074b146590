//! Texts for TeX: escapes its special characters and, for ASCII, replaces accented letters and signs with commands.

use std::fmt::Write as _;

use unicode_normalization::char::decompose_canonical;

/// Replaces the characters that are special to TeX or to bibliography programs. Braces become commands: those programs
/// count all braces, even after a backslash, and an unbalanced one swallows the next entry.
pub(super) fn text(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    let mut before = None;
    for character in text.chars() {
        match character {
            '\\' => spelled.push_str("\\textbackslash{}"),
            '{' => spelled.push_str("\\textbraceleft{}"),
            '}' => spelled.push_str("\\textbraceright{}"),
            '~' => spelled.push_str("\\textasciitilde{}"),
            '^' => spelled.push_str("\\textasciicircum{}"),
            '`' => spelled.push_str("\\textasciigrave{}"),
            '<' => spelled.push_str("\\textless{}"),
            '>' => spelled.push_str("\\textgreater{}"),
            '|' => spelled.push_str("\\textbar{}"),
            '%' | '&' | '$' | '#' | '_' => {
                spelled.push('\\');
                spelled.push(character);
            }
            // TeX joins two of these into a dash or a quotation mark.
            '-' | '\'' | ',' if before == Some(character) => {
                spelled.push_str("{}");
                spelled.push(character);
            }
            other => spelled.push(other),
        }
        before = Some(character);
    }
    spelled
}

/// A web address for the field `url`, which is read verbatim. Percent-encodes characters that would end the field or
/// are not allowed in an address, and the second of two hyphens, which Typst would turn into a dash. An address without
/// a scheme gets `https:`, because otherwise it would be a path relative to the citing text.
pub(super) fn address(address: &str) -> String {
    let mut spelled = String::with_capacity(address.len());
    if !has_scheme(address) {
        spelled.push_str(if address.starts_with("//") { "https:" } else { "https://" });
    }
    let mut before = None;
    for byte in address.bytes() {
        let is_dash = byte == b'-' && before == Some(byte);
        before = Some(byte);
        if byte.is_ascii_graphic() && !is_dash && !br#"{}\"<>^`|"#.contains(&byte) {
            spelled.push(char::from(byte));
        } else {
            // Writing into memory cannot fail.
            let _ = write!(spelled, "%{byte:02X}");
        }
    }
    spelled
}

/// Whether an address begins with a scheme, as in `https://` or `doi:`. A name with a full stop is a host with a port.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-".contains(&byte))
    })
}

/// Replaces a non-ASCII character with a standard LaTeX command, or else with `\symbol` and its number, which only
/// Unicode engines print.
pub(super) fn spell(character: char, spelled: &mut String) {
    let command = command(character).map(str::to_owned);
    let command =
        command.or_else(|| accented(character)).unwrap_or_else(|| format!("\\symbol{{{}}}", u32::from(character)));
    spelled.push('{');
    spelled.push_str(&command);
    spelled.push('}');
}

/// The commands for an ASCII letter with accents.
fn accented(character: char) -> Option<String> {
    let mut parts = Vec::new();
    decompose_canonical(character, |part| parts.push(part));
    let (letter, accents) = parts.split_first().filter(|(letter, _)| letter.is_ascii_alphabetic())?;
    accents
        .iter()
        .try_fold(letter.to_string(), |letter, accent| Some(format!("\\{}{{{letter}}}", accent_command(*accent)?)))
}

const fn accent_command(accent: char) -> Option<char> {
    Some(match accent {
        '\u{300}' => '`',
        '\u{301}' => '\'',
        '\u{302}' => '^',
        '\u{303}' => '~',
        '\u{304}' => '=',
        '\u{306}' => 'u',
        '\u{307}' => '.',
        '\u{308}' => '"',
        '\u{30A}' => 'r',
        '\u{30B}' => 'H',
        '\u{30C}' => 'v',
        '\u{323}' => 'd',
        '\u{327}' => 'c',
        '\u{328}' => 'k',
        '\u{331}' => 'b',
        _ => return None,
    })
}

const fn command(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{A0}' => "~",
        '¡' => "\\textexclamdown",
        '£' => "\\pounds",
        '§' => "\\S",
        '©' => "\\copyright",
        'ª' => "\\textordfeminine",
        '«' => "\\guillemotleft",
        '®' => "\\textregistered",
        '¶' => "\\P",
        '·' => "\\textperiodcentered",
        'º' => "\\textordmasculine",
        '»' => "\\guillemotright",
        '¿' => "\\textquestiondown",
        'Æ' => "\\AE",
        'æ' => "\\ae",
        'Ð' => "\\DH",
        'ð' => "\\dh",
        'Ø' => "\\O",
        'ø' => "\\o",
        'Þ' => "\\TH",
        'þ' => "\\th",
        'ß' => "\\ss",
        'Đ' => "\\DJ",
        'đ' => "\\dj",
        'ı' => "\\i",
        'Ł' => "\\L",
        'ł' => "\\l",
        'Ŋ' => "\\NG",
        'ŋ' => "\\ng",
        'Œ' => "\\OE",
        'œ' => "\\oe",
        '–' => "\\textendash",
        '—' => "\\textemdash",
        '‘' => "\\textquoteleft",
        '’' => "\\textquoteright",
        '‚' => "\\quotesinglbase",
        '“' => "\\textquotedblleft",
        '”' => "\\textquotedblright",
        '„' => "\\quotedblbase",
        '†' => "\\textdagger",
        '‡' => "\\textdaggerdbl",
        '•' => "\\textbullet",
        '…' => "\\textellipsis",
        '‹' => "\\guilsinglleft",
        '›' => "\\guilsinglright",
        '™' => "\\texttrademark",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_special_to_tex_are_escaped() {
        assert_eq!(
            text("50 % of {a_b} & c\\d~"),
            "50 \\% of \\textbraceleft{}a\\_b\\textbraceright{} \\& c\\textbackslash{}d\\textasciitilde{}"
        );
        assert_eq!(text("a--b '' -"), "a-{}-b '{}' -");
    }

    #[test]
    fn an_address_can_still_be_followed() {
        assert_eq!(address("https://a.org/~x_y?q=1&r=%20#z"), "https://a.org/~x_y?q=1&r=%20#z");
        assert_eq!(address("a.org/{é \\}"), "https://a.org/%7B%C3%A9%20%5C%7D");
    }

    fn spelled(text: &str) -> String {
        let mut spelled = String::new();
        text.chars().for_each(|character| spell(character, &mut spelled));
        spelled
    }

    #[test]
    fn letters_outside_ascii_become_commands_or_numbers() {
        assert_eq!(spelled("éấß–人"), "{\\'{e}}{\\'{\\^{a}}}{\\ss}{\\textendash}{\\symbol{20154}}");
    }

    #[test]
    fn each_accent_has_its_command() {
        let expected = r#"{\`{a}}{\'{a}}{\^{a}}{\~{a}}{\={a}}{\u{a}}{\.{a}}{\"{a}}{\r{a}}{\H{o}}{\v{a}}{\d{a}}{\c{c}}{\k{a}}{\b{b}}"#;
        assert_eq!(spelled("àáâãāăȧäåőǎạçąḇ"), expected);
    }

    #[test]
    fn each_sign_has_its_command() {
        let signs = "¡£§©ª«®¶·º»¿ÆæÐðØøÞþßĐđıŁłŊŋŒœ–—‘’‚“”„†‡•…‹›™";
        let commands = "textexclamdown pounds S copyright textordfeminine guillemotleft textregistered P \
            textperiodcentered textordmasculine guillemotright textquestiondown AE ae DH dh O o TH th ss DJ dj i L l NG ng \
            OE oe textendash textemdash textquoteleft textquoteright quotesinglbase textquotedblleft textquotedblright \
            quotedblbase textdagger textdaggerdbl textbullet textellipsis guilsinglleft guilsinglright texttrademark";
        let expected = commands.split_whitespace().fold(String::new(), |all, command| all + "{\\" + command + "}");
        assert_eq!(spelled(signs), expected);
        assert_eq!(spelled("\u{A0}"), "{~}");
    }
}
