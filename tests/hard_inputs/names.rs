//! Names that lead to themselves, twice to something, or by a long way.

use crate::{Done, SMALL, one};

#[test]
fn two_states_of_one_name() -> Done {
    one("state A { }\nstate A { }")?.reports("duplicate-name", "t.comity:2")?;
    one("unit a\nissue a")?.reports("duplicate-name", "t.comity:2")?;
    one("levels { a of all\n a of pairs }")?.reports("duplicate-name", "t.comity:2")?;
    one("capacities { a,\n a }")?.reports("duplicate-name", "t.comity:2")?;
    one("enum e { a,\n a }")?.reports("duplicate-name", "t.comity:2")
}

#[test]
fn circles_are_reported() -> Done {
    for (text, place) in [
        ("define a : a", "t.comity:1"),
        ("define a : b + 1\ndefine b : a + 1", "t.comity:2"),
        ("group a { every state where in group a }", "t.comity:1"),
        ("group a { every state where in group b }\ngroup b { every state where not in group a }", "t.comity:2"),
        ("define d : in group g\ngroup g { every state where d }", "t.comity:2"),
        ("unit a = 2 a", "t.comity:1"),
        ("unit a = 2 b\nunit b = 2 a", "t.comity:2"),
        ("unit a = 2 b\nunit b = 2 c\nunit c = 2 a", "t.comity:3"),
    ] {
        one(text)?.reports("cycle", place).map_err(|error| format!("{text}\n{error}"))?;
    }
    // Overlaps, exclusions and entailments may go in circles: they are relations, not definitions.
    one("persons a overlaps b\npersons b overlaps a")?.works()
}

#[test]
fn long_chains_of_units() -> Done {
    let chain = |count: usize| -> Vec<String> {
        std::iter::once("unit u0".to_owned()).chain((1..count).map(|i| format!("unit u{i} = 2 u{}", i - 1))).collect()
    };
    let use_last = "attribute a : number u0\nstate A { a: 1 u999 }";
    let mut lines = chain(1_000);
    one(format!("{}\n{use_last}", lines.join("\n")))?.works()?;
    lines.reverse();
    one(format!("{}\n{use_last}", lines.join("\n")))?.works()?;
    // Far too large to be kept: said where it is written, and never a factor of one in silence.
    let huge = "9".repeat(60);
    let lines: Vec<String> = std::iter::once("unit u0".to_owned())
        .chain((1..1_000).map(|i| format!("unit u{i} = {huge} u{}", i - 1)))
        .collect();
    let seen = one(lines.join("\n"))?;
    assert!(seen.findings.iter().any(|(code, ..)| code.name() == "invalid-number"), "{}", seen.shown());
    Ok(())
}

/// Definitions, each built on the one before.
fn chain(count: usize, step: &str) -> Vec<String> {
    let next = |i: usize| format!("define d{i} : {}", step.replace('@', &format!("d{}", i - 1)));
    std::iter::once("define d0 : rate".to_owned()).chain((1..count).map(next)).collect()
}

#[test]
fn definitions_upon_definitions() -> Done {
    for step in ["@ + 1", "@ * 1", "-@"] {
        for count in [60, 10_000] {
            let mut lines = chain(count, step);
            let forwards = one(format!("{SMALL}{}", lines.join("\n")))?;
            lines.reverse();
            let backwards = one(format!("{SMALL}{}", lines.join("\n")))?;
            // The order of statements carries no meaning.
            assert_eq!(forwards.verdicts, backwards.verdicts, "{}{}", forwards.shown(), backwards.shown());
            for seen in [forwards, backwards] {
                let refused = seen.findings.iter().any(|(code, ..)| code.name() == "too-deep");
                assert!(refused || seen.works().is_ok(), "{step}\n{}", seen.shown());
                assert!(seen.findings.len() < 10, "one chain is one mistake, not {}", seen.findings.len());
                assert!(count > 100 || seen.works().is_ok(), "{}", seen.shown());
            }
        }
    }
    Ok(())
}

#[test]
fn definitions_that_double_take_no_time() -> Done {
    for step in ["@ + @", "@ * @", "min @ of members + max @ of members"] {
        let seen = one(format!("{SMALL}{}", chain(100, step).join("\n")))?;
        assert!(seen.verdicts.is_some() || !seen.findings.is_empty(), "{}", seen.shown());
    }
    let seen = one(format!("{SMALL}{}", chain(60, "@ + @").join("\n")))?;
    seen.works()
}

#[test]
fn groups_upon_groups() -> Done {
    let next = |i: usize| format!("group g{i} {{ every state where in group g{} }}", i - 1);
    let mut lines: Vec<String> = std::iter::once("group g0 { A }".to_owned()).chain((1..5_000).map(next)).collect();
    for _ in 0..2 {
        let seen = one(format!("{SMALL}{}", lines.join("\n")))?;
        let refused = seen.findings.iter().any(|(code, ..)| code.name() == "too-deep");
        assert!(refused || seen.works().is_ok(), "{}", seen.shown());
        lines.reverse();
    }
    Ok(())
}

#[test]
fn little_and_nothing() -> Done {
    for text in ["", "\n", "# nothing", "library x", "levels { }", "capacities { }", "state A { }"] {
        let seen = one(text)?;
        assert!(seen.verdicts.is_some() || !seen.findings.is_empty(), "{text}");
    }
    let without_states: String = SMALL.lines().filter(|line| !line.starts_with("state")).collect::<Vec<_>>().join("\n");
    let seen = one(without_states)?;
    assert_eq!(seen.verdicts, Some(0), "{}", seen.shown());
    // A level of groups without any group has no instance; a reader is told.
    let seen = one(SMALL.replace("levels two, world", "levels some"))?;
    assert_eq!(seen.verdicts, Some(0), "{}", seen.shown());
    assert!(!seen.findings.is_empty(), "a principle that is negotiated nowhere is no accident");
    Ok(())
}
