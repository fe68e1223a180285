//! The sealed envelope: what a lock keeps secret, as lines a person can type in again from paper.
//!
//! A page printed at the lock carries the organiser's code and the key, so that a lost laptop does not end the draw. The
//! lines use Crockford's base 32 (capitals and digits that are not taken for one another), each with its number and a
//! checksum of its own: a typo is found in its line, often in its group. What it cannot do: it holds no list. Together
//! with `lock.json` and `roll.tsv`, or an older copy of the campaign, it brings the lock back ([`restore`]).

mod restore;

pub use restore::{Published, Restored, restore};

use super::drawing;
use super::failure::Failure;
use crate::campaign::{Campaign, Stage, SweepstakeId};
use crate::draw::{self, Hash};
use sha2::{Digest, Sha256};

/// How many lines an envelope has.
pub const LINES: usize = 12;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes of a line, before its 20 bits of checksum: 100 bits, twenty signs of five bits.
const LINE_BYTES: usize = 10;
const LINE_SIGNS: usize = 20;
const GROUP_SIGNS: usize = 4;
/// Version, draw, two times, lock hash, code, key; the rest of the last line is a checksum of them all.
const BODY_BYTES: usize = 111;
const TOTAL_BYTES: usize = LINES * LINE_BYTES;
const VERSION: u8 = 1;
/// Set in the first byte when the lock commits to a code.
const WITH_CODE: u8 = 0x80;
const NOT_TAKEN_IN: &str = "The envelope was not taken in.";

/// What was secret at a lock, and which lock it was. Whoever holds it can sign as the organiser.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Number of the draw, from 1.
    pub draw: u32,
    /// When it was locked, in seconds since 1970.
    pub locked_at_secs: u64,
    /// When its luck will be known, in seconds since 1970.
    pub announced_at_secs: u64,
    /// Hash of the lock.
    pub lock_sha256: Hash,
    /// The organiser's code; `None` where the lock commits to none.
    pub code: Option<Hash>,
    /// Seed of the Ed25519 key that signs this campaign's draws.
    pub signing_seed: Hash,
}

// Secrets never reach a log or a panic message.
impl std::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Envelope(draw {})", self.draw)
    }
}

impl Envelope {
    /// The envelope of a lock that is not drawn or closed yet; afterwards its code is public and there is nothing to seal.
    pub fn of(campaign: &Campaign, id: SweepstakeId) -> Result<Self, Failure> {
        let what = "No envelope was made.";
        let sweepstake = campaign.sweepstakes().get(id);
        let sealed = match sweepstake.map(|sweepstake| (sweepstake.stage(), sweepstake.sealed.as_ref())) {
            Some((Stage::Locked, Some(sealed))) => sealed,
            Some((Stage::Drawn | Stage::Void, _)) => {
                return Err(Failure::new(
                    what,
                    "The draw is over and its code is public.",
                    "Keep the bundle; nothing of it is secret.",
                ));
            }
            _ => return Err(Failure::new(what, "The draw is not locked yet.", "Lock it first.")),
        };
        let unreadable =
            || Failure::new(what, "The sealed lock cannot be read.", "Open the version of the file before this one.");
        let signed = draw::SignedLock::parse(sealed.lock.as_bytes()).map_err(|_| unreadable())?;
        let seconds = |moment: &draw::Moment| u64::try_from(moment.unix_secs()).map_err(|_| unreadable());
        let code = (!sealed.code.is_empty()).then(|| draw::unhex(&sealed.code).ok_or_else(unreadable)).transpose()?;
        Ok(Self {
            draw: u32::try_from(sealed.number).map_err(|_| unreadable())?,
            locked_at_secs: seconds(&signed.lock.locked_at)?,
            announced_at_secs: seconds(&signed.lock.announced_at)?,
            lock_sha256: draw::unhex(&sealed.lock_sha256).ok_or_else(unreadable)?,
            code,
            signing_seed: drawing::signing_key(campaign)?.to_bytes(),
        })
    }

    fn bytes(&self) -> [u8; TOTAL_BYTES] {
        let version = VERSION | if self.code.is_some() { WITH_CODE } else { 0 };
        let mut bytes = Vec::with_capacity(TOTAL_BYTES);
        bytes.push(version);
        bytes.extend(self.draw.to_be_bytes());
        // Five bytes of seconds last for 34,000 years.
        bytes.extend(&self.locked_at_secs.to_be_bytes()[3..]);
        bytes.extend(&self.announced_at_secs.to_be_bytes()[3..]);
        bytes.extend(self.lock_sha256);
        bytes.extend(self.code.unwrap_or_default());
        bytes.extend(self.signing_seed);
        bytes.extend(checksum_of_all(&bytes));
        let mut whole = [0; TOTAL_BYTES];
        whole.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        whole
    }

