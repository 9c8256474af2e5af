//! What becomes of a finding of substance: at which level it is shown, or by whom it is allowed.
//!
//! The command line stands over the source, the source over `comity.toml`, and that over the code's own severity; but
//! what is allowed in the source, with a reason, stays allowed when the command line denies it. Errors of form are not
//! touched. Each library is governed by its own manifest; one that is only used raises nothing for those who use it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Allowed, Asked, Code, Diagnostic, Diagnostics, Level};
use crate::source::Span;

/// `allow CODE because "…"`, of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// What is allowed.
    pub code: Code,
    /// Where the code stands.
    pub place: Span,
    /// The whole statement.
    pub statement: Span,
    /// Where it is allowed.
    pub covers: Vec<Span>,
    /// Why.
    pub because: String,
}

/// What a library says about its findings.
#[derive(Debug, Clone, Default)]
pub struct House {
    /// Whether it is the project itself, and not a library that it uses.
    pub own: bool,
    /// Its files, tables and manifest among them.
    pub files: Vec<Span>,
    /// The levels of its manifest.
    pub levels: BTreeMap<Code, Level>,
    /// What it allows in its source.
    pub allowances: Vec<Allowance>,
}

/// What the libraries of a project say about their findings.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// One for each library.
    pub houses: Vec<House>,
}

impl Policy {
    /// Gives every finding of substance its level, and sets apart what is allowed in the source. An `allow` that
    /// suppresses nothing becomes a finding itself, unless it allows one of the `unsought`, which this run did not look
    /// for; `None` when the run stopped before it had found everything.
    pub fn apply(&self, asked: &Asked, unsought: Option<&[Code]>, diagnostics: &mut Diagnostics) {
        let found = std::mem::take(&mut diagnostics.found);
        let mut allowances: BTreeMap<Code, Vec<&Allowance>> = BTreeMap::new();
        // Of those that cover the same the first is used, or the second where the first would cover itself.
        let mut alike: BTreeMap<(Code, &[Span]), usize> = BTreeMap::new();
        for allowance in self.houses.iter().flat_map(|house| &house.allowances) {
            let count = alike.entry((allowance.code, &allowance.covers)).or_default();
            *count += 1;
            if *count <= 2 {
                allowances.entry(allowance.code).or_default().push(allowance);
            }
        }
        let mut applying =
            Applying { policy: self, asked, allowances, used: BTreeSet::new(), shown: Vec::new(), allowed: Vec::new() };
        for finding in found {
            applying.place(finding);
        }
        if let Some(unsought) = unsought {
            // An `allow unused-allow` can itself be of no use, which is known only when all others have been judged.
            applying.unused(|code| code != Code::UnusedAllow && !unsought.contains(&code));
            applying.unused(|code| code == Code::UnusedAllow);
        }
        diagnostics.found = applying.shown;
        diagnostics.allowed.extend(applying.allowed);
    }
}

struct Applying<'p> {
    policy: &'p Policy,
    asked: &'p Asked,
    allowances: BTreeMap<Code, Vec<&'p Allowance>>,
    /// The allowances that suppress something.
    used: BTreeSet<Span>,
    shown: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
}

impl<'p> Applying<'p> {
    fn place(&mut self, mut finding: Diagnostic) {
        let house = finding.span().and_then(|place| self.house(place));
        let (Some(house), Some(place), false) = (house, finding.span(), finding.code.is_form()) else {
            self.shown.push(finding);
            return;
        };
        if let Some(allowance) = self.narrowest(finding.code, place) {
            self.used.insert(allowance.place);
            self.allowed.push(Allowed { finding, because: allowance.because.clone(), place: allowance.statement });
            return;
        }
        if let Some(severity) = self.level(house, &finding).severity() {
            finding.severity = severity;
            self.shown.push(finding);
        }
    }

    fn level(&self, house: &House, finding: &Diagnostic) -> Level {
        let (code, by_itself) = (finding.code, Level::from(finding.severity));
        if self.asked.allow.contains(&code) {
            return Level::Allow;
        }
        let stated = house.levels.get(&code).copied().unwrap_or(by_itself);
        if !house.own {
            return stated.min(by_itself);
        }
        if self.asked.deny.contains(&code) || self.asked.deny_warnings && stated == Level::Warning {
            return Level::Error;
        }
        stated
    }

    /// Reports what is allowed in the project's own source and was not found.
    fn unused(&mut self, wanted: impl Fn(Code) -> bool) {
        let own = self.policy.houses.iter().filter(|house| house.own).flat_map(|house| &house.allowances);
        let unused: Vec<&Allowance> =
            own.filter(|allowance| wanted(allowance.code) && !self.used.contains(&allowance.place)).collect();
        for allowance in unused {
            let message = format!("`{}` is allowed here and not found", allowance.code.name());
            let found = Diagnostic::new(Code::UnusedAllow, allowance.place, message)
                .here("nothing is suppressed")
                .help("take it out, or move it to the place of the finding");
            self.place(found);
        }
    }

    fn house(&self, place: Span) -> Option<&'p House> {
        let within = |file: &Span| file.start <= place.start && place.start <= file.end;
        self.policy.houses.iter().find(|house| house.files.iter().any(within))
    }

    /// The allowance that covers the least around a place: to take it out would make a difference.
    fn narrowest(&self, code: Code, place: Span) -> Option<&'p Allowance> {
        let contains = |range: &Span| range.start <= place.start && place.end <= range.end;
        let width = |one: &Allowance| one.covers.iter().filter(|range| contains(range)).map(|range| range.len()).min();
        let all = self.allowances.get(&code).into_iter().flatten();
        // None covers itself.
        let covering = all.filter(|one| !contains(&one.statement));
        covering.filter_map(|one| Some((width(one)?, *one))).min_by_key(|(width, _)| *width).map(|(_, one)| one)
    }
}
