//! E-mail addresses in cells, by their form only: whether one exists cannot be known offline.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::value::{is_full_name, is_nothing, is_space, tidy, to_nfc};

/// What a cell says about an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Email<'c> {
    /// Nothing, or a form's word for nothing (`anonymous`).
    None,
    /// Of the right form; case as written.
    Good(Cow<'c, str>),
    /// Not of the form of an address.
    Bad,
}

/// Checks the form only: whether the address exists cannot be known offline.
pub fn email(cell: &str) -> Email<'_> {
    if is_of_program(cell) {
        return Email::None;
    }
    // Nothing but an address, as nearly every cell has it.
    if is_ascii_email(cell.as_bytes()) {
        return Email::Good(Cow::Borrowed(cell));
    }
    // Web pages and mail programs put marks around an address that turn the direction of text.
    let mut text = cell.trim_matches(|c: char| {
        is_space(c) || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    });
    if text.is_empty() || is_nothing(text) || is_anonymous(text) || matches!(text, "none" | "None" | "keine" | "Keine")
    {
        return Email::None;
    }
    // "Ann Field <ann@example.org>" and "mailto:ann@example.org" are copied from mail programs.
    if let Some((_, rest)) = text.rsplit_once('<')
        && let Some(inner) = rest.strip_suffix('>')
    {
        text = inner.trim_matches(is_space);
    }
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    match beside_name(text) {
        _ if looks_like_email(text) => Email::Good(to_nfc(text)),
        // "No longer ann@example.org" may be none.
        Some((name, address)) if is_full_name(&name) => Email::Good(to_nfc(address)),
        _ => Email::Bad,
    }
}

/// Is it the address that a program gives everybody who fills its form in?
fn is_of_program(cell: &str) -> bool {
    cell.len() < 40 && cell.trim_matches(is_space).eq_ignore_ascii_case("web-form@smartsheet.com")
}

/// What forms and people write where a name or an address was not to be given.
pub(super) fn is_anonymous(text: &str) -> bool {
    // Nearly every name begins with a letter that none of these does, and the longest of them has ten.
    if text.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric() && !matches!(first, b'a' | b'A')) {
        return false;
    }
    let text = text.trim_matches(is_space);
    text.len() <= 12
        && matches!(
            text.to_lowercase().as_str(),
            "anonymous" | "anonym" | "anonyme" | "anoniem" | "anónimo" | "anonimo" | "anônimo" | "anonimowo"
        )
}

/// The name beside an address: "Ann Field" of `"Ann Field" <ann@example.org>`, as mail programs write it, and of
/// "Ann Field, ann@example.org", as people do.
pub(super) fn mailbox_name(cell: &str) -> Option<String> {
    memchr::memchr(b'@', cell.as_bytes())?;
    let mailbox = memchr::memchr(b'<', cell.as_bytes()).and_then(|_| name_of_mailbox(cell));
    mailbox.or_else(|| beside_name(cell).map(|(name, _)| name))
}

/// A name and the one address that stands behind or before it, without the sign between them. Where more stands beside them nobody
/// knows what belongs to the name.
fn beside_name(cell: &str) -> Option<(String, &str)> {
    /// A name has no more words; a sentence with an address has.
    const WORDS: usize = 6;
    if cell.len() > 300 || cell.matches('@').count() != 1 {
        return None;
    }
    let is_between =
        |c: char| is_space(c) || matches!(c, ',' | ';' | '|' | '/' | '(' | ')' | '[' | ']' | '<' | '>' | '"');
    let at = cell.find('@')?;
    let start = cell
        .get(..at)?
        .rfind(is_between)
        .map_or(0, |found| found + cell.get(found..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8));
    let end = cell.get(at..)?.find(is_between).map_or(cell.len(), |found| at + found);
    let address = cell.get(start..end)?;
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let is_sign = |c: char| is_between(c) || matches!(c, ':' | '-' | '–' | '—' | '\'');
    // "Jr." and "B." keep their points.
    let [before, behind] = [cell.get(..start)?, cell.get(end..)?].map(|it| it.trim_matches(is_sign));
    let name = match (before.is_empty(), behind.is_empty()) {
        (false, true) => before,
        (true, false) => behind,
        _ => return None,
    };
    let name = tidy(name);
    // "Ada Quist, e-mail: ada@example.org"
    let label = name.rsplit_once(' ').filter(|(_, last)| LABELS.contains(&last.to_lowercase().as_str()));
    let name = label.map_or(name.as_str(), |(name, _)| name.trim_end_matches(is_sign)).to_owned();
    // "Quist, Ada (ada@example.org)", and "Ada Quist, Network, ada@example.org"
    let is_closed = cell.get(..start)?.trim_end_matches(is_space).ends_with(['(', '[']);
    let is_name = name.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
        && name.split(' ').count() <= WORDS
        && !name.contains(|c: char| (is_between(c) && c != ' ' && !(c == ',' && is_closed)) || c.is_ascii_digit())
        && !LABELS.contains(&name.to_lowercase().as_str());
    (is_name && looks_like_email(address)).then_some((name, address))
}

