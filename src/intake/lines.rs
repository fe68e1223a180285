//! Physical lines of a text: how many end in a part of it, and on which one a place stands.

/// How many lines end in a text: LF, CR and CR LF each end one.
pub(super) fn line_ends(text: &[u8]) -> u64 {
    let ends = memchr::memchr_iter(b'\n', text).count() as u64;
    if memchr::memchr(b'\r', text).is_none() {
        return ends;
    }
    let is_alone = |at: &usize| text.get(at + 1) != Some(&b'\n');
    ends + memchr::memchr_iter(b'\r', text).filter(is_alone).count() as u64
}

/// Counts physical lines up to places in a text.
pub(super) struct LineCounter {
    at: usize,
    line: u64,
}

impl LineCounter {
    pub fn new(line: u64) -> Self {
        Self { at: 0, line }
    }

    pub fn line(&self) -> u64 {
        self.line
    }

    pub fn advance(&mut self, bytes: &[u8], to: usize) {
        let part = bytes.get(self.at..to).unwrap_or_default();
        self.line += line_ends(part);
        // A CR LF on both sides of the last place was counted with its CR.
        let is_cut = part.first() == Some(&b'\n') && self.at.checked_sub(1).and_then(|i| bytes.get(i)) == Some(&b'\r');
        self.line -= u64::from(is_cut);
        self.at = to.max(self.at);
    }
}
