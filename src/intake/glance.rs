//! What a text holds anywhere that has to be mended before it is read, looked for in one walk over it on all cores. Nearly every
//! list holds nothing of the kind, and a long one is then not walked through once for each of them. It says only what may be
//! there; where and what it is, is found by whoever mends it.

use crate::campaign::on_all_cores;

/// Bytes looked at in one go: they stay near the processor while each thing is looked for.
const BLOCK: usize = 1 << 15;
/// Texts below this are looked at on the thread one is on.
const SHARED_FROM: usize = 1 << 20;

/// What Notion writes behind the name of a page that a cell points to.
pub(super) const LINK: &str = " (https://www.notion.so/";

/// What may have to be mended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Glance {
    /// NUL bytes.
    pub nul: bool,
    /// Letters with which UTF-8 begins when it is read as Windows-1252: Ã, Â, â before €.
    pub garbled: bool,
    /// `&`, with which letters of web pages begin.
    pub ampersand: bool,
    /// A blank before a quote.
    pub blank_before_quote: bool,
    /// Links to pages of Notion.
    pub link: bool,
}

impl Glance {
    /// Looks at all of a text.
    pub fn at(text: &str) -> Self {
        let bytes = text.as_bytes();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = if bytes.len() < SHARED_FROM { bytes.len().max(1) } else { bytes.len().div_ceil(cores) };
        // Each block begins where the one before ended, and what is looked for may lie over the place.
        let ends = (0..bytes.len()).step_by(share).map(|from| from..(from + share + LINK.len()).min(bytes.len()));
        let shares: Vec<&[u8]> = ends.filter_map(|range| bytes.get(range)).collect();
        let found = on_all_cores(shares.into_iter(), &|share: &[u8]| Self::at_share(share));
        found.into_iter().fold(Self::default(), Self::or)
    }

    fn at_share(bytes: &[u8]) -> Self {
        let link = memchr::memmem::Finder::new(LINK);
        let blank_before_quote = memchr::memmem::Finder::new(" \"");
        let mut found = Self::default();
        for from in (0..bytes.len()).step_by(BLOCK) {
            let Some(block) = bytes.get(from..(from + BLOCK + LINK.len()).min(bytes.len())) else { break };
            found.nul = found.nul || memchr::memchr(0, block).is_some();
            found.garbled = found.garbled || is_garbled(block);
            found.ampersand = found.ampersand || memchr::memchr(b'&', block).is_some();
            found.blank_before_quote = found.blank_before_quote || blank_before_quote.find(block).is_some();
            found.link = found.link || link.find(block).is_some();
        }
        found
    }

    fn or(self, other: Self) -> Self {
        Self {
            nul: self.nul | other.nul,
            garbled: self.garbled | other.garbled,
            ampersand: self.ampersand | other.ampersand,
            blank_before_quote: self.blank_before_quote | other.blank_before_quote,
            link: self.link | other.link,
        }
    }
}

/// Asked without a way out in the middle: then the processor looks at many bytes at once.
#[expect(clippy::needless_bitwise_bool, reason = "a way out in the middle is what makes it slow")]
fn is_garbled(bytes: &[u8]) -> bool {
    // Ã is C3 83, Â is C3 82, and â€ is C3 A2 E2 82 AC.
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let is_first = pairs.fold(false, |any, (one, next)| any | ((*one == 0xC3) & ((*next == 0x83) | (*next == 0x82))));
    let euros = bytes.iter().zip(bytes.iter().skip(1)).zip(bytes.iter().skip(2));
    is_first
        | euros.fold(false, |any, ((one, next), third)| any | ((*one == 0xC3) & (*next == 0xA2) & (*third == 0xE2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_there_is_seen_wherever_it_stands() {
        let seen = |part: &str, before: usize, after: usize| {
            Glance::at(&format!("{}{part}{}", "ü".repeat(before / 2), "b".repeat(after)))
        };
        let nothing = Glance::default();
        for (part, wanted) in [
            ("", nothing),
            ("naïve â la\"carte\"\u{2019}", nothing),
            ("\0", Glance { nul: true, ..nothing }),
            ("Ã¼", Glance { garbled: true, ..nothing }),
            ("Â", Glance { garbled: true, ..nothing }),
            ("â€™", Glance { garbled: true, ..nothing }),
            ("&", Glance { ampersand: true, ..nothing }),
            (", \"", Glance { blank_before_quote: true, ..nothing }),
            (LINK, Glance { link: true, ..nothing }),
        ] {
            for before in [0, BLOCK - 24, BLOCK - 2, BLOCK] {
                assert_eq!(seen(part, before, 3), wanted, "{part}, {before}");
            }
        }
        // Over the place where a long text is shared out.
        let half = SHARED_FROM / 2;
        assert!(seen("â€™", half, half - 4).garbled && seen(LINK, half, half - 10).link);
    }
}
