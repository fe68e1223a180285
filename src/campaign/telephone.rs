//! Telephone numbers as people write them: digits in groups, with signs between. Two are one where what is dialled is the same, with
//! the country before it or without.

/// A number has so many digits at least, and at most.
const LEAST: usize = 7;
const MOST: usize = 17;

/// Two that end with so many digits alike are one, whatever stands for the country before them.
const TELLING: usize = 9;

/// So many digits may be all of a number without its country, and fewer only the end of one.
const WHOLE: usize = 8;

/// Digits before those that tell: the country's, with zeros.
const COUNTRY: usize = 5;

/// So many signs may stand between two groups, and a number has so many groups at most.
const SIGNS: usize = 3;
const GROUPS: usize = 9;

/// How sure it is that a number is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It may be the end of it, without what is dialled for the town.
    Maybe,
    Same,
}

/// Digits that stand together.
#[derive(Clone, Debug)]
struct Group {
    from: usize,
    to: usize,
    digits: String,
    /// A plus stands before it: a number begins here.
    has_plus: bool,
    /// The zero of "+49 (0)170", which nobody dials who dials the country.
    is_optional: bool,
}

/// A number as it stands somewhere, without what may be left out.
#[derive(Debug)]
struct Written {
    digits: String,
    /// Nothing of a number stands before it.
    is_whole: bool,
}

fn digit_of(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

const fn is_sign(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\t' | '-' | '‐' | '‑' | '–' | '/' | '.' | '(' | ')')
}

/// Are there digits enough in the text for a number? Most texts have none.
pub fn may_hold_telephone(text: &str) -> bool {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_digit).nth(LEAST - 1).is_some();
    }
    text.chars().filter(|c| digit_of(*c).is_some()).nth(LEAST - 1).is_some()
}

/// Groups of digits with nothing but signs between them, run by run.
fn runs(text: &str) -> Vec<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if let Some(digit) = digit_of(c) {
            match groups.last_mut().filter(|it| it.to == at) {
                Some(group) => {
                    group.digits.push(digit);
                    group.to = end;
                }
                // The digits of "B2" are no number of their own.
                None if before.is_some_and(char::is_alphanumeric) => {}
                None => {
                    let said = text.get(..at).unwrap_or("");
                    let has_plus = said.ends_with('+') || said.ends_with("+(");
                    groups.push(Group { from: at, to: end, digits: digit.into(), has_plus, is_optional: false });
                }
            }
        }
        before = Some(c);
    }
    for group in &mut groups {
        let (before, behind) = (text.get(..group.from).unwrap_or(""), text.get(group.to..).unwrap_or(""));
        group.is_optional = group.digits == "0" && before.ends_with('(') && behind.starts_with(')');
    }
    let mut runs: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        let goes_on = runs.last().and_then(|run| run.last()).is_some_and(|last: &Group| {
            let gap = text.get(last.to..group.from).unwrap_or("");
            !group.has_plus && gap.chars().all(is_sign) && gap.chars().nth(SIGNS).is_none()
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push(group),
            None => runs.push(vec![group]),
        }
    }
    runs
}

fn written(groups: &[Group], is_whole: bool) -> Written {
    let has_country = groups.first().is_some_and(|it| it.has_plus || it.digits.starts_with("00"));
    let said = groups.iter().filter(|it| !(it.is_optional && has_country));
    Written { digits: said.map(|it| it.digits.as_str()).collect(), is_whole }
}

/// The numbers of a cell that is asked for them: digits alone.
pub fn telephones_in(cell: &str) -> Vec<String> {
    if !may_hold_telephone(cell) {
        return Vec::new();
    }
    let numbers = cell.split(" / ").flat_map(runs).map(|run| written(&run, true).digits);
    numbers.filter(|it| (LEAST..=MOST).contains(&it.len()) && !dialled(it).is_empty()).collect()
}

/// Without the zeros before a number, which stand for the way out of a town or a country.
fn dialled(digits: &str) -> &str {
    let dialled = digits.trim_start_matches('0');
    if dialled.len() < LEAST { "" } else { dialled }
}

/// Is one number, digits alone, the other?
pub fn are_one_telephone(one: &str, other: &str) -> bool {
    likeness(&Written { digits: one.to_owned(), is_whole: true }, other) == Some(Likeness::Same)
}

fn likeness(found: &Written, known: &str) -> Option<Likeness> {
    let (one, other) = (dialled(&found.digits), dialled(known));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    if one == other {
        return Some(Likeness::Same);
    }
    let alike = one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
    let (rest, known_rest) = (one.len() - alike, other.len() - alike);
    if rest == 0 {
        // A part of a number that begins otherwise is another's.
        let is_begun = found.is_whole || found.digits.starts_with('0');
        let is_sure = alike >= WHOLE && known_rest <= COUNTRY;
        return is_begun.then_some(if is_sure { Likeness::Same } else { Likeness::Maybe });
    }
    if known_rest == 0 {
        let is_sure = alike >= WHOLE && rest <= COUNTRY && found.is_whole;
        return (is_sure || found.is_whole).then_some(if is_sure { Likeness::Same } else { Likeness::Maybe });
    }
    // "+49 0170" beside "+49 170".
    let without_zeros = |digits: &str, rest: usize| digits.get(..rest).unwrap_or("").trim_end_matches('0').to_owned();
    let is_one = alike >= TELLING && without_zeros(one, rest) == without_zeros(other, known_rest);
    is_one.then_some(Likeness::Same)
}

