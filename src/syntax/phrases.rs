//! Statements that are nearly right: shares of nothing, two things in one statement, and what a statement looks like.

use super::fixes::Fix;
use super::grammar::Rule;
use super::recover::Failure;
use super::token::{next_token, token_at, token_before};

/// The words that begin statements about one thing.
const OF_ONE: &[&str] = &["favours", "opposes", "accepts", "rejects", "persons", "unit"];

/// A share of which it is not said of what, or only `majority`; and `at least` in front of a number of members.
pub(super) fn shares(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let token = token_at(text, fails.at);
    let next = next_token(text, fails.at + token.len());
    if wants_adoption(fails) && token == "at" && token_at(text, next) == "least" {
        let end = next_token(text, next + "least".len());
        let number = token_at(text, end);
        let message = "`at least` that nothing needs".to_owned();
        let help = format!("write `{number} members`: more are always enough");
        found.push(Fix::whole(fails.at..end, String::new(), message, "not needed", help));
    }
    if !fails.expected.contains(&Rule::kw_of) {
        return;
    }
    let before = text.get(..fails.at).unwrap_or_default().trim_end();
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || "/%. ".contains(c)).len();
    let start = next_token(text, start);
    let share = before.get(start..).unwrap_or_default();
    if !share.contains(['/', '%']) {
        return;
    }
    let end = if token == "majority" { fails.at + token.len() } else { before.len() };
    let message = format!("`{share}` of what?");
    let help = format!("write `{share} of votes` or `{share} of members`");
    found.push(Fix::whole(start..end, format!("{share} of votes "), message, "a share of something", help));
}

/// A `,` or `and` behind the target of evidence: what follows is a statement of its own.
pub(super) fn several(text: &str, fails: &Failure, token: &str, found: &mut Vec<Fix>) {
    let at = fails.at;
    if !matches!(token, "," | "and") {
        return;
    }
    if token == "," && (fails.expected.contains(&Rule::connective) || fails.expected.contains(&Rule::kw_and)) {
        let message = "a `,` that joins nothing".to_owned();
        found.push(Fix::whole(at..at + 1, " and ".to_owned(), message, "not here", "write `and`".to_owned()));
    }
    set_without_braces(text, at, found);
    let mut start = at;
    let word = loop {
        let Some(before) = token_before(text, start) else { return };
        start = before;
        if let Some(word) = OF_ONE.iter().find(|word| **word == token_at(text, start)) {
            break word;
        }
    };
    let end = next_token(text, at + token.len());
    let message = "a statement names one thing".to_owned();
    let help = format!("write a statement for each: `{word} {}`", name_at(text, end));
    found.push(Fix::whole(at..end, format!(" {word} "), message, "here the next begins", help));
}

/// `treaties: a, b`: the values of a set without its braces.
fn set_without_braces(text: &str, at: usize, found: &mut Vec<Fix>) {
    let head = text.get(..at).unwrap_or_default();
    let Some(start) = head.rfind(':').map(|colon| next_token(text, colon + 1)) else { return };
    let is_listed = |c: char| c.is_alphanumeric() || "_, ".contains(c);
    let rest = text.get(start..).unwrap_or_default();
    let values = rest.get(..rest.find(|c| !is_listed(c)).unwrap_or(rest.len())).unwrap_or_default();
    // Behind the last comma stands one value, and then perhaps words of the statement.
    let Some((all, last)) = values.rsplit_once(',') else { return };
    let last = last.trim_start().split(' ').next().unwrap_or_default();
    let end = start + values.len() - values.get(all.len() + 1..).map_or(0, |rest| rest.trim_start().len()) + last.len();
    let written = text.get(start..end).unwrap_or_default();
    if start < at && written.starts_with(char::is_alphabetic) {
        let help = format!("write `{{{written}}}`");
        let message = "several values stand in braces".to_owned();
        found.push(Fix::whole(start..end, format!("{{{written}}}"), message, "a set", help));
    }
}

