//! People who match what is typed into a field that asks for somebody. A campaign may have a million, so a part of them is looked at
//! in each frame, and those who were found so far are offered meanwhile.

use crate::app::people::{folded, holds_words};
use crate::campaign::{Campaign, Person, PersonId};
use eframe::egui::Context;

/// People looked at in one frame: a few thousandths of a second.
const AT_A_TIME: usize = 10_000;

/// How long it looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// So many are found.
    Found(usize),
    /// Everybody was looked at, and how many match is known; so many of them are offered.
    Counted(usize),
}

#[derive(Default)]
pub struct Offered {
    /// What was looked for, and in which state of the campaign.
    of: Option<(String, u64)>,
    /// Who is looked at next; `None` when it is done.
    next: Option<PersonId>,
    found: Vec<PersonId>,
    matching: usize,
}

impl Offered {
    /// Goes on looking for `words`; `is_wanted` says who may be offered at all. Asks for another frame while there are more to
    /// look at.
    pub fn look(
        &mut self,
        ctx: &Context,
        campaign: &Campaign,
        words: &str,
        until: Until,
        is_wanted: impl Fn(PersonId) -> bool,
    ) {
        self.look_at(campaign, words, until, is_wanted);
        if self.is_looking() {
            ctx.request_repaint();
        }
    }

    fn look_at(
        &mut self,
        campaign: &Campaign,
        words: &str,
        until: Until,
        is_wanted: impl Fn(PersonId) -> bool,
    ) -> usize {
        let of = (folded(words.trim()), campaign.revision());
        if self.of.as_ref() != Some(&of) {
            *self = Self { next: campaign.people().ids().next(), of: Some(of), ..Self::default() };
        }
        let (Some(next), Some((question, _))) = (self.next, &self.of) else { return 0 };
        let (Until::Found(most) | Until::Counted(most)) = until;
        let mut looked_at = 0;
        self.next = None;
        for (id, person) in campaign.people().iter_from(next) {
            if looked_at == AT_A_TIME {
                self.next = Some(id);
                break;
            }
            looked_at += 1;
            if !matches(person, question) || !is_wanted(id) {
                continue;
            }
            self.matching += 1;
            if self.found.len() < most {
                self.found.push(id);
            }
            if until == Until::Found(most) && self.found.len() == most {
                break;
            }
        }
        looked_at
    }

    pub fn found(&self) -> &[PersonId] {
        &self.found
    }

    /// How many match, of those that were looked at.
    pub fn matching(&self) -> usize {
        self.matching
    }

    /// There are people who were not looked at yet.
    pub fn is_looking(&self) -> bool {
        self.next.is_some()
    }
}

fn matches(person: &Person, question: &str) -> bool {
    if question.is_empty() {
        return true;
    }
    let words = [person.display_name(), &person.name, &person.latin_name, &person.email, &person.team];
    holds_words(&folded(&words.join(" ")), question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::templates;
    use crate::campaign::{Change, Edit};
    use jiff::Timestamp;

    #[test]
    fn a_frame_looks_at_a_part_and_in_the_end_all_are_found() {
        let at = Timestamp::UNIX_EPOCH;
        let mut campaign = templates::blank(at);
        let count = 2 * AT_A_TIME + 500;
        let person = |n: usize| {
            let name = if n.is_multiple_of(AT_A_TIME) { format!("Zoë Quist {n}") } else { format!("Person {n}") };
            Edit::person(PersonId(n as u64), Person { name: name.into(), ..Person::default() })
        };
        campaign.apply(&Change::new("Add", (1..=count).map(person).collect()), at).unwrap();
        let mut offered = Offered::default();
        let mut frame = |until: Until, words: &str| {
            let looked_at = offered.look_at(&campaign, words, until, |_| true);
            (looked_at, offered.found().len(), offered.matching(), offered.is_looking())
        };
        assert_eq!(frame(Until::Found(5), "quist zoe"), (AT_A_TIME, 1, 1, true));
        assert_eq!(frame(Until::Found(5), "quist zoe"), (AT_A_TIME, 2, 2, true));
        assert_eq!(frame(Until::Found(5), "quist zoe"), (500, 2, 2, false));
        assert_eq!(frame(Until::Found(5), "quist zoe"), (0, 2, 2, false), "nothing is looked at twice");
        assert_eq!(frame(Until::Found(5), "person"), (5, 5, 5, false), "enough is enough");
        let counted: Vec<_> = (0..4).map(|_| frame(Until::Counted(3), "")).collect();
        let all = |n: usize, is_looking| (n.min(AT_A_TIME), 3, n, is_looking);
        assert_eq!(counted[0], all(AT_A_TIME, true));
        assert_eq!((counted[2].2, counted[2].3, counted[3].0), (count, false, 0));
    }
}
