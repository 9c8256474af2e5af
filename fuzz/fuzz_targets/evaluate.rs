//! Any text that can be read is judged: every row has a verdict, and the verdict is a possible one.
#![no_main]

use comity::judge::{Finding, Plan, Query};
use comity::source::MemoryFiles;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let files = MemoryFiles::default().with("input.comity", bytes.to_vec());
    let mut reading = comity::read("input.comity", &files);
    let day = reading.day(None);
    if reading.diagnostics.has_form_errors() {
        return;
    }
    let plan = Plan::new(&reading.library, day);
    comity::review::review(&plan, &mut reading.diagnostics);
    let query = Query::default();
    for session in query.sessions(&plan) {
        for row in query.rows(&session) {
            assert!(row.possible.iter().next().is_some());
            if let Finding::One(verdict) = row.finding {
                assert_eq!(row.possible.single(), Some(verdict));
            }
        }
    }
});
