//! The words of a source text outside comments and free text, each with what it is.

/// What a word is, as far as its neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A keyword, or a name that refers to something.
    Reference,
    /// A name at the place where it is declared.
    Declaration,
    /// A cell of a table, or a value of the manifest, that may be anything.
    FreeText,
}

/// A word and its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// The word in front of it.
    pub before: String,
    /// Its file.
    pub file: String,
    /// Its first byte.
    pub at: usize,
}

/// Words that begin a declaration of the name behind them.
const DECLARING: &[&str] = &[
    "issue",
    "persons",
    "enum",
    "unit",
    "measure",
    "attribute",
    "define",
    "principle",
    "interest",
    "state",
    "group",
    "forum",
    "library",
    "party",
];

/// Words behind which a text in quotes is a name.
const NAMING: &[&str] = &["column", "key", "title", "from", "state", "with", "for"];

/// The words of a rule file; `text` has spaces where prose stands.
pub fn of_rules(file: &str, text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before = String::new();
    // The blocks that are open, each by the word that began it, for lists of names that are declared there.
    let mut blocks: Vec<String> = Vec::new();
    let mut head = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = if first == '#' {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            quoted(rest)
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && !"_.-%".contains(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let Some((token, behind)) = rest.split_at_checked(length) else { break };
        rest = behind;
        let word = |text: &str, kind: Kind, at: usize, before: &str| Word {
            text: text.to_owned(),
            kind,
            before: before.to_owned(),
            file: file.to_owned(),
            at,
        };
        match first {
            '"' if NAMING.contains(&before.as_str()) || before == "{" && head == "column" => {
                words.push(word(token.trim_matches('"'), Kind::Reference, at + 1, &before));
            }
            '{' => {
                blocks.push(head.clone());
                "{".clone_into(&mut before);
            }
            '}' => {
                blocks.pop();
                "}".clone_into(&mut before);
            }
            _ if first.is_alphabetic() => {
                let language = (2..=3).contains(&token.len()) && behind.trim_start().starts_with('"');
                if !language {
                    let kind = kind(token, &before, behind, blocks.last().map_or("", String::as_str));
                    words.push(word(token, kind, at, &before));
                }
                if DECLARING.contains(&token) || matches!(token, "levels" | "capacities" | "column" | "test") {
                    token.clone_into(&mut head);
                }
                token.clone_into(&mut before);
            }
            _ if first.is_whitespace() || first == '#' || first == '"' => {}
            _ => before = first.to_string(),
        }
    }
    words
}

/// Whether a word is declared where it stands.
fn kind(word: &str, before: &str, behind: &str, block: &str) -> Kind {
    let behind = behind.trim_start();
    let label = behind.starts_with(':') && !behind.starts_with("::") && block == "principle";
    let listed =
        matches!(block, "levels" | "capacities" | "enum") && !matches!(word, "of" | "pairs" | "groups" | "all");
    let value = matches!(before, "of" | ",") && !behind.starts_with("::");
    // A parameter of a measure: behind its colon stands its type, and not a value.
    let typed = behind.strip_prefix(':').map(str::trim_start).unwrap_or_default();
    let parameter = before == "("
        && ["at most", "at least", "exactly", "number", "flag", "date", "text", "one of", "set of"]
            .iter()
            .any(|word| typed.starts_with(word));
    if label || listed || value || parameter || DECLARING.contains(&before) {
        Kind::Declaration
    } else {
        Kind::Reference
    }
}

/// The words of a manifest: its keys must be right, its texts may be anything.
pub fn of_manifest(file: &str, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        for (part, kind, offset) in [(key, Kind::Reference, 0), (value, Kind::FreeText, key.len() + 1)] {
            let Some(start) = part.find(char::is_alphabetic) else { continue };
            let word = part.get(start..).unwrap_or_default();
            let end = word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len());
            words.push(Word {
                text: word.get(..end).unwrap_or_default().to_owned(),
                kind,
                before: "toml".to_owned(),
                file: file.to_owned(),
                at: at + offset + start,
            });
        }
        at += line.len();
    }
    words
}

/// The headings of a table, and the cells of its first rows.
pub fn of_table(file: &str, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for (row, line) in text.split_inclusive('\n').take(4).enumerate() {
        let mut cell = at;
        for part in line.split(',') {
            let word = part.split(';').next().unwrap_or_default().trim();
            if word.chars().next().is_some_and(char::is_alphabetic) && word.chars().count() > 1 {
                words.push(Word {
                    text: word.to_owned(),
                    kind: Kind::FreeText,
                    before: format!("{} {}", if row == 0 { "heading" } else { "row" }, cell - at),
                    file: file.to_owned(),
                    at: cell,
                });
            }
            cell += part.len() + 1;
        }
        at += line.len();
    }
    words
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == '"' && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}
