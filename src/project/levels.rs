//! `[findings]` in `comity.toml`: the levels at which findings are shown.

use toml::de::{DeTable, DeValue};

use super::manifest::{Manifest, Reader};
use crate::diagnostics::{Code, Level, nearest, quoted_list, substance};

impl Reader<'_> {
    /// `never-holds = "note"`
    pub(super) fn findings(&mut self, table: &DeTable<'_>, manifest: &mut Manifest) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let code = substance(name).map_err(|refused| {
                let place = self.place(&key.span());
                self.report(place, refused.code, refused.message, Some(refused.help));
            });
            let names = || Level::ALL.iter().map(|level| level.name());
            let written = if let DeValue::String(text) = value.get_ref() { Some(text.as_ref()) } else { None };
            let level = Level::ALL.iter().copied().find(|level| Some(level.name()) == written);
            if level.is_none() {
                let place = self.place(&value.span());
                let message = match written {
                    Some(written) => format!("`{written}` is not a level"),
                    None => "a level is a text in quotes".to_owned(),
                };
                let help = match written.and_then(|written| nearest(written, names())) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write {}, in quotes: `{name} = \"note\"`", quoted_list(names(), 4)),
                };
                self.report(place, Code::Manifest, message, Some(help));
            }
            if let (Ok(code), Some(level)) = (code, level) {
                manifest.levels.insert(code, level);
            }
        }
    }
}
