//! The names of records: in headings, in lists and within lines. Editorial names carry a sign.
//!
//! A name may have any length. Each function takes the number of columns available and returns little more text than
//! fits (see [`beginning`]).

use std::borrow::Cow;
use std::fmt;

use compact_str::{CompactString, format_compact};

use super::signs;
use super::wrap::{WHOLE, beginning, fits};
use crate::atlas::{Basis, Course, Data, Kind, NUMBER, Pillar, SYMBOL, Statement, Text, VisibleRecord};

/// The sign after an editorial text, where the word does not fit.
pub const EDITORIAL: &str = "†";

/// What is said of a gap that no recommendation answers.
pub const NO_RECOMMENDATION: &str = "No recommendation answers it (our judgement)";

/// What is said of a gap that no recommendation answers, after the sign if nothing else does either.
pub fn without_recommendation(data: &Data, record: VisibleRecord<'_>) -> Option<Cow<'static, str>> {
    if data.is_unanswered(record) {
        return Some(format!("{} {NO_RECOMMENDATION}", signs::NOT_AT_ALL).into());
    }
    data.lacks_recommendation(record).then(|| NO_RECOMMENDATION.into())
}

/// A number with its noun: `1 word`, `2 words`.
pub fn counted(number: impl Into<u64>, noun: &str) -> String {
    match number.into() {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

/// Words that begin with a capital letter.
pub fn capitalized(words: &str) -> CompactString {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A small number in words, a larger one in digits.
pub fn number_in_words(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The first letters of a pillar's name, which distinguish it from the others: `Prev`, `Prot`, `Pros`, `Part`.
pub fn short_pillar(pillar: Pillar) -> &'static str {
    const LETTERS: usize = 4;
    &pillar.name()[..LETTERS]
}

/// The kind and the pillar of a record, for a place beside its id, which has the number: `Rec Prot`, `Clause`.
pub fn short_kind(record: VisibleRecord<'_>) -> CompactString {
    let kind = capitalized(record.kind().prefix());
    match record.pillar() {
        Some(pillar) => format_compact!("{kind} {}", short_pillar(pillar)),
        None => kind,
    }
}

/// What a record is, in words, as the title of its page: `Gap 3 under Prevention`, `UNODC, member of ICAT`; with a day also
/// that it had ended, `UNIFEM, member of ICAT, until January 2011`.
pub fn heading(record: VisibleRecord<'_>, columns: usize) -> CompactString {
    let mut heading = undated_heading(record, columns);
    write_course(record, &mut heading);
    if record.former_since().is_some() && !fits(&heading, columns) {
        // The page says first until when.
        return format_compact!("{}, former member of ICAT", short(record, columns));
    }
    heading
}

/// What the day is to the period of a record, after its name: `, until January 2011`. Nothing without a day.
pub fn write_course(record: VisibleRecord<'_>, to: &mut impl fmt::Write) {
    let Some(course) = record.course() else { return };
    // Writing into memory cannot fail.
    let _ = match course {
        Course::Ended(date) => write!(to, ", until {date}"),
        Course::EndsIn(date) => write!(to, ", ends in {date}"),
        Course::BeginsIn(date) => write!(to, ", begins in {date}"),
    };
}

/// The same in a list, which does not say that the record is a member: `, member until 2018` of one that ended only as that.
fn write_course_in_list(record: VisibleRecord<'_>, to: &mut impl fmt::Write) {
    let course = record.course().filter(|course| record.is_of_membership(*course));
    // Writing into memory cannot fail.
    let _ = match course {
        Some(Course::Ended(date)) => write!(to, ", member until {date}"),
        Some(Course::EndsIn(date)) => write!(to, ", membership ends in {date}"),
        Some(Course::BeginsIn(date)) => write!(to, ", membership begins in {date}"),
        None => return write_course(record, to),
    };
}

/// What the day is to the period of a record and, of a former member, what became of it, after its name in a list:
/// `, until January 2011; succeeded by UN Women`.
pub fn write_fate(record: VisibleRecord<'_>, to: &mut impl fmt::Write) {
    write_course_in_list(record, to);
    write_successors(record, to);
}

fn write_successors(record: VisibleRecord<'_>, to: &mut impl fmt::Write) {
    if record.former_since().is_none() {
        return;
    }
    for (number, (link, successor)) in record.successors().enumerate() {
        let before = if number == 0 { format_compact!("; {} ", link.relation.forward()) } else { ", ".into() };
        // Writing into memory cannot fail.
        let _ = write!(to, "{before}{}", short(successor, LONGEST_SUCCESSOR));
    }
}

/// Most columns for the name of what became of a member.
const LONGEST_SUCCESSOR: usize = 100;

fn undated_heading(record: VisibleRecord<'_>, columns: usize) -> CompactString {
    let leaf = beginning(record.id().leaf(), columns);
    let under = |word: &str| match record.pillar() {
        Some(pillar) => format_compact!("{word} {leaf} under {pillar}"),
        None => format_compact!("{word} {leaf}"),
    };
    let dated = |word: &str| match record.date() {
        Some(date) => format_compact!("{word}, {date}"),
        None => word.into(),
    };
    match record.kind() {
        Kind::Gap => under("Gap"),
        Kind::Recommendation => under("Recommendation"),
        Kind::Clause => format_compact!("Clause {leaf} of the Global Plan"),
        Kind::Function => format_compact!("Function {leaf} of ICAT"),
        Kind::Member => format_compact!("{}, member of ICAT", short(record, columns)),
        Kind::Body => match acronym(record, columns) {
            Some(acronym) => format_compact!("Body {acronym}"),
            None => "Body".into(),
        },
        Kind::Article => match record.part_of() {
            Some(instrument) => format_compact!("{} of {}", number(record, columns), headline(instrument, columns)),
            None => number(record, columns),
        },
        Kind::Event => dated("Event"),
        Kind::Publication => dated("Publication"),
        Kind::Instrument => dated("Instrument"),
        Kind::Contact => "Contact".into(),
        Kind::Document => match record.fact(SYMBOL) {
            Some(symbol) => format_compact!("Document {}", beginning(symbol.first(), columns)),
            None => "Document".into(),
        },
    }
}

/// What a record is, in a list of all kinds: `Gap 2 Protection`, `Clause 1`, `Event`.
pub fn kind_and_number(record: VisibleRecord<'_>, columns: usize) -> CompactString {
    let leaf = beginning(record.id().leaf(), columns);
    match (record.kind(), record.pillar()) {
        (Kind::Gap, Some(pillar)) => format_compact!("Gap {leaf} {pillar}"),
        (Kind::Recommendation, Some(pillar)) => format_compact!("Rec {leaf} {pillar}"),
        (Kind::Clause, _) => format_compact!("Clause {leaf}"),
        (Kind::Function, _) => format_compact!("Function {leaf}"),
        (Kind::Article, _) => number(record, columns),
        (kind, _) => capitalized(kind.name()),
    }
}

/// The number of an article, as people cite it: `Article 9`, `Guideline 3`.
fn number(record: VisibleRecord<'_>, columns: usize) -> CompactString {
    let number = record.fact(NUMBER).map_or_else(|| record.kind().name(), Statement::first);
    capitalized(&beginning(number, columns))
}

/// What a record is, where the heading says its kind: `Protection 2`, `Clause 1`, an acronym, a symbol; empty for others.
pub fn label_under_pillar(record: VisibleRecord<'_>) -> CompactString {
    match (record.kind(), record.pillar()) {
        (Kind::Gap | Kind::Recommendation, Some(pillar)) => format_compact!("{pillar} {}", record.id().leaf()),
        (Kind::Clause | Kind::Function, _) => kind_and_number(record, WHOLE),
        (Kind::Article, _) => match record.part_of().and_then(|instrument| instrument.headline()) {
            Some(instrument) => match record.fact(NUMBER) {
                Some(number) => format_compact!("{instrument}, {}", number.first()),
                None => instrument.into(),
            },
            None => number(record, WHOLE),
        },
        (Kind::Member | Kind::Body, _) => acronym(record, WHOLE).unwrap_or_default().into(),
        (Kind::Document, _) => record.fact(SYMBOL).map_or_else(CompactString::default, |symbol| symbol.first().into()),
        _ => CompactString::default(),
    }
}

/// What a record is, where the heading says its pillar or nothing: `Gap 2`, `Clause 1`, an acronym, a symbol.
pub fn label_in_kind(record: VisibleRecord<'_>) -> CompactString {
    match record.kind() {
        Kind::Gap => format_compact!("Gap {}", record.id().leaf()),
        Kind::Recommendation => format_compact!("Recommendation {}", record.id().leaf()),
        _ => label_under_pillar(record),
    }
}

/// All that names a record by what it is, in headings and lists: `Gap 3 under Prevention`, `Prevention 3`, `Gap 3`.
pub fn labels(record: VisibleRecord<'_>, columns: usize) -> Vec<CompactString> {
    let mut labels = vec![undated_heading(record, columns)];
    if let Kind::Gap | Kind::Recommendation | Kind::Clause | Kind::Function = record.kind() {
        labels.extend([kind_and_number(record, columns), label_under_pillar(record), label_in_kind(record)]);
    }
    if record.kind() == Kind::Article {
        // As it is cited, and with the article that people say.
        labels.extend([number(record, columns), label_under_pillar(record)]);
        let instrument = record.part_of().and_then(|instrument| instrument.headline());
        labels.extend(instrument.map(|name| format_compact!("{} of the {name}", number(record, columns))));
    }
    labels
}

/// The title of a record with a text, if it says something besides the text.
pub fn title_beside_text(record: VisibleRecord<'_>) -> Option<&Statement> {
    let (title, text) = (record.title(), record.text()?);
    let is_needed = match record.kind() {
        // Their titles are names of our own; a member's text repeats its name.
        Kind::Clause | Kind::Function => title.basis == Basis::Verbatim,
        Kind::Member | Kind::Contact => false,
        Kind::Gap
        | Kind::Recommendation
        | Kind::Body
        | Kind::Article
        | Kind::Event
        | Kind::Publication
        | Kind::Instrument
        | Kind::Document => !text.first().contains(title.first()),
    };
    is_needed.then_some(title)
}

/// A text between quotation marks if it is the source's own words, or with the sign if it is editorial.
pub fn quoted(text: &str, basis: Basis) -> Quoted<'_> {
    match basis {
        Basis::Editorial => Quoted { open: "", text, close: EDITORIAL },
        Basis::Verbatim | Basis::Paraphrase => Quoted::part(text, basis, true, true),
    }
}

/// A paragraph of a text, with the quotation marks that belong to its beginning and its end if it is verbatim. A blank
/// parts them from quotation marks of the text itself.
pub fn quoted_part(text: &str, basis: Basis, is_first: bool, is_last: bool) -> Cow<'_, str> {
    let quoted = Quoted::part(text, basis, is_first, is_last);
    if quoted.open.is_empty() && quoted.close.is_empty() { text.into() } else { quoted.to_string().into() }
}

/// A text with what stands around it.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a> {
    open: &'static str,
    text: &'a str,
    close: &'static str,
}

impl<'a> Quoted<'a> {
    fn part(text: &'a str, basis: Basis, is_first: bool, is_last: bool) -> Self {
        let is_verbatim = basis == Basis::Verbatim;
        let open = match (is_verbatim && is_first, text.starts_with('“')) {
            (false, _) => "",
            (true, false) => "“",
            (true, true) => "“ ",
        };
        let close = match (is_verbatim && is_last, text.ends_with('”')) {
            (false, _) => "",
            (true, false) => "”",
            (true, true) => " ”",
        };
        Self { open, text, close }
    }
}

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.open)?;
        f.write_str(self.text)?;
        f.write_str(self.close)
    }
}

