//! The maxims by which a library settles its clashes: read from `comity.toml`, and joined with those of the `library`
//! statement.

use toml::de::DeValue;

use super::MANIFEST;
use super::loader::Loader;
use super::manifest::Reader;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest, quoted_list};
use crate::source::Span;
use crate::syntax::ast::{LibraryItem, LibraryStatement, Precedence, Spanned};

type Maxims = Vec<Spanned<Precedence>>;

impl Reader<'_> {
    /// `precedence = ["special", "later"]`
    pub(super) fn precedence(&mut self, value: &toml::Spanned<DeValue<'_>>) -> Option<Maxims> {
        let place = self.place(&value.span());
        let sample = || Some("write `precedence = [\"special\", \"later\"]`".to_owned());
        let Some(words) = value.get_ref().as_array() else {
            self.report(place, Code::Manifest, "`precedence` is a list of words in quotes".to_owned(), sample());
            return None;
        };
        let mut maxims = Vec::new();
        for word in words {
            let span = self.place(&word.span());
            let Some(written) = word.get_ref().as_str() else {
                self.report(span, Code::Manifest, "`precedence` is a list of words in quotes".to_owned(), sample());
                continue;
            };
            if let Some(value) = Precedence::from_word(written) {
                maxims.push(Spanned { value, span });
                continue;
            }
            let known = || Precedence::ALL.map(Precedence::word);
            let help = nearest(written, known())
                .map_or_else(|| format!("write {}", quoted_list(known(), 3)), |near| format!("did you mean `{near}`?"));
            self.report(span, Code::UnknownName, format!("`{written}` says not which principle prevails"), Some(help));
        }
        Some(each_once(self.diagnostics, maxims))
    }
}

impl Loader<'_> {
    /// What the manifest and the `library` statement say.
    pub(super) fn precedence(
        &mut self,
        manifest: Option<&[Spanned<Precedence>]>,
        header: Option<&LibraryItem>,
    ) -> Vec<Precedence> {
        let mut stated: Option<(Maxims, Span)> = None;
        for statement in header.into_iter().flat_map(|item| &item.statements) {
            let LibraryStatement::Precedence(words) = statement else { continue };
            let Some((first, last)) = words.first().zip(words.last()) else { continue };
            let place = first.span.to(last.span);
            if let Some((_, before)) = &stated {
                let found = Diagnostic::new(Code::DuplicateName, place, "`precedence` is written twice")
                    .here("again")
                    .also(*before, "first")
                    .help("keep one of them: it lists what is tried, the first word first");
                self.diagnostics.report(found);
                continue;
            }
            stated = Some((each_once(self.diagnostics, words.clone()), place));
        }
        let values = |maxims: &[Spanned<Precedence>]| maxims.iter().map(|maxim| maxim.value).collect::<Vec<_>>();
        let Some((stated, place)) = stated else { return manifest.map(values).unwrap_or_default() };
        let stated = values(&stated);
        if let Some(other) = manifest.map(values).filter(|other| *other != stated) {
            let shown = |maxims: &[Precedence]| maxims.iter().map(|maxim| maxim.word()).collect::<Vec<_>>().join(", ");
            let message = format!(
                "the library has two orders of precedence: {} here and {} in `{MANIFEST}`",
                shown(&stated),
                if other.is_empty() { "none".to_owned() } else { shown(&other) },
            );
            self.diagnostics.report(Diagnostic::new(Code::Manifest, place, message).help("keep one of them"));
        }
        stated
    }
}

/// The maxims without those that are there already, which are reported.
fn each_once(diagnostics: &mut Diagnostics, maxims: Maxims) -> Maxims {
    let mut found: Maxims = Vec::new();
    for maxim in maxims {
        let Some(first) = found.iter().find(|first| first.value == maxim.value) else {
            found.push(maxim);
            continue;
        };
        let message = format!("`{}` is named twice", maxim.value.word());
        let again = Diagnostic::new(Code::DuplicateName, maxim.span, message).here("again").also(first.span, "first");
        diagnostics.report(again.help("name it once"));
    }
    found
}