    /// `None` when the checksum of the whole does not hold; the inner one says when it is of a later version.
    fn from_bytes(bytes: &[u8; TOTAL_BYTES]) -> Option<Result<Self, Failure>> {
        let (body, check) = bytes.split_at(BODY_BYTES);
        if check != checksum_of_all(body) {
            return None;
        }
        let version = body[0] & !WITH_CODE;
        if version != VERSION {
            return Some(Err(Failure::new(
                NOT_TAKEN_IN,
                format!("It is an envelope of form {version}; this program knows form {VERSION}."),
                "Take it in with a newer program.",
            )));
        }
        let number = |at: usize, len: usize| body[at..at + len].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        let hash = |at: usize| {
            let mut hash = [0; 32];
            hash.copy_from_slice(&body[at..at + 32]);
            hash
        };
        Some(Ok(Self {
            draw: u32::try_from(number(1, 4)).unwrap_or_default(),
            locked_at_secs: number(5, 5),
            announced_at_secs: number(10, 5),
            lock_sha256: hash(15),
            code: (body[0] & WITH_CODE != 0).then(|| hash(47)),
            signing_seed: hash(79),
        }))
    }
}

fn checksum_of_all(body: &[u8]) -> [u8; TOTAL_BYTES - BODY_BYTES] {
    let hash = Sha256::new().chain_update(b"unsung-envelope/1 all").chain_update(body).finalize();
    let mut check = [0; TOTAL_BYTES - BODY_BYTES];
    check.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    check
}

/// The lines to print, each `NN  AAAA AAAA AAAA AAAA AAAA`: its number from 01, four groups and a group of checksum.
pub fn lines(envelope: &Envelope) -> Vec<String> {
    (1..)
        .zip(envelope.bytes().chunks(LINE_BYTES))
        .map(|(number, chunk)| {
            let signs = signs_of(number, chunk);
            let groups: Vec<String> = signs.chunks(GROUP_SIGNS).map(spelled).collect();
            format!("{number:02}  {}", groups.join(" "))
        })
        .collect()
}

/// The same as one text for a QR code: only signs of its compact alphabet, lines parted by a slash. [`read`] takes it too.
pub fn payload(envelope: &Envelope) -> String {
    lines(envelope).iter().map(|line| line.replace(' ', "")).collect::<Vec<_>>().join("/")
}

/// The twenty signs of a line, as numbers below 32: 80 bits of content, 20 bits of checksum.
fn signs_of(number: usize, chunk: &[u8]) -> [u8; LINE_SIGNS] {
    let content = chunk.iter().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
    let whole = content << 20 | u128::from(line_check(number, chunk));
    let mut signs = [0; LINE_SIGNS];
    for (place, sign) in signs.iter_mut().rev().enumerate() {
        *sign = (whole >> (5 * place) & 31) as u8;
    }
    signs
}

/// The number is part of it, so that two lines cannot change places unseen.
fn line_check(number: usize, chunk: &[u8]) -> u32 {
    let hash = Sha256::new().chain_update(b"unsung-envelope/1 line").chain_update([number as u8]).chain_update(chunk);
    let hash = hash.finalize();
    u32::from(hash[0]) << 12 | u32::from(hash[1]) << 4 | u32::from(hash[2]) >> 4
}

fn spelled(signs: &[u8]) -> String {
    signs.iter().map(|sign| LETTERS.get(usize::from(*sign)).map_or('?', |letter| char::from(*letter))).collect()
}

/// A sign as it may be typed: in small letters, with O for 0 and with I or L for 1.
fn sign_of(typed: char) -> Option<u8> {
    let letter = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter).map(|at| at as u8)
}

/// The content of a line when its checksum holds.
fn content_of(number: usize, signs: &[u8; LINE_SIGNS]) -> Option<[u8; LINE_BYTES]> {
    let whole = signs.iter().fold(0_u128, |sum, sign| sum << 5 | u128::from(*sign));
    let mut content = [0; LINE_BYTES];
    content.copy_from_slice(&(whole >> 20).to_be_bytes()[16 - LINE_BYTES..]);
    (u128::from(line_check(number, &content)) == whole & 0xf_ffff).then_some(content)
}

/// The one group in which a single wrong sign, or two that changed places, would explain a broken checksum.
fn suspect(number: usize, signs: &[u8; LINE_SIGNS]) -> Option<usize> {
    let mut groups = Vec::new();
    let mut tried = *signs;
    for place in 0..LINE_SIGNS {
        for sign in 0..32 {
            tried[place] = sign;
            if content_of(number, &tried).is_some() {
                groups.push(place / GROUP_SIGNS);
            }
        }
        tried[place] = signs[place];
        if place + 1 < LINE_SIGNS {
            tried.swap(place, place + 1);
            if content_of(number, &tried).is_some() {
                groups.push(place / GROUP_SIGNS);
            }
            tried.swap(place, place + 1);
        }
    }
    groups.dedup();
    match groups[..] {
        [only] => Some(only + 1),
        _ => None,
    }
}