/// Where one of these numbers stands in a text, from where to where, which one, and how sure that is.
pub fn telephones_among(text: &str, known: &[&str]) -> Vec<(usize, usize, usize, Likeness)> {
    let mut found = Vec::new();
    if known.is_empty() || !may_hold_telephone(text) {
        return found;
    }
    for run in runs(text) {
        let mut of_run: Vec<(usize, usize, usize, Likeness, usize)> = Vec::new();
        for first in 0..run.len() {
            let mut digits = 0;
            for last in first..run.len().min(first + GROUPS) {
                digits += run.get(last).map_or(0, |it| it.digits.len());
                if digits > MOST {
                    break;
                }
                let groups = run.get(first..=last).unwrap_or(&[]);
                if digits < LEAST {
                    continue;
                }
                let it = written(groups, first == 0);
                let likest = known.iter().enumerate().filter_map(|(at, known)| Some((likeness(&it, known)?, at))).max();
                if let Some((likeness, at)) = likest {
                    // Of several ways to cut one out the best is as long as the number with its beginning.
                    let is_begun = it.digits.starts_with('0') || groups.first().is_some_and(|it| it.has_plus);
                    let is_exact = known.get(at).is_some_and(|known| dialled(&it.digits) == dialled(known));
                    let rank = usize::from(is_exact) * 4 + usize::from(is_begun) * 2 + usize::from(first == 0);
                    of_run.push((first, last, at, likeness, rank));
                }
            }
        }
        of_run.sort_by_key(|(first, last, _, likeness, rank)| {
            std::cmp::Reverse((*likeness, *rank, last - first, std::cmp::Reverse(*first)))
        });
        let mut taken = vec![false; run.len()];
        for (first, last, at, likeness, _) in of_run {
            let Some(groups) = taken.get_mut(first..=last).filter(|groups| !groups.contains(&true)) else { continue };
            groups.fill(true);
            if let Some((one, other)) = run.get(first).zip(run.get(last)) {
                found.push((one.from - signs_before(text, one.from, other.to), other.to, at, likeness));
            }
        }
    }
    found.sort_unstable_by_key(|(from, ..)| *from);
    found
}

/// The plus before a number belongs to it, and so does a bracket that is closed within.
fn signs_before(text: &str, from: usize, to: usize) -> usize {
    let before = text.get(..from).unwrap_or("");
    let signs = before.get(before.trim_end_matches(['+', '(']).len()..).unwrap_or("");
    let is_closed = text.get(from..to).is_some_and(|it| it.contains(')'));
    if !signs.contains('(') || is_closed { signs.len() } else { usize::from(signs.ends_with('+')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, known: &str) -> Vec<(String, Likeness)> {
        let found = telephones_among(text, &[known]).into_iter();
        found.map(|(from, to, _, likeness)| (text[from..to].to_owned(), likeness)).collect()
    }

    #[test]
    fn one_number_however_it_is_written() {
        let known = &telephones_in("Tel. +49 170 5551234")[0];
        assert_eq!(known, "491705551234");
        for (text, number) in [
            ("call 0170/5551234 or wait", "0170/5551234"),
            ("call 00491705551234, please", "00491705551234"),
            ("call +49 (0)170 555-12-34.", "+49 (0)170 555-12-34"),
            ("call +49 0170 5551234", "+49 0170 5551234"),
            ("call (0170) 555 12 34", "(0170) 555 12 34"),
            ("49 170 5551234", "49 170 5551234"),
            ("call 0170 5551234 50667 Köln", "0170 5551234"),
            ("room 12 0170 5551234", "0170 5551234"),
            ("٠١٧٠ ٥٥٥١٢٣٤", "٠١٧٠ ٥٥٥١٢٣٤"),
        ] {
            assert_eq!(found(text, known), [(number.to_owned(), Likeness::Same)], "{text}");
        }
        assert_eq!(found("call 555-1234 at night", known), [("555-1234".to_owned(), Likeness::Maybe)]);
        for text in
            ["0171 5551234", "+43 170 5551234", "030 555 1234", "ticket 9917055512349", "B491705551234", "2026-11-23"]
        {
            assert_eq!(found(text, known), [], "{text}");
        }
        // A small country's number is whole without it.
        assert_eq!(found("12 34 56 78", "+4512345678".trim_start_matches('+')).len(), 1);
        assert_eq!(found("+46 12 34 56 78", "4512345678"), []);
        // A long list of digits takes no time by its square.
        let begun = std::time::Instant::now();
        assert_eq!(found(&"0170 5551234 ".repeat(20_000), known).len(), 20_000);
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }

    #[test]
    fn cells_hold_none_or_several() {
        assert_eq!(telephones_in("0170 5551234; 030-1234567 (home)"), ["01705551234", "0301234567"]);
        assert!(telephones_in("ext. 4471").is_empty() && telephones_in("00000000").is_empty());
        assert!(are_one_telephone("01705551234", "491705551234") && !are_one_telephone("5551234", "01705551234"));
    }
}
