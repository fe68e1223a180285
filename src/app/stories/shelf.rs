//! The stories as a list: one line each with what can be looked for, filtered and sorted by. Made once per revision.

use super::word_count;
use crate::app::people::folded;
use crate::app::shelf::{Found, Line, Order, Query, excerpt};
use crate::campaign::{Campaign, Leap, PersonId, Story, StoryId, StoryState};
use std::cmp::{Ordering, Reverse};

/// One story as a line of the list.
#[derive(Clone, Debug)]
pub struct StoryLine {
    pub id: StoryId,
    pub about: PersonId,
    /// Its title, else a stand-in.
    pub title: String,
    pub name: String,
    /// "51 words".
    pub length: String,
    pub excerpt: String,
    pub state: StoryState,
    words_count: usize,
    /// How many times better, in thousandths; 0 without.
    leap_milli: u64,
    words: String,
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoryOrder {
    /// As they were begun.
    #[default]
    Begun,
    Title,
    Name,
    /// The longest first.
    Length,
    /// The largest leap first.
    Leap,
    State,
}

impl Order for StoryOrder {
    const ALL: &'static [Self] = &[Self::Begun, Self::Title, Self::Name, Self::Length, Self::Leap, Self::State];
    fn title(self) -> &'static str {
        match self {
            Self::Begun => "Date added",
            Self::Title => "Title",
            Self::Name => "Name",
            Self::Length => "The longest first",
            Self::Leap => "The largest leap first",
            Self::State => "State",
        }
    }
}

/// Which stories are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoryFilter {
    pub state: Option<StoryState>,
    /// With a leap, or without one.
    pub leap: Option<bool>,
}

/// What is looked for.
pub type StoryQuery = Query<StoryFilter, StoryOrder>;

impl Line for StoryLine {
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Found for StoryLine {
    type Filter = StoryFilter;
    type Order = StoryOrder;

    fn words(&self) -> &str {
        &self.words
    }
    fn is_wanted(&self, filter: &StoryFilter) -> bool {
        filter.state.is_none_or(|state| self.state == state)
            && filter.leap.is_none_or(|leap| (self.leap_milli > 0) == leap)
    }
    fn compare(&self, other: &Self, order: StoryOrder) -> Ordering {
        match order {
            StoryOrder::Begun => self.id.cmp(&other.id),
            StoryOrder::Title => folded(&self.title).cmp(&folded(&other.title)),
            StoryOrder::Name => folded(&self.name).cmp(&folded(&other.name)),
            StoryOrder::Length => Reverse(self.words_count).cmp(&Reverse(other.words_count)),
            StoryOrder::Leap => Reverse(self.leap_milli).cmp(&Reverse(other.leap_milli)),
            StoryOrder::State => self.state.cmp(&other.state),
        }
    }
}

/// All stories as lines.
pub fn shelf(campaign: &Campaign) -> Vec<StoryLine> {
    campaign.stories().iter().map(|(id, it)| line(campaign, id, it)).collect()
}

fn line(campaign: &Campaign, id: StoryId, it: &Story) -> StoryLine {
    let name = campaign.people().get(it.about).map_or("", |person| person.display_name()).to_owned();
    let told = if it.summary.trim().is_empty() { &it.text } else { &it.summary };
    let words_count = word_count(&it.text);
    let mut words = vec![it.title.as_str(), &it.text, &it.summary, &name, &it.place, &it.country];
    words.extend(it.quotes.iter().map(|quote| quote.words.as_str()));
    words.extend(it.problems.iter().map(String::as_str));
    words.extend(it.leaps.iter().map(|leap| leap.what.as_str()));
    let leap = it.leaps.iter().filter_map(Leap::multiple).fold(0.0_f64, f64::max);
    StoryLine {
        id,
        about: it.about,
        title: if it.title.trim().is_empty() { "A story without a title".into() } else { it.title.clone() },
        length: if words_count == 1 { "1 word".into() } else { format!("{words_count} words") },
        excerpt: excerpt(told),
        state: it.state,
        words_count,
        // Sorting needs no more than thousandths, and nothing is larger than this says.
        leap_milli: (leap * 1000.0).min(1e15) as u64,
        words: folded(&words.join("\n")),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::app::nominations::Who;
    use crate::app::shelf::Shelf as _;
    use crate::app::stories::{Hindrance, advance_all, begin_about, hindrance, nominees_without, place_of, sentences};
    use crate::campaign::{Change, Edit, Nomination, Person};

    #[test]
    fn stories_are_begun_found_and_brought_on() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let person = Person { name: "Zoë".into(), place: "Ghent".into(), country: "BE".into(), ..Person::default() };
        let mut nomination = Nomination::new(PersonId(1));
        nomination.story = "The trams stood still. She made them run again.".into();
        let edits = vec![Edit::person(PersonId(1), person.clone()), Edit::nomination(1.into(), nomination)];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        assert_eq!(nominees_without(&campaign), [PersonId(1)]);
        let (change, id) = begin_about(&campaign, &Who::Known(PersonId(1)));
        campaign.apply(&change, now).unwrap();
        let story = campaign.stories().get(id).unwrap().clone();
        assert_eq!(sentences(&story.text).len(), 2);
        assert_eq!(place_of(&story, &person), "Ghent, Belgium");
        assert_eq!(place_of(&Story { place: "Line 4".into(), ..story.clone() }, &person), "Line 4");
        let shelf = shelf(&campaign);
        assert_eq!(shelf.find(&StoryQuery { words: "zoe trams".into(), ..StoryQuery::default() }).len(), 1);
        assert_eq!(shelf.find(&StoryQuery::only(StoryFilter { leap: Some(true), ..StoryFilter::default() })).len(), 0);
        let (change, refused) = advance_all(&campaign, [id], StoryState::Checked, "Ana", now);
        assert!(refused.is_empty());
        campaign.apply(&change.unwrap(), now).unwrap();
        assert_eq!(hindrance(&campaign, campaign.stories().get(id).unwrap()), Hindrance::PersonNotAgreed);
        let (change, refused) = advance_all(&campaign, [id], StoryState::Published, "", now);
        assert!(change.is_none() && refused.len() == 1);
        let (_, other) = begin_about(&campaign, &Who::New("Bo".into()));
        assert_ne!(other, id);
    }
}