/// What stands in another order in the language: `rate is known`, a name with a hyphen, members by a bare condition.
pub(super) fn turned(text: &str, fails: &Failure, found: &mut Vec<Fix>) {
    let before = text.get(..fails.at).unwrap_or_default().trim_end();
    for (end, start) in [(" is not known", "not known "), (" is known", "known ")] {
        let Some(left) = before.strip_suffix(end) else { continue };
        let name = left.rfind(|c: char| !c.is_alphanumeric() && !"_.".contains(c)).map_or(0, |at| at + 1);
        let right = format!("{start}{}", left.get(name..).unwrap_or_default());
        let message = "`known` stands in front of what it asks for".to_owned();
        let help = format!("write `{right}`");
        found.push(Fix::further(name..before.len(), right, message, "the other way round", help));
    }
    let token = token_at(text, fails.at);
    let behind = text.get(fails.at + 1..).and_then(|rest| rest.chars().next());
    if token == "-" && before.len() == fails.at && behind.is_some_and(char::is_alphabetic) {
        let start = token_before(text, fails.at).unwrap_or(fails.at);
        let end = fails.at + 1 + name_at(text, fails.at + 1).len();
        let written = text.get(start..end).unwrap_or_default();
        let right = written.replace('-', "_");
        let message = format!("`{written}` is not a name");
        let help = format!("write `{right}`");
        found.push(Fix::whole(start..end, right, message, "names have letters, digits and `_`", help));
    }
    if fails.expected.contains(&Rule::comma) && fails.expected.contains(&Rule::kw_since) {
        // Among the members of a group.
        let start = next_token(text, 0);
        let first = token_at(text, start);
        if matches!(first, "members" | "states") {
            let message = format!("`{first}` that nothing needs");
            let help = "name the states alone: `{ AUT, MDA }`".to_owned();
            found.push(Fix::whole(start..start + first.len(), String::new(), message, "not needed", help));
        }
        let message = "a condition, and not of which states".to_owned();
        let help = "write `every state where` in front of it".to_owned();
        found.push(Fix::whole(start..start, "every state where ".to_owned(), message, "of which states?", help));
    }
}

fn wants_adoption(fails: &Failure) -> bool {
    [Rule::kw_unanimity, Rule::adoption, Rule::adoption_rule].iter().any(|rule| fails.expected.contains(rule))
}

/// The name at an offset, its dots included.
fn name_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.get(..rest.find(|c: char| !c.is_alphanumeric() && !"_.:".contains(c)).unwrap_or(rest.len())).unwrap_or(rest)
}

/// What to write in place of what nobody can guess, where a rule knows.
pub(super) fn example(rule: Rule, text: &str, fails: &Failure) -> Option<&'static str> {
    let before = text.get(..fails.at)?;
    let token = token_at(text, fails.at);
    let wants = |rule| fails.expected.contains(&rule);
    if wants_adoption(fails) {
        return Some(
            "a text is adopted by `consensus`, `unanimity`, `majority`, `2/3 of votes`, `55% of members`, `9 members` \
             or `all but 3 members`",
        );
    }
    if wants(Rule::type_expression) {
        return Some("types are `flag`, `number`, `number UNIT`, `date`, `text`, `one of A, B` and `set of A, B`");
    }
    if wants(Rule::date) {
        return Some("write a day as year, month and day: `2019-01-31`");
    }
    let last = token_before(text, fails.at).map_or("", |at| token_at(text, at));
    match last {
        "majority" if token == "of" => {
            return Some("`majority` is one of the votes cast; of all members write a share: `2/3 of members`");
        }
        "open" | "limited" | "closed" if rule == Rule::one_scope && wants(Rule::kw_at) => {
            return Some("name the levels: `open at LEVEL, LEVEL`");
        }
        "weight" => return Some("a weight is a number above zero in digits, such as `2` or `0.5`"),
        "and" | "or" if token.starts_with(['<', '>', '=']) => {
            return Some("say on each side what is compared: `rate >= 5 and rate <= 6`");
        }
        "and" | "or" | "not" | "where" | "when" | "unless" if wants(Rule::condition) || wants(Rule::comparison) => {
            return Some("a condition is missing, such as `income is high`");
        }
        "member" | "where" if wants(Rule::open_paren) => return Some("the condition on members stands in parentheses"),
        _ => {}
    }
    if rule == Rule::one_snapshot
        && (token == "is" || before.lines().last().is_some_and(|line| line.contains("expect")))
    {
        return Some("a snapshot names what is recorded, not what must come out: leave out `expect` and `is …`");
    }
    if rule == Rule::one_test {
        let start = before.rfind("expect ")?;
        return text.get(start..).and_then(|line| line.lines().next()).map(expectation);
    }
    None
}

