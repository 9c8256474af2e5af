//! Rules of adoption as the language writes them.

use super::spaced;
use crate::model::Adoption;
use crate::source::Sources;

/// A whole rule, with parentheses where `and` and `or` meet.
pub fn rule(rule: &Adoption, sources: &Sources) -> String {
    let joined = |all: &[Adoption], word: &str| {
        let inner = |one: &Adoption| match one {
            Adoption::And(_) | Adoption::Or(_) => format!("({})", self::rule(one, sources)),
            Adoption::Consensus
            | Adoption::Unanimity
            | Adoption::Majority
            | Adoption::Share(..)
            | Adoption::Quota(..)
            | Adoption::Count(..)
            | Adoption::AllBut(..) => leaf(one, sources),
        };
        all.iter().map(inner).collect::<Vec<_>>().join(word)
    };
    match rule {
        Adoption::And(all) => joined(all, " and "),
        Adoption::Or(all) => joined(all, " or "),
        Adoption::Consensus
        | Adoption::Unanimity
        | Adoption::Majority
        | Adoption::Share(..)
        | Adoption::Quota(..)
        | Adoption::Count(..)
        | Adoption::AllBut(..) => leaf(rule, sources),
    }
}

/// A part of a rule: a share or a number as it is written in the library.
pub fn leaf(rule: &Adoption, sources: &Sources) -> String {
    match rule {
        Adoption::Consensus => "consensus".to_owned(),
        Adoption::Unanimity => "unanimity".to_owned(),
        Adoption::Majority => "majority".to_owned(),
        Adoption::Share(_, _, span)
        | Adoption::Quota(_, _, span)
        | Adoption::Count(_, span)
        | Adoption::AllBut(_, span) => spaced::share(sources.text(*span)),
        Adoption::And(_) | Adoption::Or(_) => self::rule(rule, sources),
    }
}
