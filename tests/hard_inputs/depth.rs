//! Nesting and chains: the stack holds, and what is too deep is said.

use crate::{Done, SMALL, one};

const N: usize = 100_000;

/// For what takes time in proportion: enough to show that it is not more than that.
const CHAIN: usize = 20_000;

/// That a condition behind the small library is read, or refused for being too deep.
fn deep(condition: &str) -> Done {
    let seen = one(format!("{SMALL}define x : {condition}\n"))?;
    seen.reports("too-deep", "t.comity:16")
}

#[test]
fn brackets_within_brackets() -> Done {
    deep(&format!("{}1{}", "(".repeat(N), ")".repeat(N)))?;
    deep(&format!("{}yes{}", "not (".repeat(N), ")".repeat(N)))?;
    deep(&format!("{}yes{}", "every member (".repeat(N), ")".repeat(N)))?;
    for open in ["(", "[", "{", "not (", "known (", "issue a {", "state A {", "[ (", "{ [", "\"", "\\", "principle p { a: ["] {
        let seen = one(open.repeat(N))?;
        assert!(!seen.findings.is_empty(), "{open}");
    }
    for close in [")", "]", "}", "*/"] {
        assert!(!one(close.repeat(N))?.findings.is_empty(), "{close}");
    }
    Ok(())
}

#[test]
fn long_chains_of_connectives_work() -> Done {
    one(format!("{SMALL}define x : rate > 0{}", " and rate > 0".repeat(N)))?.works()?;
    one(format!("{SMALL}define x : rate > 0{}", " or rate > 1".repeat(CHAIN)))?.works()?;
    one(format!("{SMALL}define x : {} rate > 0", "not not ".repeat(20)))?.works()?;
    deep(&format!("{} rate > 0", "not not ".repeat(CHAIN)))
}

#[test]
fn long_chains_of_signs_work_or_are_refused() -> Done {
    for chain in [" - 1", " * 2", " / 3", " + rate"] {
        let seen = one(format!("{SMALL}define x : rate{} > 0", chain.repeat(CHAIN)))?;
        assert!(seen.verdicts.is_some() || seen.reports("too-deep", "t.comity:16").is_ok(), "{chain}\n{}", seen.shown());
    }
    let seen = one(format!("{SMALL}define x : {}rate > 0", "- ".repeat(CHAIN)))?;
    assert!(seen.verdicts.is_some() || seen.reports("too-deep", "t.comity:16").is_ok(), "{}", seen.shown());
    Ok(())
}

#[test]
fn issues_within_issues() -> Done {
    let seen = one(format!("{}{}", "issue a {".repeat(N), "}".repeat(N)))?;
    seen.reports("too-deep", "t.comity:1")?;
    let seen = one(format!("{}{}", "issue a {\n".repeat(N), "}".repeat(N)))?;
    assert!(seen.findings.iter().any(|(code, ..)| code.name() == "too-deep"), "{}", seen.shown());
    // A name grows with every issue around it; a tree that people can read is small.
    one(format!("{}{}", "issue a {".repeat(60), "}".repeat(60)))?.works()
}

#[test]
fn long_lists_work() -> Done {
    let states: String = (0..10_000).map(|i| format!("state S{i} {{ }}\n")).collect();
    let members: String = (0..10_000).map(|i| format!("S{i}, ")).collect();
    one(format!("{states}group g {{ {members} }}"))?.works()?;
    let values: Vec<String> = (0..10_000).map(|i| format!("v{i}")).collect();
    one(format!("attribute a : one of {}", values.join(", ")))?.works()?;
    // More values than can be told apart are refused.
    let values: Vec<String> = (0..70_000).map(|i| format!("v{i}")).collect();
    let seen = one(format!("attribute a : one of {}\nstate A {{ a: v69999 }}", values.join(", ")))?;
    assert!(seen.verdicts.is_none() || seen.works().is_ok(), "{}", seen.shown());
    assert!(seen.verdicts.is_none(), "the last value must not be lost in silence");
    Ok(())
}
