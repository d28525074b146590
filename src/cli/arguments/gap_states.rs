//! The options of `list` for gaps that are answered so far; each excludes the others.

use clap::Args;

/// Which gaps are listed; all without an option.
#[derive(Debug, Args)]
pub struct GapStates {
    /// List the gaps that nothing answers (our judgement), as `find is:unanswered` does.
    #[arg(long)]
    pub unanswered: bool,
    /// List the gaps that are answered in part (our judgement), as `find is:partly-answered` does.
    #[arg(long, conflicts_with = "unanswered")]
    pub partly_answered: bool,
    /// List the gaps that are answered in full (our judgement), as `find is:answered` does.
    #[arg(long, conflicts_with_all = ["unanswered", "partly_answered"])]
    pub answered: bool,
}
