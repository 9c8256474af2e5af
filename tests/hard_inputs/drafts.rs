//! Brackets, choices and parties without measure.

use crate::{Done, SMALL, one};

/// The small library with other clauses and parties in its principle.
fn with(clauses: &str) -> String {
    SMALL.replace("duty: sender should readmit (within: 30 days)", clauses)
}

#[test]
fn too_many_choices_are_refused() -> Done {
    let clauses: String = (0..20).map(|i| format!("  c{i}: [ sender should readmit ]\n")).collect();
    one(with(&clauses))?.reports("too-many-choices", "t.comity:9")?;
    let values: Vec<String> = (0..5_000).map(|i| format!("{i} days")).collect();
    let seen = one(with(&format!("duty: sender [shall | should] readmit (within: [{}])", values.join(" | "))))?;
    assert!(seen.findings.iter().any(|(code, ..)| code.name() == "too-many-choices"), "{}", seen.shown());
    Ok(())
}

#[test]
fn as_many_choices_as_are_allowed_are_judged() -> Done {
    let clauses: String = (0..12).map(|i| format!("  c{i}: [ sender should readmit ]\n")).collect();
    let seen = one(with(&clauses))?;
    assert_eq!(seen.verdicts, Some(4), "{}", seen.shown());
    Ok(())
}

#[test]
fn open_values_have_a_limit_too() -> Done {
    let bounds: String = (0..3_000).map(|i| format!("  accepts readmit when within >= {i} days since {}-01-01\n", i + 1)).collect();
    let text = format!("library t {{ as_of 2018-01-01 }}{}state C {{\n{bounds}}}", with("duty: sender should readmit (within: ?)"));
    let seen = one(text)?;
    assert!(seen.verdicts.is_none() && seen.findings.iter().any(|(code, ..)| code.name() == "too-many-choices"), "{}", seen.shown());
    Ok(())
}

#[test]
fn thirty_parties_are_refused() -> Done {
    let parties: String = (0..30).map(|i| format!("  party q{i}\n")).collect();
    let text = SMALL.replace("party sender as origin", &format!("party sender as origin\n{parties}"));
    one(text.replace("levels two, world", "levels world"))?.reports("too-many-parties", "t.comity:9")
}

#[test]
fn many_clauses_are_judged() -> Done {
    let clauses: String = (0..3_000).map(|i| format!("  c{i}: sender should readmit\n")).collect();
    let seen = one(with(&clauses))?;
    assert_eq!(seen.verdicts, Some(4), "{}", seen.shown());
    Ok(())
}

#[test]
fn picks_without_number() -> Done {
    let picks = vec!["should"; 100_000].join(", ");
    let text = with("duty: sender [shall | should] readmit");
    let seen = one(format!("{text}test \"t\" {{ expect p at world for A choosing {picks} is agree }}"))?;
    assert!(seen.verdicts.is_some() || !seen.findings.is_empty());
    assert!(seen.findings.len() < 10, "a repetition is said once, not {} times", seen.findings.len());
    let seen = one(format!("{text}test \"t\" {{ expect p at world for A choosing {} is agree }}", picks.replace("should", "may")))?;
    assert!(seen.verdicts.is_none(), "{}", seen.shown());
    Ok(())
}

#[test]
fn picks_that_no_bracket_offers() -> Done {
    let text = with("duty: sender [shall | should] readmit (within: [30 days | 60 days])");
    for wrong in ["may", "45 days", "without duty", "duty.within 45 days", "duty option 2", "dty should", "30"] {
        let seen = one(format!("{text}test \"t\" {{\n expect p at world for A choosing {wrong} is agree }}"))?;
        seen.reports("unknown-choice", "t.comity:17").map_err(|error| format!("{wrong}: {error}"))?;
    }
    // Two picks that contradict each other leave nothing to judge.
    let seen = one(format!("{text}test \"t\" {{\n expect p at world for A choosing shall, should is agree }}"))?;
    assert!(!seen.findings.is_empty(), "picks that contradict each other are said");
    Ok(())
}
