//! By what a finding is known again when lines have moved.

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;

use crate::diagnostics::Diagnostic;
use crate::source::Sources;

/// Names findings by their code, their file, what they say and the words of the line that they are about; those that
/// are alike in all that are counted.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<u64, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding.
    pub(super) fn next(&mut self, finding: &Diagnostic, sources: &Sources) -> String {
        let place = finding.span();
        let file = place.and_then(|place| sources.region(place)).map_or("", |region| region.file);
        let lines = place.map_or("", |place| sources.lines_of(place));
        let first = lines.lines().next().unwrap_or_default();
        let mut hash = FnvHasher::default();
        let words = first.split_whitespace();
        for part in [finding.code.name(), file, finding.message.as_str()].into_iter().chain(words) {
            hash.write(part.as_bytes());
            hash.write_u8(0);
        }
        let hash = hash.finish();
        let count = self.seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    }
}
