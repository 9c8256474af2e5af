//! A large text is laid out in a time that grows no faster than it.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::{Done, holds, laid_out};

/// More than it takes, on a machine that does much else, and much less than what is quadratic would.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 40 } else { 5 });

/// Thousands of principles and tests, all of them written badly.
fn library(principles: usize) -> String {
    let mut text = String::from("levels { all of all }\nissue a\nmeasure m on a (within: at most number days)\n");
    for index in 0..principles {
        let _ = writeln!(
            text,
            "principle p{index} \"Principle {index}\" {{ issue a levels all party x as origin where (rate >= 5% and income is high) or known mark
             c: x [shall|should] m (within:[30 days|60 days]) at all when rate > {index} text \"Each does what it must.\" # why\n\
             d: x may m source \"Somewhere\" reservations on d }}"
        );
        if index % 2 == 0 {
            let _ = writeln!(
                text,
                "test \"{index}\" {{ expect p{index} at all for AUT choosing should, 60 days is agree expect count of agree on p{index} at all is 0 }}"
            );
        }
    }
    text
}

#[test]
fn two_thousand_principles() -> Done {
    let count = if cfg!(debug_assertions) { 200 } else { 2_000 };
    holds("large.comity", &library(count))?;
    let text = library(count);
    let start = Instant::now();
    laid_out("large.comity", &text).map_err(|why| format!("{why:?}"))?;
    let spent = start.elapsed();
    assert!(spent < SOON, "{spent:?}");
    Ok(())
}

/// What is on one line, is nested deeply, or has nothing but comments, costs no more.
#[test]
fn long_lists_long_lines_and_deep_brackets() -> Done {
    let many = if cfg!(debug_assertions) { 4_000 } else { 200_000 };
    let names: Vec<String> = (0..many).map(|index| format!("S{index}")).collect();
    let texts = [
        format!("group g {{ {} }}", names.join(", ")),
        format!("define d : {}", names.join(" and ")),
        format!("define d : {}", names.join(" + ")),
        format!("define d : {}yes{}", "(".repeat(100), ")".repeat(100)),
        format!("define d : {}", vec!["(".repeat(100) + "a" + &")".repeat(100); many / 200].join(" or ")),
        format!("{}{}", "issue a {\n".repeat(100), "}\n".repeat(100)),
        "# nothing\n\n".repeat(many),
        format!("state A {{ {} }}", "rate: 5 # five\n".repeat(many / 4)),
        format!("issue a note \"{}\"", "a\n ".repeat(many)),
    ];
    for text in texts {
        let start = Instant::now();
        laid_out("large.comity", &text).map_err(|why| format!("{why:?}: {}", text.get(..40).unwrap_or_default()))?;
        let spent = start.elapsed();
        assert!(spent < SOON, "{spent:?}: {}", text.get(..40).unwrap_or_default());
    }
    Ok(())
}
