//! Literate Markdown: the fenced blocks marked `comity` are rules, the prose around them is what they formalise.

/// The word that marks a fenced block as rules.
pub const RULES: &str = "comity";

/// A fenced block marked `comity`, without its fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleBlock {
    /// Its lines, in bytes of the file.
    pub range: std::ops::Range<usize>,
    /// How far the fence that opens it is indented.
    pub indent: usize,
}

/// The fenced blocks marked `comity`.
pub fn rule_blocks(text: &str) -> Vec<RuleBlock> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize, Option<RuleBlock>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        match (&mut open, fence(line)) {
            (Some((mark, length, block)), Some((other, count, ""))) if other == *mark && count >= *length => {
                found.extend(block.take());
                open = None;
            }
            (Some((_, _, Some(block))), _) => block.range.end = at,
            (Some((_, _, None)), _) | (None, None) => {}
            (None, Some((mark, count, info))) => {
                let indent = line.len() - line.trim_start_matches(' ').len();
                let is_rules = info.split_whitespace().next() == Some(RULES);
                open = Some((mark, count, is_rules.then_some(RuleBlock { range: at..at, indent })));
            }
        }
    }
    found.extend(open.and_then(|(_, _, block)| block));
    found
}

/// The word that marks each fenced block, with its offset; a block without one is left out.
pub fn marks(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match (open, fence(line)) {
            (Some((mark, length)), Some((other, count, info))) => {
                if other == mark && count >= length && info.is_empty() {
                    open = None;
                }
            }
            (None, Some((mark, count, info))) => {
                open = Some((mark, count));
                if let (Some(word), Some(info_at)) = (info.split_whitespace().next(), line.find(info)) {
                    found.push((at + info_at, word));
                }
            }
            (_, None) => {}
        }
        at += line.len();
    }
    found
}

/// The text with everything outside the blocks marked `comity` turned into spaces. Line breaks stay, and so does
/// every offset. A fence is three or more backticks or tildes, indented by at most three spaces, and is closed by
/// at least as many of the same; a block that is not closed runs to the end, as in `CommonMark`.
pub fn rules_only(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<(char, usize, bool)> = None;
    for line in text.split_inclusive('\n') {
        let fence = fence(line);
        match (open, fence) {
            (Some((mark, length, _)), Some((found, count, info)))
                if found == mark && count >= length && info.is_empty() =>
            {
                open = None;
                blank(line, &mut out);
            }
            (Some((_, _, true)), _) => out.push_str(line),
            (Some(_), _) | (None, None) => blank(line, &mut out),
            (None, Some((mark, count, info))) => {
                open = Some((mark, count, info.split_whitespace().next() == Some(RULES)));
                blank(line, &mut out);
            }
        }
    }
    out
}

fn fence(line: &str) -> Option<(char, usize, &str)> {
    let body = line.trim_start_matches(' ');
    if line.len() - body.len() > 3 {
        return None;
    }
    let mark = body.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = body.trim_start_matches(mark);
    let count = body.len() - rest.len();
    let info = rest.trim();
    (count >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, count, info))
}

fn blank(line: &str, out: &mut String) {
    for c in line.chars() {
        match c {
            '\n' | '\r' => out.push(c),
            _ => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{rule_blocks, rules_only};

    #[test]
    fn only_marked_blocks_count_and_offsets_stay() {
        let text = "# T\u{e9}xt\n```comity\nunit days\n```\n~~~\nunit no\n~~~\n````comity\n```\nunit weeks\n````\n";
        let code = rules_only(text);
        assert_eq!(code.len(), text.len());
        assert_eq!(code.find("unit days"), text.find("unit days"));
        assert!(!code.contains("unit no"));
        assert!(code.contains("```\nunit weeks"));
    }

    #[test]
    fn blocks_are_what_counts() {
        let text = "# T\u{e9}xt\n```comity\nunit days\n```\n~~~\nunit no\n~~~\n- \n  ````comity\n  ```\n  unit weeks\n";
        let blocks = rule_blocks(text);
        let bodies: Vec<_> = blocks.iter().map(|block| (text.get(block.range.clone()), block.indent)).collect();
        assert_eq!(bodies, [(Some("unit days\n"), 0), (Some("  ```\n  unit weeks\n"), 2)]);
    }
}
