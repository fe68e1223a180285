//! Texts that are as they should be for sure: printable ASCII and letters up to U+027F, as most cells of most files. None of these
//! signs is white space but the plain one, hides, turns direction or is written in another way in NFC, so whoever asks can take a
//! short way. All is asked without a way out in the middle: then the processor looks at many bytes at once.
#![expect(clippy::needless_bitwise_bool, reason = "a way out in the middle is what makes it slow")]

fn is_plain_byte(byte: u8) -> bool {
    // C3 to C9 begin the letters from U+00C0 on; what follows them is 80 to BF.
    (byte.wrapping_sub(0x20) < 0x5F) | ((byte ^ 0x80) < 0x40) | (byte.wrapping_sub(0xC3) < 7)
}

/// Are all bytes of that kind? Sixteen are looked at in one go, and the last sixteen of a text that has more once more where they
/// do not come out even: most cells are a few bytes longer than one go, and those would else be looked at one by one.
fn all(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> bool {
    fn of<const N: usize>(bytes: &[u8; N], is_so: &impl Fn(u8) -> bool) -> bool {
        bytes.iter().fold(true, |all, byte| all & is_so(*byte))
    }
    let (whole, rest) = bytes.as_chunks::<16>();
    let are_whole = whole.iter().fold(true, |all, bytes| all & of(bytes, &is_so));
    match (bytes.last_chunk::<16>(), rest.first_chunk::<8>(), rest.last_chunk::<8>()) {
        (Some(last), ..) => are_whole & of(last, &is_so),
        (None, Some(first), Some(last)) => of(first, &is_so) & of(last, &is_so),
        _ => rest.iter().fold(are_whole, |all, byte| all & is_so(*byte)),
    }
}

/// Is a sign of ASCII among those of a short text?
#[inline]
pub fn has_sign(text: &str, sign: u8) -> bool {
    !all(text.as_bytes(), |byte| byte != sign)
}

/// Nothing but such signs.
#[inline]
pub fn is_plain(text: &str) -> bool {
    all(text.as_bytes(), is_plain_byte)
}

/// The same, but for line ends, tabs and other controls of ASCII.
#[inline]
pub fn is_plain_text(text: &str) -> bool {
    all(text.as_bytes(), |byte| is_plain_byte(byte) | (byte < 0x20))
}

/// Does a space follow a space?
#[inline]
pub fn has_gap(text: &str) -> bool {
    fn of<const N: usize>(ones: &[u8; N], nexts: &[u8; N]) -> bool {
        ones.iter().zip(nexts).fold(false, |any, (one, next)| any | ((*one == b' ') & (*next == b' ')))
    }
    let bytes = text.as_bytes();
    let Some((_, nexts)) = bytes.split_first() else { return false };
    let ones = bytes.get(..nexts.len()).unwrap_or_default();
    let ((whole, rest), (whole_next, rest_next)) = (ones.as_chunks::<16>(), nexts.as_chunks::<16>());
    let is_within = whole.iter().zip(whole_next).fold(false, |any, (one, next)| any | of(one, next));
    match (
        ones.last_chunk::<16>().zip(nexts.last_chunk::<16>()),
        rest.first_chunk::<8>().zip(rest_next.first_chunk::<8>()),
    ) {
        (Some((one, next)), _) => is_within | of(one, next),
        (None, Some((one, next))) => {
            let last = rest.last_chunk::<8>().zip(rest_next.last_chunk::<8>());
            of(one, next) | last.is_some_and(|(one, next)| of::<8>(one, next))
        }
        (None, None) => {
            rest.iter().zip(rest_next).fold(is_within, |any, (one, next)| any | ((*one == b' ') & (*next == b' ')))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_is_seen_wherever_it_stands() {
        for len in 0..70 {
            let text = "ü a".chars().cycle().take(len).collect::<String>();
            assert!(is_plain(&text) && is_plain_text(&text) && !has_gap(&text) && !has_sign(&text, b','), "{text}");
            for (at, _) in text.char_indices() {
                let (before, after) = text.split_at(at);
                for (odd, is_text) in [("\n", true), ("\u{A0}", false), ("\u{7F}", false), ("‘", false), ("\0", true)]
                {
                    let text = format!("{before}{odd}{after}");
                    assert!(!is_plain(&text) && is_plain_text(&text) == is_text, "{text:?}");
                }
                assert!(has_gap(&format!("{before}  {after}")), "{text}, {at}");
                assert!(has_sign(&format!("{before},{after}"), b','), "{text}, {at}");
            }
        }
    }
}
