//! Games whose numbers stand in the literature, each written as a library beside this file.

#![expect(clippy::disallowed_methods, reason = "tests read their own libraries")]

use std::error::Error;
use std::fmt::Write;
use std::fs;

use comity::judge::Plan;
use comity::negotiate::{Assembly, Unmeasured, game, power};
use comity::report::power::{Sheet, sheet};
use comity::source::MemoryFiles;

type Done = Result<(), Box<dyn Error>>;

/// Works out the power in a forum of a text, or says why it cannot be.
fn worked_out<T>(
    text: &[u8],
    forum: &str,
    shown: impl Fn(Result<Sheet, Unmeasured>) -> T,
) -> Result<T, Box<dyn Error>> {
    let reading = comity::read("power.comity", &MemoryFiles::default().with("power.comity", text));
    assert!(!reading.diagnostics.has_form_errors(), "{:?}", reading.diagnostics);
    let library = &reading.library;
    let (id, _) = library.forums.iter().find(|(_, one)| one.named.name == forum).ok_or("no such forum")?;
    let plan = Plan::new(library, library.as_of);
    let assembly = Assembly::new(&plan, id);
    let coalitions = game(&assembly).map(|game| game.minimal_winning(2)).unwrap_or_default();
    Ok(shown(power(&assembly, &|_, _| {}).map(|power| sheet(&plan, &assembly, &power, Some(&coalitions)))))
}

/// What is said of a forum in one of the libraries: the rule on the first line, then the Shapley-Shubik and Banzhaf
/// indices of the members, those with equal power on one line.
fn said(file: &str, forum: &str) -> Result<String, Box<dyn Error>> {
    let text = fs::read(format!("tests/power/{file}.comity"))?;
    worked_out(&text, forum, |sheet| {
        let sheet = sheet.map_err(|why| format!("{why:?}"))?;
        let (winning, minimal) = (&sheet.winning, &sheet.minimal_winning);
        let mut lines = vec![format!("{winning} of {} win, {minimal} minimal", sheet.coalitions)];
        for rows in sheet.members.chunk_by(|one, other| one.shapley_shubik == other.shapley_shubik) {
            let names: Vec<&str> = rows.iter().map(|row| row.state.as_str()).collect();
            let row = rows.first().ok_or("no row")?;
            let written = |figure: &Option<comity::report::power::Figure>| {
                figure.as_ref().map_or_else(String::new, comity::report::power::Figure::fraction)
            };
            lines.push(format!("{} {} {}", names.join(" "), written(&row.shapley_shubik), written(&row.banzhaf)));
        }
        Ok(lines.join("\n"))
    })?
}

/// Brams and Affuso (1976), and many after them: Luxembourg had a vote and no power.
#[test]
fn the_council_of_the_six() -> Done {
    let expected = "14 of 64 win, 4 minimal\nDEU FRA ITA 7/30 5/21\nBEL NLD 3/20 1/7\nLUX 0 0";
    assert_eq!(said("eec", "council")?, expected);
    Ok(())
}

#[test]
fn the_security_council() -> Done {
    let expected = "848 of 32768 win, 210 minimal\nCHN FRA GBR RUS USA 421/2145 106/635\n\
        BRA COL ETH GAB IND IRL JPN KEN MEX NOR 4/2145 21/1270";
    assert_eq!(said("security_council", "council")?, expected);
    Ok(())
}

#[test]
fn the_council_of_the_fifteen() -> Done {
    let expected = "2549 of 32768 win, 829 minimal\nDEU FRA GBR ITA 7/60 1849/16565\nESP 860/9009 1531/16565\n\
        BEL GRC NLD PRT 19883/360360 973/16565\nAUT SWE 743/16380 793/16565\nDNK FIN IRL 1588/45045 119/3313\n\
        LUX 932/45045 75/3313";
    assert_eq!(said("union_of_fifteen", "council")?, expected);
    Ok(())
}

