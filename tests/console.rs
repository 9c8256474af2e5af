//! The console blocks of the README, of the examples and of the guide: each command is run from the root of the
//! repository, and its output must be the one that is shown.
//!
//! To write them anew after a change: `TRYCMD=overwrite cargo test --test console`, then read the difference.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .register_bin("comity", trycmd::schema::Bin::Path(env!("CARGO_BIN_EXE_comity").into()))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("README.md")
        .case("examples/*/README.md")
        .case("docs/src/**/*.md");
}
