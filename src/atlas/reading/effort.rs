//! Counts, in tests, the cost of reporting problems: bytes read and words compared. Unlike a clock, this shows reliably
//! whether twice the problems cost twice as much.

#[cfg(test)]
thread_local! {
    static SPENT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Adds bytes read or words compared to the count. Does nothing outside of tests.
#[inline]
pub(in crate::atlas) fn spent(effort: usize) {
    #[cfg(test)]
    SPENT.set(SPENT.get() + effort);
    #[cfg(not(test))]
    let _ = effort;
}

/// Runs `done` and counts what it spends in this thread.
#[cfg(test)]
pub(in crate::atlas) fn of<T>(done: impl FnOnce() -> T) -> (T, usize) {
    let before = SPENT.get();
    let result = done();
    (result, SPENT.get() - before)
}

#[cfg(test)]
mod tests {
    use crate::atlas::{Atlas, Problems};

    const CITATION: &str = "citations: [(document: \"document/deck\", place: Whole)]";

    fn event(number: usize) -> String {
        format!("(id: \"event/x-{number}\", title: Paraphrase(\"t\"), text: Verbatim(\"x\"), {CITATION})")
    }

    fn judgement(from: usize, to: usize) -> String {
        format!(
            "(from: \"rec/prevention/{from}\", relation: Answers, to: \"gap/prevention/{to}\", reason: \"r\", citation: (document: \"document/deck\", place: Whole))"
        )
    }

    /// A kind of mistake: its name, its file, and the content of the file with that many of them.
    type Mistakes = (&'static str, &'static str, fn(usize) -> String);

    fn each(count: usize, element: impl Fn(usize) -> String) -> String {
        (0..count).map(element).collect::<Vec<_>>().join(",\n")
    }

    const ALL: [Mistakes; 16] = [
        ("citations of nothing", "events", |count| {
            each(count, |number| event(number).replace("document/deck", &format!("document/gone-{number}")))
        }),
        ("ids that are used twice", "events", |count| each(count, |number| event(number / 2))),
        ("ids of another kind", "events", |count| each(count, |number| event(number).replace("event/", "function/"))),
        ("records that cite nothing", "events", |count| {
            each(count, |number| event(number).replace(CITATION, "citations: []"))
        }),
        ("misspelt fields", "events", |count| each(count, |number| event(number).replace("text:", "txet:"))),
        ("misspelt values", "events", |count| each(count, |number| event(number).replace("Verbatim", "Verbatm"))),
        ("mistakes in one line", "events", |count| {
            each(count, |number| event(number).replace("text:", "txet:")).replace('\n', "")
        }),
        ("fields that one record does not have", "events", |count| {
            event(1).replace("id:", &(each(count, |number| format!("z{number}: \"é\"")) + ", id:"))
        }),
        ("a field that one record has many times", "events", |count| {
            event(1).replace("id:", &(each(count, |_| "title: Verbatim(\"x\")".to_owned()) + ", id:"))
        }),
        ("links of one record", "events", |count| {
            let link = |number| {
                format!(
                    "(relation: PartOf, to: \"event/gone-{number}\", basis: Paraphrase, citation: (document: \"document/deck\", place: Whole))"
                )
            };
            event(1).replace("citations:", &format!("links: [{}], citations:", each(count, link)))
        }),
        ("judgements that join nothing", "crosswalk", |count| each(count, |number| judgement(number, number))),
        ("judgements that stand twice", "crosswalk", |count| each(count, |number| judgement(1, number / 2))),
        ("terms that are in two groups", "vocabulary", |count| {
            each(count, |number| format!("(terms: [\"term {}\", \"name {number}\"])", number / 2))
        }),
        ("terms that are in a group twice", "vocabulary", |count| {
            format!("(terms: [{}])", each(count, |number| format!("\"term {}\"", number / 2)))
        }),
        ("terms that groups list without having them", "vocabulary", |count| {
            format!("(terms: [\"a\", \"b\"], ambiguous: [{}])", each(count, |number| format!("\"term {number}\"")))
        }),
        ("records that groups lead to", "vocabulary", |count| {
            each(count, |number| format!("(terms: [\"term {number}\"], records: [\"event/gone-{number}\"])"))
        }),
    ];

    const DECK: &str = "(id: \"document/deck\", title: Verbatim(\"t\"), body: \"b\", text: Paraphrase(\"x\"), citations: [(document: \"document/deck\", place: Whole)])";

    fn reported(file: &'static str, text: &str) -> Problems {
        let edition = "(name: \"test\", date: \"2010\", schema: 1)";
        let texts = [("edition", edition.to_owned()), ("documents", format!("[{DECK}]")), (file, format!("[{text}]"))];
        Atlas::of_texts(&texts).expect_err("the data is wrong")
    }

    #[test]
    fn twice_the_mistakes_take_twice_the_effort_to_report() {
        const MANY: usize = 600;
        for (what, file, text) in ALL {
            let (one, two) = (text(MANY), text(2 * MANY));
            let (of_one, effort) = super::of(|| reported(file, &one));
            let (of_two, of_twice) = super::of(|| reported(file, &two));
            assert!(of_two.count() > of_one.count(), "{what}");
            assert!(of_twice <= effort * 5 / 2, "{what}: {effort} for {MANY}, {of_twice} for twice as many");
            // Some passes over the text, and a bounded number of suggestions.
            assert!(of_twice < 60 * two.len() + 100_000, "{what}: {of_twice} for {} bytes", two.len());
        }
    }

    /// The problems of an edition with changes, over one with that many events and judgements.
    fn reported_of_changes(count: usize, file: &'static str, change: impl Fn(usize) -> String) -> Problems {
        let edition = |name: &str| format!("(name: \"{name}\", date: \"2010\", schema: 3)");
        let base = [
            ("edition", edition("base")),
            ("documents", format!("[{DECK}]")),
            ("events", format!("[{}]", each(count, event))),
        ];
        let changes = [("edition", edition("changes")), (file, format!("[{}]", each(count, change)))];
        Atlas::of_editions(&[&changes, &base]).expect_err("the changes are wrong")
    }

    #[test]
    fn twice_the_wrong_changes_take_twice_the_effort_to_report() {
        const MANY: usize = 600;
        let changes: [fn(usize) -> String; 6] = [
            event,
            |number| format!("(id: \"event/gone-{number}\", replaces: Fields)"),
            |number| format!("(id: \"event/x-{}\", replaces: Fields)", number / 2),
            |number| format!("(id: \"event/x-{number}\", replaces: Felds)"),
            |number| format!("(id: \"event/x-{number}\", replaces: Fields, txet: \"é\")"),
            |number| format!("(id: \"event/x-{number}\", withdrawn: \"x\", text: \"é\")"),
        ];
        for (kind, change) in changes.into_iter().enumerate() {
            let (of_one, effort) = super::of(|| reported_of_changes(MANY, "events", change));
            let (of_two, of_twice) = super::of(|| reported_of_changes(2 * MANY, "events", change));
            assert_eq!(of_two.count(), 2 * of_one.count(), "{kind}");
            assert!(of_one.count() >= MANY / 2, "{kind}");
            assert!(of_twice <= effort * 5 / 2, "{kind}: {effort} for {MANY}, {of_twice} for twice as many");
        }
    }

    #[test]
    fn twice_the_words_that_begin_alike_take_twice_the_effort_to_look_for() {
        let warned = |count: usize| {
            let words = each(count, |number| format!("\"word {number}\""));
            let texts = [
                ("edition", "(name: \"test\", date: \"2010\", schema: 2)".to_owned()),
                ("documents", format!("[{DECK}]")),
                (
                    "events",
                    format!("[{}]", event(1).replace("\"x\"", &format!("\"{}\"", "word 1 ".repeat(count).trim()))),
                ),
                ("vocabulary", format!("[(terms: [\"a\"], words: [{words}])]")),
            ];
            let (atlas, effort) = super::of(|| Atlas::of_texts(&texts).unwrap());
            assert!(atlas.warnings().is_some());
            effort
        };
        let (effort, of_twice) = (warned(600), warned(1200));
        assert!(of_twice > 1200 && of_twice <= effort * 5 / 2, "{effort} for 600, {of_twice} for twice as many");
    }

    #[test]
    fn an_unknown_id_is_one_mistake_however_many_links_lead_to_it() {
        let problems =
            reported("events", &each(1000, |number| event(number).replace("document/deck", "document/gone")));
        assert_eq!(problems.count(), 1);
        assert!(problems.to_string().contains("not in the data, and 999 others lead there: write"), "{problems}");
    }

    #[test]
    fn all_mistakes_are_counted_and_the_first_reported() {
        for (what, file, text) in ALL {
            let problems = reported(file, &text(1000));
            assert!(problems.count() >= 499, "{what}: {}", problems.count());
            assert_eq!(problems.reported().len(), 200, "{what}");
            let reported = problems.to_string();
            let more = problems.count() - 200;
            let end = format!("\nand {more} more, reported once these are fixed\n{} problems in the data", more + 200);
            assert!(reported.ends_with(&end), "{what}: {reported}");
        }
    }
}
