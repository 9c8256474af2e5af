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
    InvalidUtf8 "invalid-utf8" Error form "a file has bytes that are not UTF-8 text"
    Syntax "syntax" Error form "a statement is not written as the language wants it"
    UnclosedBlock "unclosed-block" Error form "the brace that closes a block is missing"
    UnclosedString "unclosed-string" Error form "the quote that closes a text is missing"
    MisplacedQualifier "misplaced-qualifier" Error form "the parts behind a statement stand in another order, or twice"
    ChainedComparison "chained-comparison" Error form "three things are compared at once"
    WrongWord "wrong-word" Error form "a word or sign of another language stands where this one has its own"
    ReservedWord "reserved-word" Error form "a word of the language is used as a name"
    TooDeep "too-deep" Error form "brackets are nested too deeply"
    InvalidDate "invalid-date" Error form "a date does not exist or is not written as year-month-day"
    InvalidNumber "invalid-number" Error form "a number cannot be kept exactly or makes no sense here"
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|code| code.name() == name).ok_or(())
    }
}
