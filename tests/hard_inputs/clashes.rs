//! Clauses that have much to do with each other: what there is to find is found in little time, or it is said that the
//! search was not finished.

use crate::{Done, Seen, one};

const VOCABULARY: &str =
    "levels { global of all }\nissue entry\nunit days\nattribute a : number\nattribute rich : flag\n";

fn library(measures: &str, clauses: impl IntoIterator<Item = String>) -> String {
    let principle =
        |(place, clause)| format!("principle p{place} {{ issue entry  levels global\n  c: states {clause}\n}}");
    let principles: Vec<String> = clauses.into_iter().enumerate().map(principle).collect();
    format!("{VOCABULARY}{measures}\n{}\n", principles.join("\n"))
}

/// How many findings have a code.
fn count(seen: &Seen, code: &str) -> usize {
    seen.findings.iter().filter(|(found, ..)| found.name() == code).count()
}

#[test]
fn a_hundred_clauses_of_which_neighbours_meet() -> Done {
    let clauses = (0..100).map(|at| {
        let modality = if at % 2 == 0 { "shall not" } else { "shall" };
        format!("{modality} admit when a between {at} and {}", at + 1)
    });
    let seen = one(library("measure admit on entry", clauses))?;
    assert_eq!(count(&seen, "strict-clash"), 99);
    Ok(())
}

#[test]
fn twelve_that_only_together_cannot_be_kept() -> Done {
    let months: Vec<String> = (1..12).map(|month| format!("m{month}")).collect();
    let measure =
        format!("enum months {{ {} }}\nmeasure admit on entry (month: exactly one of months)", months.join(", "));
    let never = months.iter().map(|month| format!("shall not admit (month: {month}) when a > 1"));
    let all: Vec<String> = never.chain(["shall admit".to_owned()]).collect();
    let seen = one(library(&measure, all.clone()))?;
    assert_eq!(count(&seen, "strict-clash"), 1);
    let seen = one(library(&measure, all.into_iter().skip(1)))?;
    assert_eq!(count(&seen, "strict-clash"), 0);

    let parts: Vec<String> = (0..11).map(|part| format!("part{part}: 1")).collect();
    let measure = format!("measure admit on entry ({})", parts.join(", ").replace(": 1", ": exactly number"));
    let shall = parts.iter().map(|part| format!("shall admit ({part})"));
    let seen = one(library(&measure, shall.chain([format!("shall not admit ({})", parts.join(", "))])))?;
    assert_eq!(count(&seen, "strict-clash"), 1);
    Ok(())
}

#[test]
fn a_search_that_is_given_up_is_no_answer() -> Done {
    let parts: Vec<String> = (0..11).map(|part| format!("part{part}: 5")).collect();
    let measure = format!("measure admit on entry ({})", parts.join(", ").replace(": 5", ": at most number"));
    let shall = (0..11).flat_map(|part| (1..4).map(move |most| format!("shall admit (part{part}: {most})")));
    let seen = one(library(&measure, shall.chain([format!("shall not admit ({})", parts.join(", "))])))?;
    assert_eq!(count(&seen, "clash-undecided"), 1);
    Ok(())
}

#[test]
fn measures_that_include_each_other_in_a_long_row_and_in_a_circle() -> Done {
    let row: Vec<String> = (0..200).map(|at| format!("measure m{at} on entry entails m{}", at + 1)).collect();
    let row = row.join("\n");
    let seen =
        one(library(&format!("{row}\nmeasure m200 on entry"), ["shall m0", "shall not m200"].map(str::to_owned)))?;
    assert_eq!(count(&seen, "strict-clash"), 1);

    // What includes something that leaves it out can be done by nobody, whatever else is said.
    let circle = "measure x on entry entails y\nmeasure y on entry excludes x\nmeasure u on entry entails v\nmeasure v on entry entails u";
    let clauses = ["shall x", "may x", "shall y", "shall u", "shall not v"].map(str::to_owned);
    let seen = one(library(circle, clauses))?;
    assert_eq!(count(&seen, "strict-clash"), 2);
    assert_eq!(count(&seen, "permissive-clash"), 0);
    Ok(())
}

#[test]
fn long_numbers_and_deep_brackets() -> Done {
    let large = "9".repeat(30);
    let clauses = |small: &str| {
        [
            format!("shall admit when a > {large} or a < {small} and a > 0"),
            format!("shall not admit when a < {large} and {}rich{}", "(".repeat(100), ")".repeat(100)),
            format!("shall not admit when a is {large} or a is {small} and rich"),
        ]
    };
    let seen = one(library("measure admit on entry", clauses("0.00000000001")))?;
    assert_eq!(count(&seen, "strict-clash"), 1);
    assert!(seen.findings.iter().any(|(.., text)| text.contains("a: 0.000000000005")));
    // Of a fact with more than twelve decimals no witness can be written.
    let seen = one(library("measure admit on entry", clauses(&format!("0.{}1", "0".repeat(50)))))?;
    assert_eq!((count(&seen, "strict-clash"), count(&seen, "clash-undecided")), (0, 1));
    Ok(())
}