/// Banzhaf (1965): three of six supervisors could never make a difference.
#[test]
fn nassau_county() -> Done {
    let expected = "32 of 64 win, 3 minimal\nHEMPSTEAD_1 HEMPSTEAD_2 NORTH_HEMPSTEAD 1/3 1/3\n\
        GLEN_COVE LONG_BEACH OYSTER_BAY 0 0";
    assert_eq!(said("nassau", "board")?, expected);
    assert_eq!(said("nassau", "firm")?, "3 of 8 win, 2 minimal\nA 2/3 3/5\nB C 1/6 1/5");
    Ok(())
}

/// A forum of `a`, `b` and `c` with some votes, and one of the rules of the language.
fn three(facts: [&str; 3], rest: &str) -> String {
    let [a, b, c] = facts;
    format!(
        "library three levels {{ regional of groups }} attribute votes_held : number\n\
         state A {{ {a} }} state B {{ {b} }} state C {{ {c} }} state D {{ capacity none }}\n\
         forum f {{ level regional {rest} }}"
    )
}

const ONE_EACH: [&str; 3] = ["votes_held: 1", "votes_held: 1", "votes_held: 1"];

/// What every rule of adoption comes to when nobody abstains, in winning coalitions of three.
#[test]
fn every_rule_of_adoption() -> Done {
    for (rule, winning) in [
        ("consensus", "1"),
        ("unanimity", "1"),
        ("majority", "4"),
        ("1/3 of votes", "7"),
        ("50% of members", "4"),
        ("2/3 of votes_held", "4"),
        ("2 of votes_held", "4"),
        ("4 of votes_held", "0"),
        ("3 members", "1"),
        ("all but 1 members", "4"),
        ("all but 9 members", "7"),
        ("majority veto A", "3"),
        ("majority veto A, D", "3"),
        ("(majority and 1/3 of votes) or all but 2 members", "7"),
    ] {
        let text = three(ONE_EACH, &format!("members A, B, C adopts by {rule}"));
        let found = worked_out(text.as_bytes(), "f", |sheet| sheet.map(|sheet| sheet.winning))?;
        assert_eq!(found.as_deref(), Ok(winning), "{rule}");
    }
    Ok(())
}

#[test]
fn what_is_not_known_is_not_guessed() -> Done {
    let why = |facts, rest| worked_out(three(facts, rest).as_bytes(), "f", Result::err);
    let by_votes = "members A, B, C adopts by 2 of votes_held";
    let unknown = why(["votes_held: 1", "capacity none", "votes_held: 1"], by_votes)?;
    assert!(matches!(unknown, Some(Unmeasured::Unknown(_, states)) if states.len() == 1));
    let negative = why(["votes_held: 1", "votes_held: -1", "votes_held: 1"], by_votes)?;
    assert!(matches!(negative, Some(Unmeasured::Negative(_, states)) if states.len() == 1));
    let long =
        why(["votes_held: 0.0000000000000000000000000000000000000001", "votes_held: 1", "votes_held: 1"], by_votes)?;
    assert!(matches!(long, Some(Unmeasured::Digits(_))), "{long:?}");
    Ok(())
}

/// Two hundred members with weights that have nothing in common are too much, and that is said at once.
#[test]
fn what_cannot_be_counted_is_said() -> Done {
    let mut text = "library many levels { global of all } attribute votes_held : number\n".to_owned();
    for member in 0_u64..200 {
        let votes = (member * 7_919_777_777 + 104_729) % 1_000_000_007;
        writeln!(text, "state S{member} {{ votes_held: {votes} }}")?;
    }
    text.push_str("forum f { level global adopts by 50% of votes_held }");
    let found = worked_out(text.as_bytes(), "f", Result::err)?;
    assert!(matches!(found, Some(Unmeasured::Hard(_))), "{found:?}");
    Ok(())
}
