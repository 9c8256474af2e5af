//! The console blocks of the README, of the examples and of the guide: each command is run from the root of the
//! repository, and its output must be the one that is shown.
//!
//! `COMITY_PROGRAM` names another build of the program, such as the one that is shipped, which is faster.
//!
//! To write them anew after a change: `TRYCMD=overwrite cargo test --test console`, then read the difference.

use std::path::PathBuf;

#[test]
fn transcripts() {
    let program = std::env::var_os("COMITY_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_comity").into(), PathBuf::from);
    trycmd::TestCases::new()
        .register_bin("comity", trycmd::schema::Bin::Path(program))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("README.md")
        .case("examples/*/README.md")
        .case("docs/src/**/*.md");
}
