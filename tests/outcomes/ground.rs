//! Common ground of two states, against every completion of their verdicts.

use std::collections::BTreeSet;

use comity::judge::{Plan, Row, Session, Verdict};
use comity::model::{LevelId, StateId};
use comity::negotiate::common::{Asked, Class, Range, Standing, Tally, grounds};

use crate::draw::Draw;
use crate::{Checked, read, same, text};

/// What one completion comes to, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Counts {
    interests: u32,
    aversions: u32,
    mixed: u32,
    opposed: u32,
}

impl Counts {
    /// With one principle more, in one instance.
    fn with(mut self, one: Verdict, other: Verdict) -> Self {
        let pro = |verdict| matches!(verdict, Verdict::Agree | Verdict::Reserve);
        let contra = |verdict| verdict == Verdict::Conflict;
        let divided = |verdict| verdict == Verdict::Divided;
        let something = |verdict| pro(verdict) || contra(verdict) || divided(verdict);
        if pro(one) && pro(other) {
            self.interests += 1;
        } else if contra(one) && contra(other) {
            self.aversions += 1;
        } else if pro(one) && contra(other) || contra(one) && pro(other) {
            self.opposed += 1;
        } else if (divided(one) || divided(other)) && something(one) && something(other) {
            self.mixed += 1;
        }
        self
    }

    fn class(self) -> &'static str {
        match (self.interests + self.aversions + self.mixed > 0, self.opposed + self.mixed > 0) {
            (true, false) => "common",
            (false, true) => "diverging",
            (true, true) => "overlapping",
            (false, false) => "unrelated",
        }
    }
}

/// From the least to the most that completions come to.
fn range(all: &BTreeSet<Counts>, of: impl Fn(&Counts) -> u32) -> Range {
    Range { least: all.iter().map(&of).min().unwrap_or(0), most: all.iter().map(&of).max().unwrap_or(0) }
}

/// Principles at all levels, and two to four states.
fn library(seed: u64) -> String {
    let mut draw = Draw::new(seed);
    let mut items = text::vocabulary("bilateral of pairs  regional of groups  global of all");
    let principles = ["p0", "p1", "p2"].get(..draw.between(1, 3)).unwrap_or_default();
    for name in principles {
        let levels = draw.some(&["bilateral", "regional", "global"]).join(", ");
        let draft = draw.chance(30);
        items.push(text::principle(&mut draw, name, &levels, draft));
    }
    let states = ["AAA", "BBB", "CCC", "DDD"].get(..draw.between(2, 4)).unwrap_or_default().to_vec();
    items.extend(states.iter().map(|name| text::state(&mut draw, name, None, principles)));
    for group in ["club", "ring"] {
        items.push(format!("group {group} at regional {{ {} }}", draw.some(&states).join(", ")));
    }
    items.join("\n")
}

/// Every completion for two states at a level, over all principles and instances.
fn completions(plan: &Plan<'_>, level: LevelId, [first, second]: [StateId; 2]) -> BTreeSet<Counts> {
    let mut all = BTreeSet::from([Counts::default()]);
    let principles = plan.library().principles.iter().filter(|(_, principle)| principle.levels.contains(&level));
    for (principle, _) in principles {
        let rows = Session::new(plan, principle, level, &[]).rows(|_| true);
        for row in rows.iter().filter(|row| row.state == first) {
            let other = rows.iter().find(|other| other.state == second && other.instance == row.instance);
            let Some(other) = other else { continue };
            let mut next = BTreeSet::new();
            // Brackets are cleared in one way for both.
            for choice in 0..row.by_choice.len().max(other.by_choice.len()).max(1) {
                let cleared = |row: &Row| row.by_choice.get(choice).copied().unwrap_or(row.possible);
                for counts in &all {
                    for one in cleared(row).iter() {
                        next.extend(cleared(other).iter().map(|other| counts.with(one, other)));
                    }
                }
            }
            all = next;
        }
    }
    all
}

fn check_pair(found: &Tally, all: &BTreeSet<Counts>) -> Checked {
    same("interests", &found.interests, &range(all, |counts| counts.interests))?;
    same("aversions", &found.aversions, &range(all, |counts| counts.aversions))?;
    same("mixed", &found.mixed, &range(all, |counts| counts.mixed))?;
    same("shared", &found.shared, &range(all, |counts| counts.interests + counts.aversions + counts.mixed))?;
    same("opposed", &found.opposed, &range(all, |counts| counts.opposed + counts.mixed))?;
    let classes: BTreeSet<&str> = all.iter().map(|counts| counts.class()).collect();
    same("classes", &found.classes().map(Class::name).collect(), &classes)?;
    let only = classes.iter().next().copied().filter(|_| classes.len() == 1);
    same("class", &found.class().map(Class::name), &only)
}

fn check(seed: u64) -> Checked {
    let text = library(seed);
    let told = |found: String| format!("seed {seed}: {found}\n{text}");
    let reading = read(&text).map_err(told)?;
    let library = &reading.library;
    let plan = Plan::new(library, library.as_of);
    for level in library.levels.ids() {
        let asked = Asked { levels: BTreeSet::from([level]), ..Asked::default() };
        for ground in grounds(&plan, &asked) {
            for (one, other) in ground.pairs() {
                let (Some(&first), Some(&second)) = (ground.states.get(one), ground.states.get(other)) else {
                    continue;
                };
                let all = completions(&plan, level, [first, second]);
                for pair in ground.pair(one, other) {
                    let names = [first, second].map(|state| library.states[state].named.name.as_str());
                    let at = &library.levels[level].named.name;
                    check_pair(&pair.tally, &all).map_err(|found| told(format!("{names:?} at {at}: {found}")))?;
                }
            }
        }
    }
    Ok(())
}

#[test]
fn common_ground_is_what_completions_make_it() {
    let found = (0..150).map(check).find_map(Result::err).unwrap_or_default();
    assert!(found.is_empty(), "{found}");
}

#[test]
fn brackets_are_cleared_in_one_way_for_all() -> Result<(), String> {
    // Whatever becomes of the brackets, the two are on different sides.
    let text = "levels { global of all }  issue trade  measure lift on trade
        principle twist { issue trade  levels global  duty: states [shall | shall not] lift }
        state CCC { favours lift }  state DDD { opposes lift }";
    let reading = read(text)?;
    let found = grounds(&Plan::new(&reading.library, None), &Asked::default());
    let ground = found.first().ok_or("there is no ground")?;
    let classes: Vec<_> = ground.pair(0, 1).iter().map(|pair| pair.tally.class().map(Class::name)).collect();
    assert_eq!(classes, [Some("diverging"), Some("diverging")]);
    let standings: Vec<_> = ground.divisions.iter().map(|one| one.standing().map(Standing::name)).collect();
    assert_eq!(standings, [Some("split")]);
    Ok(())
}
