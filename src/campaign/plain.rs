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

/// The same, but for line ends, tabs and other controls of ASCII.
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