/// Reads what was typed or scanned. The failure names the line with the typo, and its group where that can be told.
///
/// Spaces, hyphens and capitals do not matter. Lines may come in any order when they have their numbers; without any number
/// they count in the order they stand in. Where lines have numbers, other words around them are passed over.
pub fn read(text: &str) -> Result<Envelope, Failure> {
    let rows: Vec<(Option<usize>, String)> = text.split(['\n', '\r', '/']).filter_map(row).collect();
    let numbered = rows.iter().any(|(number, _)| number.is_some());
    let mut found: [Option<[u8; LINE_BYTES]>; LINES] = [None; LINES];
    let rows = rows.into_iter().filter(|(number, _)| number.is_some() == numbered);
    for (place, (number, typed)) in (1..).zip(rows) {
        let number = number.unwrap_or(place);
        let Some(slot) = number.checked_sub(1).and_then(|at| found.get_mut(at)) else {
            return Err(Failure::new(
                NOT_TAKEN_IN,
                format!("There is a line {number}; an envelope has {LINES} lines."),
                "Type the lines as they are printed, each with its number.",
            ));
        };
        let content = line(number, &typed)?;
        if slot.replace(content).is_some_and(|before| before != content) {
            return Err(Failure::new(
                NOT_TAKEN_IN,
                format!("Line {number} is there twice, and not the same."),
                "Type the lines of one envelope only.",
            ));
        }
    }
    let missing: Vec<String> = (1..)
        .zip(&found)
        .filter(|(_, line)| line.is_none())
        .map(|(number, _): (usize, _)| number.to_string())
        .collect();
    if !missing.is_empty() {
        let why = match missing.len() {
            LINES => "No line of an envelope is in the text.".to_owned(),
            1 => format!("Line {} is missing.", missing[0]),
            _ => format!("Lines {} are missing.", missing.join(", ")),
        };
        return Err(Failure::new(NOT_TAKEN_IN, why, format!("Type all {LINES} lines as they are printed.")));
    }
    let mut bytes = [0; TOTAL_BYTES];
    for (to, from) in bytes.chunks_mut(LINE_BYTES).zip(found.iter().flatten()) {
        to.copy_from_slice(from);
    }
    Envelope::from_bytes(&bytes).unwrap_or_else(|| {
        Err(Failure::new(
            NOT_TAKEN_IN,
            "Every line is right, but they do not belong together.",
            "Type the lines of one envelope only.",
        ))
    })
}

/// A row of the text: the number of its line where it has one, and its signs. Empty rows are nothing.
fn row(text: &str) -> Option<(Option<usize>, String)> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (first, rest) = words.split_first()?;
    let number = |word: &str| {
        let digits: Option<Vec<u8>> = word.chars().map(sign_of).collect();
        digits
            .filter(|digits| digits.iter().all(|digit| *digit < 10))
            .map(|digits| digits.into_iter().fold(0_usize, |sum, digit| sum * 10 + usize::from(digit)))
    };
    let whole = words.concat();
    // A group has four signs, so a first word of one or two is the line's number. Typed without any space, the
    // length tells.
    let at = match first.chars().count() {
        1 | 2 if !rest.is_empty() => first.len(),
        _ if whole.chars().count() == LINE_SIGNS + 2 => whole.char_indices().nth(2).map_or(0, |(at, _)| at),
        _ => 0,
    };
    let (head, signs) = whole.split_at(at);
    match number(head).filter(|_| !head.is_empty()) {
        Some(number) => Some((Some(number), signs.to_owned())),
        None => Some((None, whole)),
    }
}