/// What people write before an address, in lower case.
const LABELS: [&str; 6] = ["email", "e-mail", "mail", "courriel", "correo", "epost"];

fn name_of_mailbox(cell: &str) -> Option<String> {
    let (name, rest) = cell.trim_matches(is_space).rsplit_once('<')?;
    let address = rest.strip_suffix('>')?.trim_matches(is_space);
    let name = tidy(name.trim_matches(|c: char| is_space(c) || matches!(c, '"' | '\'')));
    (looks_like_email(address) && name.chars().any(char::is_alphabetic) && !name.contains('@')).then_some(name)
}

/// Does an address stand among other words? "@Ada Quist" is a mention and holds none.
pub(super) fn holds_address(text: &str) -> bool {
    let is_one = |word: &str| word.find('@').is_some_and(|at| at > 0);
    memchr::memchr(b'@', text.as_bytes()).is_some() && text.contains(' ') && text.split(' ').any(is_one)
}

/// Is it one address, with or without a name in front?
pub(super) fn names_address(cell: &str) -> bool {
    cell.contains('@') && matches!(email(cell), Email::Good(_))
}

/// May stand before the `@`.
const LOCAL: u8 = 1;
/// May stand behind it.
const DOMAIN: u8 = 2;
/// Neither stands first or last in a part of what is behind it.
const HYPHEN: u8 = 4;
const DOT: u8 = 8;
const CLASS: [u8; 256] = {
    let signs = b"!#$%&'*+-/=?^_`{|}~.";
    let mut class = [0; 256];
    let mut at = 0;
    while at < 256 {
        if (at as u8).is_ascii_alphanumeric() {
            class[at] = LOCAL | DOMAIN;
        }
        at += 1;
    }
    at = 0;
    while at < signs.len() {
        class[signs[at] as usize] = LOCAL;
        at += 1;
    }
    class[b'-' as usize] = LOCAL | DOMAIN | HYPHEN;
    class[b'.' as usize] = LOCAL | DOMAIN | DOT;
    class
};

/// [`looks_like_email`] for an address of ASCII alone that is not very long, byte by byte; false where it is anything else.
fn is_ascii_email(text: &[u8]) -> bool {
    let class = |byte: &u8| CLASS.get(usize::from(*byte)).copied().unwrap_or(0);
    let mut bytes = text.iter();
    // Both sides begin and end as if there were a dot.
    let (mut before, mut all, mut beside) = (DOT, u8::MAX, 0);
    for byte in bytes.by_ref().take_while(|byte| **byte != b'@') {
        let one = class(byte);
        all &= one;
        beside |= before & one;
        before = one;
    }
    let domain = bytes.as_slice();
    let local = text.len() - domain.len();
    // With the `@`; of longer ones each part would have to be measured.
    if all & LOCAL == 0 || (beside | before) & DOT != 0 || local > 65 || domain.len() > 63 {
        return false;
    }
    // A bit for each place where one stands.
    let (mut dots, mut hyphens, mut all) = (0_u64, 0_u64, u8::MAX);
    for (at, byte) in domain.iter().enumerate() {
        let one = class(byte);
        all &= one;
        dots |= u64::from(one / DOT) << at;
        hyphens |= u64::from((one / HYPHEN) & 1) << at;
    }
    // Parts begin behind a dot and end before one.
    let edges = dots << 1 | 1 | dots >> 1 | 1 << domain.len() >> 1;
    let top = (64 - dots.leading_zeros()) as usize;
    all & DOMAIN != 0
        && (dots | hyphens) & edges == 0
        && dots != 0
        && !domain.get(top..).unwrap_or_default().iter().all(u8::is_ascii_digit)
}

