//! How deep the elements of an XML part stand in one another, counted while it is unpacked and before anybody reads it.

/// How deep the elements of an XML part stand in one another: readers take ever longer for what never ends.
#[derive(Default)]
pub(super) struct Depth {
    pub levels: usize,
    inside: Inside,
    before: u8,
}

#[derive(Default, PartialEq)]
enum Inside {
    /// Between tags.
    #[default]
    Text,
    /// Behind the bracket that opens a tag.
    Bracket,
    /// In a tag that opens an element.
    Opening,
    /// In any other.
    Other,
}

impl Depth {
    /// The most levels that are open at once in these bytes, which follow those before.
    pub fn follow(&mut self, bytes: &[u8]) -> usize {
        let (mut at, mut most) = (0, self.levels);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if self.inside == Inside::Bracket {
                let opens = !matches!(rest.first(), Some(b'/' | b'?' | b'!'));
                self.levels =
                    if opens { self.levels + 1 } else { self.levels - usize::from(rest[0] == b'/' && self.levels > 0) };
                self.inside = if opens { Inside::Opening } else { Inside::Other };
                most = most.max(self.levels);
            }
            let wanted = if self.inside == Inside::Text { b'<' } else { b'>' };
            let Some(found) = memchr::memchr(wanted, rest) else {
                self.before = rest.last().copied().unwrap_or(0);
                break;
            };
            if wanted == b'<' {
                self.inside = Inside::Bracket;
            } else {
                let before = found.checked_sub(1).map_or(self.before, |place| rest[place]);
                self.levels -= usize::from(self.inside == Inside::Opening && before == b'/');
                self.inside = Inside::Text;
            }
            at += found + 1;
            self.before = wanted;
        }
        most
    }
}
