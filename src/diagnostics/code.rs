//! The stable names of findings.

use super::Severity;

/// One line for each code: variant, name, severity, whether it is of form, one line of what it says.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $kind:ident $summary:literal)*) => {
        /// What kind of finding it is. The names are stable: scripts and `allow` may rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the list of explanations.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it says, in one line.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// Whether it is about form (which stops evaluation when it is an error) and not about substance.
            pub fn is_form(self) -> bool {
                match self { $(Self::$variant => codes!(@$kind),)* }
            }

            /// The page that `comity explain` prints.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $name, ".md")),)* }
            }
        }
    };
    (@form) => { true };
    (@substance) => { false };
}

codes! {
    UnreadableFile "unreadable-file" Error form "a file that is named cannot be read"
    InvalidUtf8 "invalid-utf8" Error form "a file has bytes that are not UTF-8 text"
    Manifest "manifest" Error form "the project's comity.toml is not as it should be"
    Syntax "syntax" Error form "a statement is not written as the language wants it"
    UnclosedBlock "unclosed-block" Error form "the brace that closes a block is missing"
    UnclosedString "unclosed-string" Error form "the quote that closes a text is missing"
    MisplacedQualifier "misplaced-qualifier" Error form "the parts behind a statement stand in another order, or twice"
    ChainedComparison "chained-comparison" Error form "three things are compared at once"
    WrongWord "wrong-word" Error form "a word or sign of another language stands where this one has its own"
    ReservedWord "reserved-word" Error form "a word of the language is used as a name"
    TooDeep "too-deep" Error form "brackets or definitions are nested too deeply"
    InvalidDate "invalid-date" Error form "a date does not exist or is not written as year-month-day"
    InvalidNumber "invalid-number" Error form "a number cannot be kept exactly or makes no sense here"
    UnknownName "unknown-name" Error form "a name is used that nothing declares"
    WrongKind "wrong-kind" Error form "a name stands for another kind of thing than is wanted"
    AmbiguousName "ambiguous-name" Error form "a name has two meanings and must be qualified"
    DuplicateName "duplicate-name" Error form "something is declared, listed or stated twice"
    MissingPart "missing-part" Error form "a statement lacks a part that it needs"
    Misplaced "misplaced" Error form "a qualifier stands where it has no meaning"
    MeaninglessHere "meaningless-here" Error form "a condition asks for a level or members where there are none"
    TypeMismatch "type-mismatch" Error form "a value is not of the type that is needed"
    UnitMismatch "unit-mismatch" Error form "numbers of different units are compared, added or assigned"
    InvalidValue "invalid-value" Error form "a word is not one of the values of its attribute"
    PairAttribute "pair-attribute" Error form "an attribute of one state is used for two, or the other way round"
    PairOnly "pair-only" Error form "a condition compares two states where there is only one"
    Cycle "cycle" Error form "something is defined by itself"
    LibraryCycle "library-cycle" Error form "libraries use each other in a circle"
    LevelArity "level-arity" Error form "a level is used for another kind of negotiation than it is of"
    WrongTarget "wrong-target" Error form "an interest or a position is in something that it cannot be in"
    TooManyParties "too-many-parties" Error form "a principle has more parties than can be judged"
    TooManyChoices "too-many-choices" Error form "the brackets of a draft can be cleared in too many ways"
    UnknownChoice "unknown-choice" Error form "no bracket offers the alternative that is chosen"
    EmptyPeriod "empty-period" Warning substance "a time ends before it begins"
    FactTwice "fact-twice" Error form "an attribute has two values from the same day on"
    DateMissing "date-missing" Error form "statements have dates, and nothing says which day it is"
    NoSuchInstance "no-such-instance" Error form "an expectation does not say which negotiation it is about"
    TableRow "table-row" Error form "a row of a table is too short or too long"
    TableColumn "table-column" Error form "a table has no such column, or has it twice"
    TableCell "table-cell" Error form "a cell of a table cannot be read"
    TableKey "table-key" Error form "two rows of a table have the same key"
    NoRows "no-rows" Warning substance "the filter of a table lets no row through"
    NeverNegotiated "never-negotiated" Warning substance "a clause is limited to a level at which its principle is not negotiated"
    ScopeClosed "scope-closed" Warning substance "a principle is negotiated at a level where its issue is closed"
    ScopeTie "scope-tie" Warning substance "equally near rules of scope disagree"
    ScopeUncovered "scope-uncovered" Note substance "no rule of scope covers an issue that a principle is about"
    PartyUnplayed "party-unplayed" Warning substance "no profile plays a party"
    NeverHolds "never-holds" Warning substance "a condition holds for no profile"
    GroupUndecided "group-undecided" Warning substance "it is unknown whether a state belongs to a group"
    GroupEmpty "group-empty" Warning substance "a group has no members"
    ForumEmpty "forum-empty" Warning substance "a forum has no members"
    MemberTwice "member-twice" Warning substance "a forum names a member twice"
    WeightUnknown "weight-unknown" Warning substance "a forum counts in an attribute that is unknown for a member"
    WeightNegative "weight-negative" Error substance "a forum counts in an attribute that is below zero for a member"
    VetoOutside "veto-outside" Warning substance "a veto is given to a state that is no member of the forum"
    NeverAdopts "never-adopts" Warning substance "a forum's rule of adoption is not met by the ayes of all its members"
    NotANumber "not-a-number" Warning substance "a division by zero, or a number too large to be kept, makes a value unknown"
    StrictClash "strict-clash" Warning substance "nobody can keep these clauses at once"
    PermissiveClash "permissive-clash" Warning substance "to do what one clause allows or advises breaks another"
    Tension "tension" Note substance "clauses that advise pull in different directions"
    Exception "exception" Note substance "a permission is the exception to a wider prohibition"
    SettledClash "settled-clash" Note substance "one of two clauses that clash prevails over the other"
    IdleOverride "idle-override" Warning substance "a principle overrides another with which it does not clash"
    ClashUndecided "clash-undecided" Note substance "whether clauses clash cannot be decided"
    NeverTrue "never-true" Warning substance "no facts make a condition hold"
    AlwaysTrue "always-true" Warning substance "no facts make a condition fail"
    UnreachableAlternative "unreachable-alternative" Warning substance "an alternative cannot come into play, or another one covers it"
    RedundantPart "redundant-part" Warning substance "a part of a condition never fails where the others hold"
    IdleRule "idle-rule" Warning substance "what an interest rule gives can never count"
    IdleEvidence "idle-evidence" Note substance "an interest or a position of a state can never count"
    ImpliedClause "implied-clause" Note substance "other clauses say all that a clause says"
    EquivalentPrinciples "equivalent-principles" Warning substance "a principle says the same as an earlier one"
    UnusedAllow "unused-allow" Warning substance "a finding is allowed and not found"
    MissingSource "missing-source" Warning substance "a statement has no source, and the library wants one"
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|code| code.name() == name).ok_or(())
    }
}
