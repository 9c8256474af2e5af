//! The maxims by which lawyers settle a clash of norms that no text settles.

/// A maxim of `precedence special, later, higher`. Each compares two principles and says which prevails, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precedence {
    /// *Lex specialis derogat legi generali*: the one on the narrower matter prevails. It is not in the Vienna Convention
    /// on the Law of Treaties; on its use between treaties see the report of the International Law Commission's Study
    /// Group on the Fragmentation of International Law (A/CN.4/L.682, 2006), on conflicts between special
    /// law and general law.
    Special,
    /// *Lex posterior derogat legi priori*: the one that was adopted later prevails, by the day that `adopted` states.
    /// Between treaties on the same matter this is article 30 of the Vienna Convention on the Law of Treaties (1969).
    Later,
    /// *Lex superior derogat legi inferiori*: the one of the wider level prevails. See the same report, on
    /// relations of importance.
    Higher,
}

impl Precedence {
    /// Every maxim.
    pub const ALL: [Self; 3] = [Self::Special, Self::Later, Self::Higher];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Special => "special",
            Self::Later => "later",
            Self::Higher => "higher",
        }
    }

    /// The maxim that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|maxim| maxim.word() == word)
    }
}