/// Of the form `local@domain`.
pub(super) fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_local = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~.".contains(c)
            || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
    };
    let local_ok = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(is_local);
    let is_label = |l: &str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-' || is_combining_mark(c))
    };
    let Some((_, top)) = domain.rsplit_once('.') else { return false };
    local_ok && domain.len() <= 253 && domain.split('.').all(is_label) && !top.chars().all(|c| c.is_ascii_digit())
}

/// Several addresses in one cell, in order; empty unless every part of it is one.
pub fn emails(cell: &str) -> Vec<String> {
    let parts = cell.split([';', ',', '\n', '\r', '/', ' ']);
    // Google joins them with three colons.
    let parts = parts.filter(|part| !part.chars().all(|c| is_space(c) || c == ':'));
    let read: Option<Vec<String>> = parts
        .map(|part| match email(part) {
            Email::Good(address) => Some(address.into_owned()),
            _ => None,
        })
        .collect();
    read.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_for_form_only() {
        assert_eq!(email(" S.Okonjo@Example.org\u{A0}"), Email::Good("S.Okonjo@Example.org".into()));
        assert_eq!(email("Ann Field <ann@example.org>"), Email::Good("ann@example.org".into()));
        assert_eq!(email("anonymous"), Email::None);
        assert_eq!(email("web-form@smartsheet.com"), Email::None);
        for address in [
            "a@b.c",
            "A.b+c@x-y.example",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.d",
            "a@b",
            "a@.b",
            "a@b.",
            "a@b..c",
            "a@-b.c",
            "a@b-.c",
            "a@b.1",
            "a@b.1-2",
            "a@1.c",
            "a@b--c.d",
            "a@b-.-c.d",
            "a@b.c-",
            "a@b.-",
            "a@.",
            "@b.c",
            "a@b@c.d",
            "a b@c.d",
            "a@b c.d",
            "",
            "@",
            "a@b.c ",
            "a@b_c.d",
            "\"a\"@b.c",
            "mailto:a@b.c",
            "<a@b.c>",
            "!#$%&'*+-/=?^_`{|}~@b.c",
        ] {
            assert_eq!(is_ascii_email(address.as_bytes()), looks_like_email(address), "{address}");
        }
        let long = |local: usize, label: usize| format!("{}@{}.example", "a".repeat(local), "b".repeat(label));
        for (local, label) in [(64, 55), (64, 63), (65, 55), (65, 63), (64, 64), (1, 200)] {
            let address = long(local, label);
            assert_eq!(email(&address) != Email::Bad, looks_like_email(&address), "{address}");
            // Very long ones are left to the slow way.
            assert_eq!(is_ascii_email(address.as_bytes()), looks_like_email(&address) && label <= 55, "{address}");
        }
        for (cell, name) in [
            ("Ann Field <ann@example.org>", Some("Ann Field")),
            ("Ann Field, ann@example.org", Some("Ann Field")),
            ("Ann Field ann@example.org", Some("Ann Field")),
            ("Ann Field - ann@example.org", Some("Ann Field")),
            ("Ann Field (ann@example.org)", Some("Ann Field")),
            ("Field, Ann (ann@example.org)", Some("Field, Ann")),
            ("Ann Field, e-mail: ann@example.org", Some("Ann Field")),
            ("ann@example.org (Ann Field)", Some("Ann Field")),
            ("Ann Field, Network, ann@example.org", None),
            ("Ann Field, ann@example.org, Network", None),
            ("Ann ann@example.org, bo@example.org", None),
            ("E-Mail: ann@example.org", None),
            ("ann@example.org", None),
            ("please ask ann@example.org", None),
        ] {
            assert_eq!(mailbox_name(cell).as_deref(), name, "{cell}");
        }
        assert_eq!(email("Ann Field (ann@example.org)"), Email::Good("ann@example.org".into()));
        assert!(holds_address("Ann Field, Network, ann@example.org") && !holds_address("@Ann Field"));
        assert!(!holds_address("ann@example.org"));
        assert_eq!(email("No longer ann@example.org"), Email::Bad);
        for bad in ["ann", "ann@", "@x.org", "a b@x.org", "a@x", "a@@x.org", "a@-x.org", "a@x..org", "a@1.2.3.4"] {
            assert_eq!(email(bad), Email::Bad, "{bad}");
        }
    }
}