/// The headline of a record, or else its title, as plain text.
pub fn headline(record: VisibleRecord<'_>, columns: usize) -> Cow<'_, str> {
    record.headline().map_or_else(|| title(record, columns), Cow::Borrowed)
}

/// The name of a record in a list of all kinds.
pub fn in_list(record: VisibleRecord<'_>, columns: usize) -> String {
    let mut name = String::new();
    write_in_list(record, columns, &mut name);
    name
}

/// Writes the name of a record in a list of all kinds.
pub fn write_in_list(record: VisibleRecord<'_>, columns: usize, to: &mut String) {
    if let Some(acronym) = acronym(record, columns) {
        to.extend([&*acronym, " · "]);
        write_in_full(record, columns, to);
    } else {
        to.push_str(&title(record, columns));
        write_former_name(record, columns, to);
    }
    write_course_in_list(record, to);
}

/// Writes the name of a member beside its acronym: `Department of Peace Operations, formerly DPKO`.
pub fn write_in_full(record: VisibleRecord<'_>, columns: usize, to: &mut String) {
    to.push_str(&beginning(full(record).0, columns));
    write_former_name(record, columns, to);
}

fn write_former_name(record: VisibleRecord<'_>, columns: usize, to: &mut String) {
    if record.later_name().is_some() {
        to.extend([", formerly ", &*beginning(in_the_source(record), columns)]);
    }
}

/// The shortest name of a member that the source gives.
pub fn in_the_source(record: VisibleRecord<'_>) -> &str {
    record.acronym().map_or_else(|| record.title().first(), Text::as_str)
}

/// The title of a record or, of a member that took another name, that name.
pub fn full(record: VisibleRecord<'_>) -> (&str, Basis) {
    let later =
        record.later_name().and_then(|name| Some((name.name.as_ref().or(name.shortest())?.as_str(), name.basis)));
    later.unwrap_or_else(|| (record.title().first(), record.title().basis))
}

/// Writes the same with what became of a former member.
pub fn write_in_row(record: VisibleRecord<'_>, columns: usize, to: &mut String) {
    write_in_list(record, columns, to);
    write_successors(record, to);
}

/// The shortest name of a record, within a line.
pub fn short(record: VisibleRecord<'_>, columns: usize) -> Cow<'_, str> {
    acronym(record, columns).unwrap_or_else(|| title(record, columns))
}

/// The name of a member in a column of acronyms: its acronym, or its name without the article.
pub fn in_column(record: VisibleRecord<'_>, columns: usize) -> Cow<'_, str> {
    acronym(record, columns).unwrap_or_else(|| {
        let name = title(record, columns);
        match name.strip_prefix("The ") {
            Some(name) => name.to_owned().into(),
            None => name,
        }
    })
}

/// The title of a record, or the name that a member took since, with the sign if it is editorial.
pub fn title(record: VisibleRecord<'_>, columns: usize) -> Cow<'_, str> {
    let (title, basis) = full(record);
    signed(title, basis, columns)
}

/// The name of a record for lists (see [`VisibleRecord::acronym`]), with the sign if it is editorial.
pub fn acronym(record: VisibleRecord<'_>, columns: usize) -> Option<Cow<'_, str>> {
    if let Some(name) = record.later_name() {
        return Some(signed(name.acronym.as_ref()?.as_str(), name.basis, columns));
    }
    let acronym = record.acronym()?;
    // If several names contain it, it is editorial only if all of them are.
    let bases = || record.names().filter(|name| name.holds(acronym)).map(|name| name.basis);
    let is_our_own = bases().count() > 0 && bases().all(|basis| basis == Basis::Editorial);
    Some(signed(acronym.as_str(), if is_our_own { Basis::Editorial } else { Basis::Verbatim }, columns))
}

/// A text, followed by the sign if it is editorial.
pub fn signed(text: &str, basis: Basis, columns: usize) -> Cow<'_, str> {
    let text = beginning(text, columns);
    if basis == Basis::Editorial { format!("{text}{EDITORIAL}").into() } else { text }
}
