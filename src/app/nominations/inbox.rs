//! Nominations as lines: what can be looked for, filtered and sorted by. Made once per revision of the campaign, for a million
//! of them: a line holds the records themselves, and all words lie in one piece of memory.

use super::{NominationFilter, NominationOrder, NominationQuery, problem_key};
use crate::app::finder::{Finder, Hits};
use crate::app::people::{Orders, folded, ranks};
use crate::app::{shelf, when};
use crate::campaign::{AwardId, Campaign, HeroId, Nomination, NominationId, NominationState, Person, PersonId};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// One nomination as a line of the list.
#[derive(Clone, Debug)]
pub struct NominationLine {
    pub id: NominationId,
    nomination: Arc<Nomination>,
    nominee: Option<Arc<Person>>,
    nominator: Option<Arc<Person>>,
    pub hero: Option<HeroId>,
    awards: Arc<str>,
    /// Keys of the problems it names.
    problems: Box<[Arc<str>]>,
}

impl NominationLine {
    pub fn nominee(&self) -> PersonId {
        self.nomination.nominee
    }
    /// Who is nominated.
    pub fn name(&self) -> &str {
        self.nominee.as_deref().map_or("", Person::display_name)
    }
    /// Who nominated; empty where nobody is named.
    pub fn by(&self) -> &str {
        self.nominator.as_deref().map_or("", Person::display_name)
    }
    /// "IT Savior, Night Owl".
    pub fn awards(&self) -> &str {
        &self.awards
    }
    /// When it came in.
    pub fn received(&self) -> String {
        when::received(self.nomination.received_at, &self.nomination.received)
    }
    pub fn state(&self) -> NominationState {
        self.nomination.state
    }
    /// The first words of it.
    pub fn excerpt(&self) -> String {
        shelf::excerpt(self.nomination.excerpt())
    }
}

/// All nominations as lines.
#[derive(Clone, Debug, Default)]
pub struct Inbox {
    lines: Vec<NominationLine>,
    words: Finder,
    /// Problem tags that occur: key, words, how many nominations name it; most first.
    problems: Vec<(String, String, usize)>,
    orders: Orders<NominationOrder>,
}

/// Lines and words of some of the nominations.
#[derive(Default)]
struct Part {
    lines: Vec<NominationLine>,
    words: Finder,
    problems: BTreeMap<Arc<str>, (String, usize)>,
    awards: HashMap<Vec<AwardId>, Arc<str>>,
}

impl Part {
    fn add(
        &mut self,
        campaign: &Campaign,
        heroes: &HashMap<PersonId, HeroId>,
        id: NominationId,
        nomination: &Arc<Nomination>,
    ) {
        let mut keys: Vec<Arc<str>> = Vec::new();
        for tag in &nomination.problems {
            let key = problem_key(tag);
            if key.is_empty() || keys.iter().any(|known| **known == *key) {
                continue;
            }
            // Lines share the keys.
            let key = match self.problems.get_key_value(key.as_str()) {
                Some((known, _)) => Arc::clone(known),
                None => Arc::from(key),
            };
            self.problems.entry(Arc::clone(&key)).or_insert_with(|| (tag.trim().to_owned(), 0)).1 += 1;
            keys.push(key);
        }
        let person = |id| campaign.people().shared(id).map(Arc::clone);
        let awards = self.awards_of(campaign, &nomination.awards);
        let line = NominationLine {
            id,
            nominee: person(nomination.nominee),
            nominator: nomination.nominator.and_then(person),
            hero: heroes.get(&nomination.nominee).copied(),
            awards,
            problems: keys.into(),
            nomination: Arc::clone(nomination),
        };
        self.words.push(&words_of(nomination, &[line.name(), line.by(), line.awards()]));
        self.lines.push(line);
    }

    /// The titles of awards in words; most nominations share a few.
    fn awards_of(&mut self, campaign: &Campaign, awards: &[AwardId]) -> Arc<str> {
        if let Some(words) = self.awards.get(awards) {
            return Arc::clone(words);
        }
        let titles = awards.iter().filter_map(|award| campaign.awards().get(*award));
        let words: Arc<str> = titles.map(|award| award.title.as_str()).collect::<Vec<_>>().join(", ").into();
        self.awards.insert(awards.to_vec(), Arc::clone(&words));
        words
    }
}

/// Fewer nominations than this are not worth a thread.
const SHARE_LEAST: usize = 5_000;

