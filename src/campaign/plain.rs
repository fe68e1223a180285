//! Texts that are as they should be for sure: printable ASCII and letters up to U+027F, as most cells of most files. None of these
//! signs is white space but the plain one, hides, turns direction or is written in another way in NFC, so whoever asks can take a
//! short way. All is asked without a way out in the middle: then the processor looks at many bytes at once.
#![expect(clippy::needless_bitwise_bool, reason = "a way out in the middle is what makes it slow")]

fn is_plain_byte(byte: u8) -> bool {
    // C3 to C9 begin the letters from U+00C0 on; what follows them is 80 to BF.
    (byte.wrapping_sub(0x20) < 0x5F) | ((byte ^ 0x80) < 0x40) | (byte.wrapping_sub(0xC3) < 7)
}

/// Nothing but such signs.
pub fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & is_plain_byte(byte))
}

/// The same, and no space behind a space.
pub fn is_plain_line(text: &str) -> bool {
    const BLOCK: usize = 32;
    let is_block = |one: &[u8; BLOCK], next: &[u8; BLOCK]| {
        let is_odd = |(one, next): (&u8, &u8)| !is_plain_byte(*next) | ((*one == b' ') & (*next == b' '));
        !one.iter().zip(next).fold(false, |any, pair| any | is_odd(pair))
    };
    let bytes = text.as_bytes();
    let (first, next) = bytes.split_at(bytes.len().min(1));
    let one = bytes.get(..next.len()).unwrap_or_default();
    let (Some(last), Some(last_next)) = (one.last_chunk(), next.last_chunk()) else {
        return is_plain(text) && !has_gap(text);
    };
    // The last block lies over the one before: what is left at the end is not looked at byte by byte.
    first.iter().all(|byte| is_plain_byte(*byte))
        && one.as_chunks().0.iter().zip(next.as_chunks().0).all(|(one, next)| is_block(one, next))
        && is_block(last, last_next)
}

/// Nothing but plain signs, line ends, tabs and other controls of ASCII.
pub fn is_plain_text(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & (is_plain_byte(byte) | (byte < 0x20)))
}

/// Is a sign of ASCII among those of a short text?
pub fn has_sign(text: &str, sign: u8) -> bool {
    text.bytes().fold(false, |any, byte| any | (byte == sign))
}

/// Does a space follow a space?
pub fn has_gap(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().zip(bytes.iter().skip(1)).fold(false, |any, (one, next)| any | ((*one == b' ') & (*next == b' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_looked_at_up_to_its_last_sign() {
        for length in [0, 1, 2, 31, 32, 33, 34, 63, 64, 65, 66, 97, 130] {
            let plain: String = "Anna Quist, Łódź; ".chars().cycle().take(length).collect();
            assert!(is_plain_line(&plain), "{length}");
            for (at, letter) in plain.char_indices() {
                for odd in ["  ", "\n", "\u{A0}", "\u{301}"] {
                    let (before, behind) = (&plain[..at], &plain[at + letter.len_utf8()..]);
                    let text = format!("{before}{odd}{behind}");
                    assert_eq!(is_plain_line(&text), is_plain(&text) && !has_gap(&text), "{text:?}");
                    assert!(!is_plain_line(&text), "{text:?}");
                }
            }
        }
    }
}
