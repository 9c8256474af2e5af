//! The level at which findings of a kind are shown, as a library or a command asks for it.

use std::collections::BTreeSet;

use super::{Code, Severity, nearest};

/// How much findings of a kind are to matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not shown.
    Allow,
    /// Shown as a note.
    Note,
    /// Shown as a warning.
    Warning,
    /// Shown as an error, so that the run fails.
    Error,
}

impl Level {
    /// Every level, the mildest first.
    pub const ALL: &'static [Self] = &[Self::Allow, Self::Note, Self::Warning, Self::Error];

    /// Its name in `comity.toml`.
    pub fn name(self) -> &'static str {
        self.severity().map_or("allow", Severity::name)
    }

    /// The severity that a finding has at it; `None` when it is not shown.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// What a command asks of findings: `--deny` and `--allow`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// What is an error.
    pub deny: BTreeSet<Code>,
    /// Whether every warning is an error.
    pub deny_warnings: bool,
    /// What is not shown.
    pub allow: BTreeSet<Code>,
}

/// Why a code cannot be given a level or be allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The kind of mistake that it is.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// The finding of substance of a name.
///
/// # Errors
///
/// When there is none, or it is one of form.
pub fn substance(name: &str) -> Result<Code, Refused> {
    match name.parse::<Code>() {
        Ok(code) if !code.is_form() => Ok(code),
        Ok(_) => Err(Refused {
            code: Code::WrongKind,
            message: format!("`{name}` is a finding of form, and always an error"),
            help: "put right what it points to; only findings of substance can be allowed or have another level"
                .to_owned(),
        }),
        Err(()) => Err(Refused {
            code: Code::UnknownName,
            message: format!("there is no finding `{name}`"),
            help: nearest(name, Code::ALL.iter().map(|code| code.name()))
                .map_or_else(|| "`comity explain` lists them all".to_owned(), |near| format!("did you mean `{near}`?")),
        }),
    }
}
