//! The messages of thanks as a list: one line each with what can be looked for, filtered and sorted by. Made once per revision.

use crate::app::people::folded;
use crate::app::shelf::{Found, Line, Order, Query, by_words, excerpt};
use crate::app::when;
use crate::campaign::{Campaign, PersonId, Thanks, ThanksId, ThanksState};
use std::cmp::{Ordering, Reverse};

/// One message as a line of the list.
#[derive(Clone, Debug)]
pub struct ThanksLine {
    pub id: ThanksId,
    /// Whom it thanks, as the campaign knows them, else in the words of the message.
    pub to: String,
    pub to_person: Option<PersonId>,
    /// "from Ana, third floor"; empty where nobody is named.
    pub from: String,
    pub excerpt: String,
    pub received: String,
    pub state: ThanksState,
    words: String,
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThanksOrder {
    /// As they came in.
    #[default]
    Arrival,
    To,
    From,
    /// The longest first.
    Length,
    State,
}

impl Order for ThanksOrder {
    const ALL: &'static [Self] = &[Self::Arrival, Self::To, Self::From, Self::Length, Self::State];
    fn title(self) -> &'static str {
        match self {
            Self::Arrival => "Arrival",
            Self::To => "Whom it thanks",
            Self::From => "Who wrote it",
            Self::Length => "The longest first",
            Self::State => "State",
        }
    }
}

/// Which messages are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThanksFilter {
    pub state: Option<ThanksState>,
    /// Whether a person of the campaign is thanked.
    pub linked: Option<bool>,
}

/// What is looked for.
pub type ThanksQuery = Query<ThanksFilter, ThanksOrder>;

impl Line for ThanksLine {
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Found for ThanksLine {
    type Filter = ThanksFilter;
    type Order = ThanksOrder;

    fn words(&self) -> &str {
        &self.words
    }
    fn is_wanted(&self, filter: &ThanksFilter) -> bool {
        filter.state.is_none_or(|state| self.state == state)
            && filter.linked.is_none_or(|linked| self.to_person.is_some() == linked)
    }
    fn compare(&self, other: &Self, order: ThanksOrder) -> Ordering {
        match order {
            ThanksOrder::Arrival => self.id.cmp(&other.id),
            ThanksOrder::To => folded(&self.to).cmp(&folded(&other.to)),
            ThanksOrder::From => by_words(&self.from, &other.from),
            ThanksOrder::Length => Reverse(self.words.len()).cmp(&Reverse(other.words.len())),
            ThanksOrder::State => self.state.cmp(&other.state),
        }
    }
}

/// All messages as lines.
pub fn shelf(campaign: &Campaign) -> Vec<ThanksLine> {
    campaign.thanks().iter().map(|(id, it)| line(campaign, id, it)).collect()
}

/// The name of a person, else the words.
fn named(campaign: &Campaign, person: Option<PersonId>, words: &str) -> String {
    match person.and_then(|id| campaign.people().get(id)) {
        Some(person) => person.display_name().to_owned(),
        None => words.trim().to_owned(),
    }
}

fn line(campaign: &Campaign, id: ThanksId, it: &Thanks) -> ThanksLine {
    let to = named(campaign, it.to, &it.to_words);
    let author = named(campaign, it.from, &it.from_words);
    let team = it.to.and_then(|id| campaign.people().get(id)).map_or("", |person| person.team.as_str());
    let words = [
        to.as_str(),
        &it.to_words,
        &author,
        &it.from_words,
        &it.message,
        &it.shown_as,
        &it.channel,
        &it.hidden_reason,
        team,
    ];
    ThanksLine {
        id,
        from: match (author.is_empty(), it.anonymous) {
            (true, _) => String::new(),
            (false, true) => format!("from {author}, who wishes not to be named"),
            (false, false) => format!("from {author}"),
        },
        to: if to.is_empty() { "Nobody named".into() } else { to.clone() },
        to_person: it.to,
        excerpt: excerpt(it.public_message()),
        received: when::received(it.received_at, &it.received),
        state: it.state,
        words: folded(&words.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::app::nominations::Who;
    use crate::app::shelf::Shelf as _;
    use crate::app::thanks::{add_naming, link};
    use crate::campaign::{Change, Edit};

    #[test]
    fn messages_are_found_filtered_and_linked() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let thanks =
            |to: &str, message: &str| Thanks { to_words: to.into(), message: message.into(), ..Thanks::default() };
        let edits = vec![
            Edit::thanks(1.into(), thanks("Night shift", "Quiet nights.")),
            Edit::thanks(2.into(), thanks("Zoë", "You found the cable, and the second cable too.")),
        ];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let ids = |campaign: &Campaign, query: &ThanksQuery| -> Vec<u64> {
            let shelf = shelf(campaign);
            shelf.find(query).iter().map(|index| shelf[*index as usize].id.0).collect()
        };
        assert_eq!(ids(&campaign, &ThanksQuery { words: "zoe cable".into(), ..ThanksQuery::default() }), [2]);
        assert_eq!(ids(&campaign, &ThanksQuery { order: ThanksOrder::Length, ..ThanksQuery::default() }), [2, 1]);
        let change = link(&campaign, 2.into(), Some(&Who::New("Zoë Quist".into())), false).unwrap();
        campaign.apply(&change, now).unwrap();
        assert_eq!(
            ids(&campaign, &ThanksQuery::only(ThanksFilter { linked: Some(true), ..ThanksFilter::default() })),
            [2]
        );
        let author = Who::New("Ana".into());
        let change = add_naming(&campaign, thanks("", "For me."), Some(&author), Some(&author)).unwrap();
        assert_eq!(change.edits.len(), 2, "the same new name is one person");
    }
}
