//! The values of options that are one of several words.

use clap::ValueEnum;

use crate::formats::Format;
use crate::formats::cite::Style;
use crate::session::Clipboard;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ColorMode {
    /// On a terminal; without colours, but with bold type, if `NO_COLOR` is set.
    Auto,
    /// In pipes and files, too, and in spite of `NO_COLOR`.
    Always,
    /// Never, like `--no-color`.
    Never,
}

/// How texts reach the clipboard of the terminal.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum ClipboardMode {
    /// OSC 52; in tmux and GNU screen also in their envelopes.
    Auto,
    /// OSC 52.
    Raw,
    /// OSC 52 in tmux's passthrough envelope.
    Passthrough,
    /// Never.
    Off,
}

impl From<ClipboardMode> for Clipboard {
    fn from(mode: ClipboardMode) -> Self {
        match mode {
            ClipboardMode::Auto => Self::Auto,
            ClipboardMode::Raw => Self::Raw,
            ClipboardMode::Passthrough => Self::Passthrough,
            ClipboardMode::Off => Self::Off,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum StyleName {
    /// Body, title, symbol, date, place, as in documents of the United Nations.
    Plain,
    /// The same with the title in italics.
    #[value(alias = "markdown")]
    Md,
    /// A BibTeX entry.
    Bibtex,
}

impl StyleName {
    /// The name on the command line.
    pub(in crate::cli) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Md => "md",
            Self::Bibtex => "bibtex",
        }
    }
}

impl From<StyleName> for Style {
    fn from(name: StyleName) -> Self {
        match name {
            StyleName::Plain => Self::Plain,
            StyleName::Md => Self::Markdown,
            StyleName::Bibtex => Self::Bibtex,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum FormatName {
    /// One object with all records.
    Json,
    /// Markdown.
    #[value(alias = "markdown")]
    Md,
    /// One line for each record.
    Csv,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Json => Self::Json,
            FormatName::Md => Self::Markdown,
            FormatName::Csv => Self::Csv,
        }
    }
}

/// What to print of a record.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(in crate::cli) enum Form {
    /// Its words with their source.
    #[default]
    Quote,
    /// Its citation.
    Citation,
    /// The record in Markdown.
    #[value(alias = "md")]
    Markdown,
    /// Its id.
    Id,
    /// The record in JSON; one object for all.
    Json,
}

/// A shell that completes command lines.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum Shell {
    /// Version 4 or newer.
    Bash,
    /// With its completion system (`compinit`).
    Zsh,
    /// Version 3 or newer.
    Fish,
}
