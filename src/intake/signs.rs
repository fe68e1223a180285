//! Where the signs stand that part a text into records and cells: the separator, line ends and quotes. Sixty-four bytes are looked
//! at in one go, since most cells are too short for a search of their own. What the signs mean is left to whoever reads them.

const BLOCK: usize = 64;

/// The places of signs one after the other, from any place on.
pub(super) struct Signs<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    /// Where the block begins that was looked at.
    block: usize,
    /// Its signs that were not shown yet, from the lowest bit on.
    left: u64,
}

impl<'t> Signs<'t> {
    pub fn new(bytes: &'t [u8], delimiter: u8) -> Self {
        let mut signs = Self { bytes, delimiter, block: 0, left: 0 };
        signs.seek(0);
        signs
    }

    /// From here on.
    pub fn seek(&mut self, place: usize) {
        self.block = place / BLOCK * BLOCK;
        self.left = self.look() & (u64::MAX << (place % BLOCK));
    }

    /// The place of the next sign; the end of the text where there is none.
    #[inline]
    pub fn next(&mut self) -> usize {
        while self.left == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                self.block = self.bytes.len();
                return self.block;
            }
            self.left = self.look();
        }
        let place = self.block + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        place
    }

    /// A bit for each sign of the block.
    fn look(&self) -> u64 {
        let rest = self.bytes.get(self.block..).unwrap_or_default();
        match rest.first_chunk() {
            Some(block) => signs_in(block, self.delimiter),
            None => {
                // No sign is a zero.
                let mut block = [0; BLOCK];
                block.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
                signs_in(&block, self.delimiter)
            }
        }
    }
}

/// Without a way out in the middle: then the processor looks at many bytes at once.
fn signs_in(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut flags = [0_u8; BLOCK];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(*byte == delimiter)
            | u8::from(*byte == b'"')
            | u8::from(*byte == b'\n')
            | u8::from(*byte == b'\r');
    }
    // Multiplied so, the lowest bits of eight bytes come to stand beside each other in the highest one.
    const BESIDE: u64 = 0x0102_0408_1020_4080;
    let eights = flags.as_chunks::<8>().0.iter();
    let bits = eights.map(|eight| u64::from_le_bytes(*eight).wrapping_mul(BESIDE) >> 56);
    bits.enumerate().fold(0, |all, (place, bits)| all | bits << (place * 8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_sign_is_shown_once(text in "[a,;\"\r\nü]{0,300}", from in any::<prop::sample::Index>()) {
            let from = from.index(text.len() + 1);
            let mut signs = Signs::new(text.as_bytes(), b',');
            signs.seek(from);
            let expected = text.bytes().enumerate().skip(from).filter(|(_, it)| matches!(it, b',' | b'"' | b'\r' | b'\n'));
            for (place, _) in expected {
                prop_assert_eq!(signs.next(), place);
            }
            prop_assert_eq!((signs.next(), signs.next()), (text.len(), text.len()));
        }
    }
}