/// How a statement reads, by its first word.
pub(super) fn pattern(rule: Rule, text: &str, token: &str, fails: &Failure) -> Option<&'static str> {
    if rule == Rule::one_item && token.starts_with('"') && fails.expected.contains(&Rule::name) {
        return Some("a name stands in front of a title: `NAME \"…\"`");
    }
    let line = text.get(..fails.at)?;
    let mut words = line.rsplit(['\n', '{', '}']).next()?.split_whitespace();
    let found = match words.next().unwrap_or(token) {
        "levels" => "write `levels { NAME of pairs }`, or `of groups` or `of all`",
        "capacities" => "write `capacities { NAME, NAME }`",
        "enum" => "write `enum NAME { VALUE, VALUE }`",
        "persons" => "write `persons NAME \"…\" overlaps NAME`",
        "unit" => "write `unit NAME`, or `unit NAME = 7 NAME`",
        "measure" => "write `measure NAME \"…\" on ISSUE (PARAMETER: number UNIT)`",
        "attribute" => "write `attribute NAME \"…\" : TYPE`",
        "define" => "write `define NAME \"…\" : CONDITION`",
        "group" => "write `group NAME { STATE, STATE }`, or `group NAME { every state where CONDITION }`",
        "use" => "write `use migration`, or `use NAME from \"FILE\"`",
        "party" => "write `party NAME as CAPACITY where CONDITION`",
        "every" => "write `every state as CAPACITY where CONDITION`",
        "favours" | "opposes" | "accepts" | "rejects" => {
            "behind what it is about come `as CAPACITY`, `at LEVEL`, `when CONDITION`, `weight 2`, `since DATE`, in this order"
        }
        "capacity" => "write `capacity NAME, NAME`, or `capacity none`",
        "reservations" => "write `reservations on LABEL`",
        "overrides" => "write `overrides PRINCIPLE on MEASURE`, or without `on` for all measures",
        "precedence" => "write `precedence special, later, higher`: what is tried, the first word first",
        "positions" | "on" => "write `on PRINCIPLE column NAME { \"yes\" accepts, \"no\" rejects }`",
        "key" => "write `key COLUMN`, or `key COLUMN, COLUMN`",
        word if rule == Rule::one_principle && word.ends_with(':') => {
            "write `LABEL: PARTY should MEASURE (PARAMETER: VALUE) at LEVEL when CONDITION`; alternatives stand in brackets: `[shall | should]`"
        }
        _ => return None,
    };
    Some(found)
}

const OUTCOME: &str = "write `expect PRINCIPLE in FORUM is adopted`";

fn expectation(written: &str) -> &'static str {
    let words: Vec<&str> = written.split_whitespace().collect();
    match words.get(1).copied() {
        Some("scope") => "write `expect scope of ISSUE at LEVEL is open`, or `limited` or `closed`",
        Some("count" | "number") => "write `expect count of agree on PRINCIPLE at LEVEL is 12`, or `in FORUM`",
        Some("common") => "write `expect common ground of STATE and STATE on ISSUE at LEVEL is common`",
        Some(_) | None => match words.last().copied() {
            Some("open" | "closed" | "limited") => expectation("expect scope"),
            Some("adopted" | "blocked" | "unsupported") => OUTCOME,
            Some("unknown" | "yes" | "no") => "write `expect ATTRIBUTE for STATE is yes`",
            Some(_) | None if words.contains(&"in") && !words.contains(&"for") => OUTCOME,
            Some(_) | None => "write `expect PRINCIPLE at LEVEL for STATE is agree`",
        },
    }
}

/// Words that stand for every level and are none.
pub(super) fn everywhere(fails: &Failure, token: &str) -> bool {
    fails.expected.contains(&Rule::kw_at) && matches!(token, "everywhere" | "always" | "anywhere" | "nowhere")
}
