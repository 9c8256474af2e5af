//! Very long lines, very deep brackets, and very many mistakes: each takes a time that grows no faster than the text.

use comity::diagnostics::Severity;
use comity::source::MemoryFiles;

use crate::{Done, SMALL, one};

/// Ten megabytes of one line in an optimised build, and enough to notice what is quadratic in one that is not.
const LONG: usize = if cfg!(debug_assertions) { 1 << 18 } else { 10 << 20 };

/// How many statements are wrong.
const MANY: usize = if cfg!(debug_assertions) { 2_000 } else { 10_000 };

/// The errors that a text earns, by their codes; none of them is drawn.
fn errors(text: String) -> Vec<String> {
    let reading = comity::read("t.comity", &MemoryFiles::default().with("t.comity", text));
    let found = reading.diagnostics.sorted();
    found
        .into_iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| found.code.name().to_owned())
        .collect()
}

#[test]
fn long_lines_that_say_little() -> Done {
    one(format!("{SMALL}# {}", "a ".repeat(LONG / 2)))?.works()?;
    one(format!("{SMALL}unit weeks = 7 days # {}\n# {}", "x".repeat(LONG / 2), " ".repeat(LONG / 2)))?.works()?;
    one(format!("{SMALL}issue x note \"{}\"", "a ".repeat(LONG / 2)))?.works()?;
    one(format!("{SMALL}{}", " ".repeat(LONG)))?.works()
}

#[test]
fn long_lines_that_are_names_and_numbers() -> Done {
    one(format!("{SMALL}issue {}", "a".repeat(LONG)))?.works()?;
    let seen = one(format!("{SMALL}state C {{ favours {} }}", "a".repeat(LONG)))?;
    seen.reports("unknown-name", "t.comity:16")?;
    let longest = seen.findings.iter().map(|(.., text)| text.chars().count()).max();
    assert!(longest < Some(2_000), "a message does not repeat a megabyte");
    one(format!("{SMALL}state C {{ rate: {} }}", "7".repeat(LONG)))?.reports("invalid-number", "t.comity:16")
}

#[test]
fn long_lines_that_are_never_closed() -> Done {
    one(format!("{SMALL}issue x note \"{}", "a ".repeat(LONG / 2)))?.reports("unclosed-string", "t.comity:16")?;
    for sign in ["(", "[", "{"] {
        let found = errors(format!("{SMALL}define d : {}", sign.repeat(LONG)));
        assert_eq!(found, ["too-deep"], "{sign}");
    }
    for sign in [")", "]", "}", "x ", "% "] {
        let found = errors(format!("{SMALL}{}", sign.repeat(LONG / 8)));
        assert_eq!(found, ["syntax"], "{sign}");
    }
    Ok(())
}

#[test]
fn brackets_nest_to_the_limit_and_no_further() -> Done {
    let condition = |depth: usize| format!("{SMALL}define d : {}rate > 1{}", "(".repeat(depth), ")".repeat(depth));
    // The braces of the forum are one level of their own.
    let adoption = |depth: usize| {
        let rule = format!("{}consensus{}", "(".repeat(depth - 1), ")".repeat(depth - 1));
        format!("{SMALL}forum f {{ level world  adopts by {rule} }}")
    };
    let issues = |depth: usize| {
        let heads: Vec<String> = (0..depth).map(|i| format!("issue i{i} {{ ")).collect();
        let heads = heads.concat();
        format!("{SMALL}{heads}{}", "}".repeat(depth))
    };
    let cases: [&dyn Fn(usize) -> String; 3] = [&condition, &adoption, &issues];
    for case in cases {
        one(case(128))?.works()?;
        for depth in [129, 100_000] {
            let found = one(case(depth))?;
            found.reports("too-deep", "t.comity:16")?;
            let errors = found.findings.iter().filter(|(code, ..)| code.severity() == Severity::Error).count();
            assert_eq!(errors, 1, "{}", found.shown());
        }
    }
    Ok(())
}

/// Many statements, each made from its number.
fn many(count: usize, statement: impl Fn(usize) -> String) -> String {
    format!("{SMALL}{}", (0..count).map(|i| statement(i) + "\n").collect::<String>())
}

#[test]
fn one_name_misspelt_thousands_of_times_is_one_mistake() {
    assert_eq!(errors(many(MANY, |i| format!("state C{i} {{ incme: low }}"))), ["unknown-name"]);
    assert_eq!(errors(many(MANY, |i| format!("forum f{i} {{ level nowhere }}"))), ["unknown-name"]);
}

#[test]
fn thousands_of_mistakes_are_all_found() {
    for (code, count, text) in [
        ("unknown-name", MANY, many(MANY, |i| format!("state C{i} {{ incme{i}: low }}"))),
        ("invalid-value", MANY, many(MANY, |i| format!("state C{i} {{ income: lo{i} }}"))),
        ("duplicate-name", MANY - 1, many(MANY, |_| "issue x".to_owned())),
    ] {
        let found = errors(text);
        assert_eq!(found.iter().filter(|found| *found == code).count(), count, "{code}");
        assert_eq!(found.len(), count, "{code}");
    }
}

#[test]
fn thousands_of_blocks_that_lack_something() {
    let found = errors(many(MANY, |i| format!("forum f{i} {{ members Q{i} }}")));
    assert_eq!(found.len(), MANY, "what is incomplete in a broken block is not said");
    let found = errors(many(MANY, |i| format!("principle q{i} {{ levels world  party x as orign }}")));
    assert!(found.len() > 1, "{}", found.len());
}

#[test]
fn thousands_of_broken_statements_are_reported_up_to_a_bound() {
    for statement in ["favors return", "rejects % x", "rate: 5,5", "favours return, ,", "x"] {
        let found = errors(many(MANY, |i| format!("state C{i} {{ {statement} }}")));
        assert!((500..=502).contains(&found.len()), "{statement}: {}", found.len());
    }
    let found = errors(many(MANY, |i| format!("stat C{i} {{ favours return }}")));
    assert!((500..=502).contains(&found.len()), "{}", found.len());
    assert_eq!(errors(many(MANY, |i| format!("state C{i} {{ rate: 5; }}"))).len(), 1, "one habit, one report");
}