impl Inbox {
    pub fn new(campaign: &Campaign) -> Self {
        let heroes: HashMap<PersonId, HeroId> =
            campaign.heroes().iter().rev().map(|(id, hero)| (hero.person, id)).collect();
        let all: Vec<(NominationId, &Arc<Nomination>)> = campaign.nominations().iter_shared().collect();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = all.len().div_ceil(cores).max(SHARE_LEAST);
        let make = |nominations: &[(NominationId, &Arc<Nomination>)]| {
            let mut part = Part { lines: Vec::with_capacity(nominations.len()), ..Part::default() };
            for (id, nomination) in nominations {
                part.add(campaign, &heroes, *id, nomination);
            }
            part
        };
        let mut parts = std::thread::scope(|scope| {
            let make = &make;
            let workers: Vec<_> = all.chunks(share).map(|part| scope.spawn(move || make(part))).collect();
            let join = |worker: std::thread::ScopedJoinHandle<'_, Part>| match worker.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            workers.into_iter().map(join).collect::<Vec<_>>().into_iter()
        });
        let Part { mut lines, mut words, mut problems, .. } = parts.next().unwrap_or_default();
        for part in parts {
            lines.extend(part.lines);
            words.append(&part.words);
            for (key, (title, count)) in part.problems {
                problems.entry(key).or_insert((title, 0)).1 += count;
            }
        }
        words.close();
        let mut problems: Vec<(String, String, usize)> =
            problems.into_iter().map(|(key, (words, count))| (key.to_string(), words, count)).collect();
        problems.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        Self { lines, words, problems, orders: Orders::default() }
    }

    /// Key, words and count of each problem tag, most first.
    pub fn problems(&self) -> &[(String, String, usize)] {
        &self.problems
    }
}

impl shelf::Line for NominationLine {
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl shelf::Shelf for Inbox {
    type Line = NominationLine;
    type Filter = NominationFilter;
    type Order = NominationOrder;

    fn lines(&self) -> &[NominationLine] {
        &self.lines
    }
    /// The first time an order is asked for it takes as long as sorting.
    fn find(&self, query: &NominationQuery) -> Vec<u32> {
        let order = self.orders.get(query.order, query.descending, || self.sorted(query.order, query.descending));
        match self.matches(query) {
            Some(matches) => order.iter().copied().filter(|index| matches.has(*index as usize)).collect(),
            None => order.to_vec(),
        }
    }
}

impl Inbox {
    /// Which match; `None` where the question leaves none out.
    fn matches(&self, query: &NominationQuery) -> Option<Hits> {
        let found = self.words.find(&folded(&query.words));
        let NominationFilter { state, award, problem } = &query.filter;
        if state.is_none() && award.is_none() && problem.is_none() {
            return found;
        }
        Some(Hits::of(self.lines.len(), |index| {
            found.as_ref().is_none_or(|found| found.has(index))
                && self.lines.get(index).is_some_and(|line| {
                    state.is_none_or(|state| line.state() == state)
                        && award.is_none_or(|award| line.nomination.awards.contains(&award))
                        && problem.as_ref().is_none_or(|key| match key.as_str() {
                            "" => line.problems.is_empty(),
                            key => line.problems.iter().any(|known| **known == *key),
                        })
                })
        }))
    }

    fn sorted(&self, order: NominationOrder, descending: bool) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..self.lines.len() as u32).collect();
        let last_if_empty = |words: &str| (words.is_empty(), folded(words));
        let keys = |of: &dyn Fn(&NominationLine) -> (bool, String)| -> Vec<u32> {
            ranks(&self.lines.iter().map(of).collect::<Vec<_>>())
        };
        let ranks = match order {
            // Lines stand in the order in which they came.
            NominationOrder::Arrival => sorted.clone(),
            NominationOrder::Nominee => keys(&|line| (false, folded(line.name()))),
            NominationOrder::Award => keys(&|line| (line.awards.is_empty(), line.awards.to_string())),
            NominationOrder::Nominator => keys(&|line| last_if_empty(line.by())),
            NominationOrder::State => ranks(&self.lines.iter().map(NominationLine::state).collect::<Vec<_>>()),
        };
        let rank = |index: &u32| ranks.get(*index as usize).copied().unwrap_or(0);
        if descending {
            sorted.sort_by_key(|index| std::cmp::Reverse(rank(index)));
        } else {
            sorted.sort_by_key(rank);
        }
        sorted
    }
}

fn words_of(nomination: &Nomination, more: &[&str]) -> String {
    let mut fields: Vec<&str> = more.to_vec();
    fields.extend(nomination.texts());
    // Most answers stand in a field already, and need not be looked through twice.
    let is_more = |answer: &&str| !answer.is_empty() && !fields.contains(answer);
    let answers: Vec<&str> = nomination.answers.iter().map(|(_, answer)| answer).filter(is_more).collect();
    fields.extend(answers);
    fields.retain(|field| !field.is_empty());
    folded(&fields.join("\n"))
}
