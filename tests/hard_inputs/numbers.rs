//! Numbers and days at the edge of what can be kept.

use crate::{Done, SMALL, one};

#[test]
fn many_digits() -> Done {
    let forty = "1234567890".repeat(4);
    one(format!("{SMALL}state C {{ rate: {forty} }}"))?.works()?;
    one(format!("{SMALL}state C {{ rate: 0.{} }}", "1".repeat(39)))?.works()?;
    one(format!("{SMALL}state C {{ rate: {} }}", "7".repeat(70)))?.reports("invalid-number", "t.comity:16")?;
    one(format!("{SMALL}state C {{ rate: {} }}", "7".repeat(1_000_000)))?.reports("invalid-number", "t.comity:16")?;
    for wrong in ["1e30", "1.2.3", "0x10", "1,5", ".5", "5.", "+5", "5%%", "٣", "∞", "1_"] {
        let seen = one(format!("{SMALL}state C {{ rate: {wrong} }}"))?;
        assert!(seen.verdicts.is_none(), "{wrong} is no number");
    }
    Ok(())
}

#[test]
fn days_that_do_not_exist() -> Done {
    for wrong in ["2018-02-30", "2019-02-29", "2018-13-01", "2018-00-10", "18-1-1", "99999-01-01", "2018-1-1"] {
        let seen = one(format!("{SMALL}state C {{ rate: 1 since {wrong} }}"))?;
        seen.reports("invalid-date", "t.comity:16").map_err(|error| format!("{wrong}\n{error}"))?;
    }
    one(format!("library t {{ as_of 2020-02-29 }}{SMALL}state C {{ rate: 1 since 0001-01-01 until 9999-12-31 }}"))?
        .works()?;
    one("library t { as_of 2018-02-30 }")?.reports("invalid-date", "t.comity:1")?;
    one(format!("library t {{ as_of 2018-02-03 }}{SMALL}state C {{ rate: 1 since 2018-05-01 until 2018-04-01 }}"))?
        .reports("empty-period", "t.comity:16")
}

#[test]
fn products_that_are_too_large_are_unknown_and_said() -> Done {
    let square = |i: usize| format!("define s{} : s{i} * s{i}\n", i + 1);
    let squares: String = (0..40).map(square).collect();
    let text = format!(
        "{SMALL}define s0 : rate * 1234567\n{squares}interest i {{ every state where s40 > 0  favours return }}"
    );
    one(text)?.reports("not-a-number", "t.comity:31").or_else(|_| -> Done {
        // The line at which it happens depends on the limit; that it is said does not.
        let square = |i: usize| format!("define s{} : s{i} * s{i}\n", i + 1);
        let squares: String = (0..40).map(square).collect();
        let seen = one(format!("{SMALL}define s0 : rate * 1234567\n{squares}"))?;
        assert!(seen.findings.iter().any(|(code, ..)| code.name() == "not-a-number"), "{}", seen.shown());
        assert!(seen.verdicts.is_some());
        Ok(())
    })?;
    let seen = one(format!("{SMALL}interest i {{ every state where rate / 0 > 1  favours return }}"))?;
    assert!(seen.findings.iter().any(|(code, ..)| code.name() == "not-a-number"), "{}", seen.shown());
    let seen = one(format!("{SMALL}interest i {{ every state where 1 / (rate - 1) > 1  favours return }}"))?;
    assert!(seen.findings.iter().any(|(code, ..)| code.name() == "not-a-number"), "{}", seen.shown());
    Ok(())
}

#[test]
fn weights() -> Done {
    let big = format!("1{}", "0".repeat(30));
    for wrong in ["0", "0.0", "-1", "1e30", &big, "0.0000001", "high", "0.123456789"] {
        let seen = one(format!("{SMALL}state C {{ favours return weight {wrong} }}"))?;
        assert!(seen.verdicts.is_none(), "a weight of {wrong}: {}", seen.shown());
        assert!(seen.findings.iter().any(|(_, at, _)| at == "t.comity:16"), "{}", seen.shown());
    }
    for right in ["1", "0.5", "1_000", "33%", "0.000001", "1000000"] {
        one(format!("{SMALL}state C {{ favours return weight {right} }}"))?
            .works()
            .map_err(|error| format!("{right}: {error}"))?;
    }
    Ok(())
}
