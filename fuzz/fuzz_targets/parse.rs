//! Any bytes, as rules and as Markdown: a report or a tree, and nothing else.
#![no_main]

use comity::diagnostics::Diagnostics;
use comity::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["input.comity", "input.md"] {
        let mut sources = Sources::default();
        let mut diagnostics = Diagnostics::default();
        if let Some(file) = sources.add(name, bytes.to_vec()) {
            let document = comity::syntax::parse(&sources, file, &mut diagnostics);
            // A file of which something was left out has a report that says so.
            assert!(document.file == file);
        }
    }
});
