//! The messages of thanks as a list: one line each with what can be looked for, filtered and sorted by. Made once per revision.

use crate::app::people::{folded, holds_words};
use crate::campaign::{Campaign, PersonId, Thanks, ThanksId, ThanksState};

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

impl ThanksOrder {
    pub const ALL: [Self; 5] = [Self::Arrival, Self::To, Self::From, Self::Length, Self::State];
    pub fn title(self) -> &'static str {
        match self {
            Self::Arrival => "Arrival",
            Self::To => "Whom it thanks",
            Self::From => "Who wrote it",
            Self::Length => "The longest first",
            Self::State => "State",
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThanksQuery {
    pub words: String,
    pub state: Option<ThanksState>,
    /// Whether a person of the campaign is thanked.
    pub linked: Option<bool>,
    /// Only those that thank this person.
    pub to: Option<PersonId>,
    pub order: ThanksOrder,
    pub descending: bool,
}

/// All messages as lines.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    lines: Vec<ThanksLine>,
}

impl Shelf {
    /// Longest excerpt that is kept, in characters.
    const EXCERPT: usize = 160;

    pub fn new(campaign: &Campaign) -> Self {
        Self { lines: campaign.thanks().iter().map(|(id, it)| line(campaign, id, it)).collect() }
    }

    pub fn lines(&self) -> &[ThanksLine] {
        &self.lines
    }

    pub fn count(&self, state: ThanksState) -> usize {
        self.lines.iter().filter(|line| line.state == state).count()
    }

    /// Indexes into [`Shelf::lines`] of those that match, in the order asked for.
    pub fn find(&self, query: &ThanksQuery) -> Vec<u32> {
        let question = folded(&query.words);
        let mut found: Vec<u32> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| {
                query.state.is_none_or(|state| line.state == state)
                    && query.linked.is_none_or(|linked| line.to_person.is_some() == linked)
                    && query.to.is_none_or(|to| line.to_person == Some(to))
                    && holds_words(&line.words, &question)
            })
            .map(|(index, _)| index as u32)
            .collect();
        found.sort_by(|a, b| {
            let (a, b) = (&self.lines[*a as usize], &self.lines[*b as usize]);
            let order = match query.order {
                ThanksOrder::Arrival => a.id.cmp(&b.id),
                ThanksOrder::To => folded(&a.to).cmp(&folded(&b.to)),
                ThanksOrder::From => (a.from.is_empty(), folded(&a.from)).cmp(&(b.from.is_empty(), folded(&b.from))),
                ThanksOrder::Length => b.words.len().cmp(&a.words.len()),
                ThanksOrder::State => a.state.cmp(&b.state),
            };
            let order = if query.descending { order.reverse() } else { order };
            order.then(a.id.cmp(&b.id))
        });
        found
    }
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
    let excerpt = it.public_message().split_whitespace().collect::<Vec<_>>().join(" ");
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
        excerpt: excerpt.chars().take(Shelf::EXCERPT).collect(),
        received: it.received.clone(),
        state: it.state,
        words: folded(&words.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::app::nominations::Who;
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
            let shelf = Shelf::new(campaign);
            shelf.find(query).iter().map(|index| shelf.lines()[*index as usize].id.0).collect()
        };
        assert_eq!(ids(&campaign, &ThanksQuery { words: "zoe cable".into(), ..ThanksQuery::default() }), [2]);
        assert_eq!(ids(&campaign, &ThanksQuery { order: ThanksOrder::Length, ..ThanksQuery::default() }), [2, 1]);
        let change = link(&campaign, 2.into(), Some(&Who::New("Zoë Quist".into())), false).unwrap();
        campaign.apply(&change, now).unwrap();
        assert_eq!(ids(&campaign, &ThanksQuery { linked: Some(true), ..ThanksQuery::default() }), [2]);
        let author = Who::New("Ana".into());
        let change = add_naming(&campaign, thanks("", "For me."), Some(&author), Some(&author)).unwrap();
        assert_eq!(change.edits.len(), 2, "the same new name is one person");
    }
}
