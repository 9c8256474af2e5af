//! `comity test` as a drafter and a build server use it: snapshots and their files, formats, names, watching.

#![expect(clippy::disallowed_methods, reason = "tests write and read the files of small libraries")]

mod formats;
mod insta_reads;
mod keeping;
mod names;
mod trouble;
mod watching;
mod workshop;
