//! Names, references, literals, titles and remarks.

use super::{Builder, Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::number::{MAX_DIGITS, Number};
use crate::source::Span;
use crate::syntax::ast::{
    AllowItem, Date, Expr, ExprKind, Name, NumberLiteral, Path, Remark, RemarkKind, Spanned, Text, Title,
};
use crate::syntax::grammar::Rule;

/// The day that three numbers were meant to be, if it exists, or how days are written.
fn written_right(parts: &[&str]) -> String {
    let meant = match *parts {
        [year, month, day] if year.len() == 4 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        [day, month, year] if year.len() == 4 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    };
    let exists = meant.filter(|meant| meant.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == *meant));
    exists.map_or_else(
        || "dates are written year-month-day, with four, two and two digits: `2018-12-19`".to_owned(),
        |meant| format!("write `{meant}`"),
    )
}

impl Builder<'_> {
    pub(super) fn name(&self, node: &Node<'_>) -> Name {
        Name { text: node.as_str().to_owned(), span: self.span(node) }
    }

    pub(super) fn names(&self, node: Node<'_>) -> Vec<Name> {
        Cursor::new(node).many(Rule::name).map(|name| self.name(&name)).collect()
    }

    /// A name, or a string that stands for one.
    pub(super) fn state_name(&mut self, node: Node<'_>) -> Option<Name> {
        let inner = Cursor::new(node).next()?;
        Some(self.name_or_string(inner))
    }

    fn name_or_string(&mut self, node: Node<'_>) -> Name {
        if node.as_rule() == Rule::string {
            let Text { value, span } = self.text(node);
            if value.trim().is_empty() {
                self.report(
                    Diagnostic::new(Code::Syntax, span, "a state without a name")
                        .here("nothing stands between the quotes")
                        .help("write the state's id: `state AUT \"Austria\" { … }`"),
                );
            }
            Name { text: value, span }
        } else {
            self.name(&node)
        }
    }

    /// A reference, of a state or of anything else.
    pub(super) fn path(&mut self, node: Node<'_>) -> Option<Path> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let library = parts.accept(Rule::library).map(|library| self.name(&library));
        let first = parts.next()?;
        let first = self.name_or_string(first);
        let rest = parts.many(Rule::name).map(|name| self.name(&name)).collect();
        Some(Path { library, first, rest, span })
    }

    /// The references of a list such as `paths`.
    pub(super) fn paths(&mut self, node: Node<'_>) -> Vec<Path> {
        Cursor::new(node).filter_map(|path| self.path(path)).collect()
    }

    pub(super) fn text(&mut self, node: Node<'_>) -> Text {
        let span = self.span(&node);
        let inner = Cursor::new(node).next();
        let start = inner.as_ref().map_or(0, Node::start);
        let raw = inner.as_ref().map_or("", Node::as_str);
        let mut value = String::with_capacity(raw.len());
        let mut chars = raw.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                value.push(c);
                continue;
            }
            match chars.next() {
                Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                Some((_, other)) => {
                    value.push('\\');
                    value.push(other);
                    let place = self.places.span(start + at, start + at + 1 + other.len_utf8());
                    self.report(
                        Diagnostic::new(Code::Syntax, place, format!("`\\{other}` means nothing in a text"))
                            .here("a backslash stands only before `\"` and `\\`")
                            .help("write `\\\\` for a backslash; a line break may stand in a text as it is"),
                    );
                }
                None => value.push('\\'),
            }
        }
        Text { value, span }
    }

    pub(super) fn title(&mut self, node: Node<'_>) -> Option<Title> {
        let mut parts = Cursor::new(node);
        let text = parts.accept(Rule::string).map(|text| self.text(text))?;
        let mut translations = Vec::new();
        for translation in parts.many(Rule::translation) {
            let mut parts = Cursor::new(translation);
            if let (Some(language), Some(text)) = (parts.accept(Rule::language), parts.accept(Rule::string)) {
                let language = self.name(&language);
                translations.push((language, self.text(text)));
            }
        }
        Some(Title { text, translations })
    }

    pub(super) fn maybe_title(&mut self, parts: &mut Cursor<'_>) -> Option<Title> {
        parts.accept(Rule::title).and_then(|title| self.title(title))
    }

    pub(super) fn remark(&mut self, node: Node<'_>) -> Option<Remark> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let kind = match parts.accept(Rule::remark_kind)?.as_str() {
            "source" => RemarkKind::Source,
            "because" => RemarkKind::Because,
            _ => RemarkKind::Note,
        };
        let text = parts.accept(Rule::string).map(|text| self.text(text))?;
        Some(Remark { kind, text, span })
    }

    pub(super) fn allow(&mut self, node: Node<'_>) -> Option<AllowItem> {
        let span = self.span(&node);
        let mut parts = Cursor::new(node);
        let codes = parts.many(Rule::finding_code).map(|code| self.name(&code)).collect();
        let because = parts.accept(Rule::string).map(|text| self.text(text))?;
        Some(AllowItem { span, codes, because })
    }

    /// All remarks from here on.
    pub(super) fn remarks(&mut self, parts: &mut Cursor<'_>) -> Vec<Remark> {
        parts.many(Rule::remark).filter_map(|remark| self.remark(remark)).collect()
    }

    pub(super) fn date(&mut self, node: &Node<'_>) -> Date {
        let span = self.span(node);
        let parts: Vec<&str> = node.as_str().split('-').collect();
        let value = match parts.as_slice() {
            [year, month, day] => Self::day(year, month, day),
            _ => Err("a day is written with three numbers".to_owned()),
        };
        let value = value.map_err(|why| {
            self.report(
                Diagnostic::new(Code::InvalidDate, span, format!("`{}` is not a day of the calendar", node.as_str()))
                    .here(why)
                    .help(written_right(&parts)),
            );
        });
        Date { value: value.ok(), span }
    }

    fn day(year: &str, month: &str, day: &str) -> Result<jiff::civil::Date, String> {
        if year.len() != 4 && day.len() == 4 {
            return Err("the year comes first".to_owned());
        }
        if year.len() != 4 {
            return Err("the year has four digits".to_owned());
        }
        if month.len() != 2 || day.len() != 2 {
            return Err(if month.len() > 2 || day.len() > 2 {
                "the month and the day have two digits".to_owned()
            } else {
                "the month and the day have two digits, with a zero in front".to_owned()
            });
        }
        let (Ok(year), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>()) else {
            return Err("this is not a number of the calendar".to_owned());
        };
        if !(1..=12).contains(&month) {
            return Err(format!("there is no month {month}"));
        }
        if year == 0 {
            return Err("there is no year 0".to_owned());
        }
        jiff::civil::Date::new(year, month, day).map_err(|_| format!("month {month} of {year} has no day {day}"))
    }

    pub(super) fn number(&mut self, node: &Node<'_>) -> NumberLiteral {
        let written = node.as_str();
        let value = Number::parse(written);
        if value.is_none() {
            let digits = written.chars().filter(char::is_ascii_digit).count();
            let span = self.span(node);
            let (message, help) = if digits > MAX_DIGITS {
                (format!("a number of {digits} digits"), format!("write at most {MAX_DIGITS} digits"))
            } else if written.matches('.').count() > 1 && written.split('.').skip(1).all(|part| part.len() == 3) {
                (
                    format!("`{written}` is not a number"),
                    format!("write `{}`: digits are grouped with `_`", written.replace('.', "_")),
                )
            } else if written.matches('.').count() > 1 {
                (
                    format!("`{written}` is not a number"),
                    "write one decimal point: `1.5`; digits may be grouped with `_`: `50_277`".to_owned(),
                )
            } else {
                (format!("`{written}` is not a number"), "`_` stands between two digits: `50_277`".to_owned())
            };
            self.report(Diagnostic::new(Code::InvalidNumber, span, message).help(help));
        }
        NumberLiteral { value, percent: written.ends_with('%') }
    }

    pub(super) fn spanned_number(&mut self, node: &Node<'_>) -> Spanned<NumberLiteral> {
        Spanned { value: self.number(node), span: self.span(node) }
    }

    /// A literal or the name of a value.
    pub(super) fn value(&mut self, node: Node<'_>) -> Option<Expr> {
        let inner = Cursor::new(node).next()?;
        self.literal(inner)
    }

    /// The literals that a value and an expression have in common.
    pub(super) fn literal(&mut self, node: Node<'_>) -> Option<Expr> {
        let span = self.span(&node);
        let rule = node.as_rule();
        let kind = if rule == Rule::date {
            ExprKind::Date(self.date(&node))
        } else if rule == Rule::flag {
            ExprKind::Flag(node.as_str() == "yes")
        } else if rule == Rule::set {
            ExprKind::Set(self.names(node))
        } else if rule == Rule::string {
            ExprKind::Text(self.text(node))
        } else if rule == Rule::path || rule == Rule::named_state {
            ExprKind::Path(self.path(node)?)
        } else if rule == Rule::quantity || rule == Rule::number_with_unit {
            return self.quantity(node, span);
        } else {
            return None;
        };
        Some(Expr { span, kind })
    }

    fn quantity(&mut self, node: Node<'_>, span: Span) -> Option<Expr> {
        let negative = node.as_str().starts_with('-');
        let mut parts = Cursor::new(node);
        let number = parts.accept(Rule::number)?;
        let literal = self.number(&number);
        let unit = parts.accept(Rule::unit);
        let unit = unit.and_then(|unit| Cursor::new(unit).accept(Rule::path)).and_then(|path| self.path(path));
        let start = self.span(&number).start;
        let expr = Expr { span: Span::new(start, span.end), kind: ExprKind::Number(literal, unit) };
        Some(if negative { Expr { span, kind: ExprKind::Negative(Box::new(expr)) } } else { expr })
    }
}