fn line(number: usize, typed: &str) -> Result<[u8; LINE_BYTES], Failure> {
    let again = format!("Compare line {number} with the page, group by group.");
    if let Some(stranger) = typed.chars().find(|typed| sign_of(*typed).is_none()) {
        let why = format!("“{stranger}” in line {number} is no sign of an envelope.");
        return Err(Failure::new(NOT_TAKEN_IN, why, again));
    }
    let signs: Vec<u8> = typed.chars().filter_map(sign_of).collect();
    let Ok(signs) = <[u8; LINE_SIGNS]>::try_from(signs.as_slice()) else {
        let why = format!("Line {number} has {} signs; {LINE_SIGNS} belong there.", signs.len());
        return Err(Failure::new(NOT_TAKEN_IN, why, again));
    };
    content_of(number, &signs).ok_or_else(|| {
        let place = suspect(number, &signs).map_or(String::new(), |group| format!(", probably in group {group}"));
        Failure::new(NOT_TAKEN_IN, format!("Line {number} has a typo{place}."), again)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> Envelope {
        let hash = |start: u8| std::array::from_fn(|at| start.wrapping_add(7 * at as u8));
        Envelope {
            draw: 3,
            locked_at_secs: 1_800_000_000,
            announced_at_secs: 1_800_086_400,
            lock_sha256: hash(9),
            code: Some(hash(100)),
            signing_seed: hash(200),
        }
    }

    #[test]
    fn lines_are_read_back() {
        let lines = lines(&envelope());
        assert_eq!(lines.len(), LINES);
        assert!(lines.iter().all(|line| line.len() == 28), "{lines:?}");
        assert!(lines[0].starts_with("01  "));
        assert_eq!(read(&lines.join("\n")).unwrap(), envelope());
        assert_eq!(read(&payload(&envelope())).unwrap(), envelope());
        let alphabet = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '/';
        assert!(payload(&envelope()).chars().all(alphabet));
        let without_code = Envelope { code: None, ..envelope() };
        assert_eq!(read(&super::lines(&without_code).join("\n")).unwrap(), without_code);
        assert_eq!(format!("{:?}", envelope()), "Envelope(draw 3)");
    }

    #[test]
    fn people_type_as_people_do() {
        let lines = lines(&envelope());
        let small = lines.join("\n").to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(read(&small).unwrap(), envelope());
        let joined: Vec<String> = lines.iter().map(|line| line.replace(' ', "")).collect();
        assert_eq!(read(&joined.join("\r\n\r\n")).unwrap(), envelope());
        let backwards: Vec<String> = lines.iter().rev().map(|line| line.replace(' ', "-")).collect();
        assert_eq!(read(&backwards.join("\n")).unwrap(), envelope());
        let unnumbered: Vec<String> = lines.iter().map(|line| line[4..].to_owned()).collect();
        assert_eq!(read(&unnumbered.join("\n")).unwrap(), envelope());
        let short_numbers: Vec<String> = lines.iter().map(|line| line.trim_start_matches('0').to_owned()).collect();
        assert_eq!(read(&short_numbers.join("\n")).unwrap(), envelope());
        let page = format!("Sealed envelope, draw three\nKeep it shut.\n\n{}\nEnd of the page\n", lines.join("\n"));
        assert_eq!(read(&page).unwrap(), envelope());
    }

    #[test]
    fn every_typo_names_its_line() {
        let lines = lines(&envelope());
        for (at, line) in lines.iter().enumerate() {
            for place in (4..line.len()).filter(|place| line.as_bytes()[*place] != b' ') {
                let was = line.as_bytes()[place];
                let now = if was == b'7' { 'K' } else { '7' };
                let mut typo = lines.clone();
                typo[at].replace_range(place..=place, &now.to_string());
                let failure = read(&typo.join("\n")).unwrap_err();
                let place = format!("Line {} has a typo, probably in group {}.", at + 1, (place - 4) / 5 + 1);
                assert_eq!(failure.why, place);
            }
        }
        let mut swapped = lines.clone();
        swapped.swap(2, 5);
        let swapped: Vec<String> = swapped.iter().map(|line| line[4..].to_owned()).collect();
        assert!(read(&swapped.join("\n")).unwrap_err().why.starts_with("Line 3 has a typo"));
        let mut short = lines.clone();
        short[6].pop();
        assert_eq!(read(&short.join("\n")).unwrap_err().why, "Line 7 has 19 signs; 20 belong there.");
        let mut strange = lines.clone();
        strange[1].replace_range(5..6, "U");
        assert_eq!(read(&strange.join("\n")).unwrap_err().why, "“U” in line 2 is no sign of an envelope.");
        let mut gone = lines.clone();
        gone.remove(3);
        assert_eq!(read(&gone.join("\n")).unwrap_err().why, "Line 4 is missing.");
        assert!(read("nothing at all").is_err());
        assert_eq!(read("").unwrap_err().why, "No line of an envelope is in the text.");
        assert!(read(&"9".repeat(100_000)).is_err());
    }

    #[test]
    fn lines_of_two_envelopes_do_not_mix() {
        let other = Envelope { draw: 4, signing_seed: [1; 32], ..envelope() };
        let mut mixed = lines(&envelope());
        mixed[0] = lines(&other)[0].clone();
        let why = read(&mixed.join("\n")).unwrap_err().why;
        assert_eq!(why, "Every line is right, but they do not belong together.");
        mixed.push(lines(&envelope())[0].clone());
        assert_eq!(read(&mixed.join("\n")).unwrap_err().why, "Line 1 is there twice, and not the same.");
    }
}
