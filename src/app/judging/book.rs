//! What the results book says: per award the field, the questions, scores by judge code, recusals and what they changed, what was
//! frozen and what happened after it, and words of the judges. Facts only; `press::judging` lays them out.

use super::results::{self, Outcome, Row, Wish};
use super::{candidate_name, deciding, setup, typing};
use crate::app::failure::Failure;
use crate::app::names::{self, Output};
use crate::app::progress::Progress;
use crate::app::when;
use crate::campaign::judging::{
    Basis, Candidate, Decided, Finding, Judging, Mode, Outcome as Checked, Round, Tally, Votes,
};
use crate::campaign::{AwardId, Campaign};
use crate::judging::severity::Standing;
use crate::press::judging::{
    AwardBook, BookFacts, FieldLine, HistoryLine, JudgeLine, Quote, RecusalLine, RoundBook, VoteLine, VotesBook,
};
use crate::scene::text::isolated;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// A longer quote is cut, in bytes: the book is no place for an essay.
const QUOTE_MOST: usize = 1_500;

/// How people are called in a book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// Winners as they agreed to be named, everybody else by code name: fit to be given away.
    #[default]
    Public,
    /// Everybody by their name, for the organiser's file. Judges are codes in either.
    Full,
}

/// The facts of a book about these awards, or of all that are judged where none is named.
///
/// # Errors
/// Where nothing is judged, or the work was cancelled.
pub fn facts(
    campaign: &Campaign,
    awards: &[AwardId],
    naming: Naming,
    now: Timestamp,
    zone: &TimeZone,
    progress: &Progress,
) -> Result<BookFacts, Failure> {
    let chosen: Vec<AwardId> =
        campaign.judgings().ids().filter(|id| awards.is_empty() || awards.contains(id)).collect();
    if chosen.is_empty() {
        let help = "Set up the judging of an award first.";
        return Err(Failure::new("The book was not made.", "No award is judged.", help));
    }
    let settings = campaign.settings();
    let made = format!("Made on {}.", when::long(now, zone));
    let words = if settings.organiser.is_empty() { made } else { format!("{}. {made}", settings.organiser) };
    let awards: Result<Vec<AwardBook>, Failure> =
        chosen.into_iter().map(|award| one(campaign, award, naming, zone, progress)).collect();
    Ok(BookFacts {
        campaign: settings.title.clone(),
        title: "Results book".into(),
        words,
        ledger: campaign.ledger().lines().last().map(|line| line.hash.clone()).unwrap_or_default(),
        awards: awards?,
    })
}

/// The name that stands in the book.
fn called(campaign: &Campaign, it: &Candidate, naming: Naming, won: bool) -> String {
    let public = || it.person.filter(|_| won).and_then(|person| names::public_name(campaign, person, Output::Winners));
    match naming {
        Naming::Full => candidate_name(campaign, it),
        Naming::Public => public().unwrap_or_else(|| it.code.clone()),
    }
}

struct Scribe<'a> {
    campaign: &'a Campaign,
    award: AwardId,
    judging: &'a Judging,
    naming: Naming,
    zone: &'a TimeZone,
}

fn one(
    campaign: &Campaign,
    award: AwardId,
    naming: Naming,
    zone: &TimeZone,
    progress: &Progress,
) -> Result<AwardBook, Failure> {
    let judging = super::of(campaign, award, "The book was not made.")?;
    let scribe = Scribe { campaign, award, judging, naming, zone };
    let mut rounds = Vec::new();
    let mut outcomes = Vec::new();
    for round in &judging.rounds {
        let outcome = results::compute(campaign, award, round.number, Wish::default(), progress)?;
        rounds.push(scribe.round(round, &outcome, progress)?);
        outcomes.push(outcome);
    }
    let record = campaign.awards().get(award);
    let frozen = judging.last_round().and_then(|last| judging.frozen(last.number));
    let winners = frozen.map(|freeze| freeze.chosen.clone()).unwrap_or_default();
    Ok(AwardBook {
        title: record.map(|it| it.title.clone()).unwrap_or_default(),
        words: record.map(|it| it.description.clone()).unwrap_or_default(),
        winners: winners.iter().filter_map(|it| judging.candidate(*it)).map(|it| scribe.name(it)).collect(),
        judges: scribe.judges(&outcomes),
        left_out: judging
            .requirements
            .iter()
            .map(|line| {
                let failed =
                    |it: &&Candidate| it.checks.get(&line.code).is_some_and(|check| check.outcome == Checked::NotMet);
                (line.code.clone(), line.label.clone(), judging.field.iter().filter(failed).count())
            })
            .collect(),
        moves: scribe.moves(),
        rounds,
        history: scribe.history(),
        votes: judging.votes.as_ref().map(|votes| scribe.votes(votes)),
        quotes: scribe.quotes(),
    })
}

impl Scribe<'_> {
    fn name(&self, it: &Candidate) -> String {
        let last = self.judging.last_round().and_then(|last| self.judging.frozen(last.number));
        let won = last.is_some_and(|freeze| freeze.chosen.contains(&it.number));
        called(self.campaign, it, self.naming, won)
    }
    fn name_of(&self, number: u32) -> String {
        self.judging.candidate(number).map_or_else(|| number.to_string(), |it| self.name(it))
    }
    /// The same within a sentence.
    fn said_of(&self, number: u32) -> String {
        isolated(&self.name_of(number))
    }
    fn code(&self, number: u32) -> String {
        self.judging.judge(number).map_or_else(|| number.to_string(), |it| it.code.clone())
    }
    fn at(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%-d %b %Y, %H:%M").to_string()
    }

    /// The panel; effects are those of the last round that was adjusted.
    fn judges(&self, outcomes: &[Outcome]) -> Vec<JudgeLine> {
        let line = |it: &crate::campaign::judging::Judge| {
            let lines = || outcomes.iter().flat_map(|out| &out.judges).filter(|line| line.judge == it.number);
            let last = lines().rfind(|line| line.standing.is_some_and(|standing| standing != Standing::None));
            let left_raw = match last.and_then(|line| line.standing) {
                Some(Standing::TooFew) => "too few scores",
                Some(Standing::Alone) => "nobody else scored the same candidates",
                _ => "",
            };
            let mut note = Vec::new();
            if !it.independent.is_empty() {
                note.push(format!("independent member: {}", it.independent));
            }
            if !it.left.is_empty() {
                note.push(format!("left: {}", it.left));
            }
            JudgeLine {
                code: it.code.clone(),
                note: note.join("; "),
                scores: lines().map(|line| line.scores).sum(),
                effect: last.filter(|line| line.standing == Some(Standing::Adjusted)).map(|line| line.effect),
                left_raw: left_raw.into(),
            }
        };
        self.judging.panel.iter().map(line).collect()
    }

    fn moves(&self) -> Vec<String> {
        let sentence = |it: &crate::campaign::judging::Move| {
            let other =
                self.campaign.awards().get(it.other).map_or_else(|| it.other.to_string(), |it| it.title.clone());
            let way = if it.came { "came from" } else { "went to" };
            format!("{} {way} “{other}” on {}: {}.", self.said_of(it.candidate), self.at(it.at), it.reason)
        };
        self.judging.moves.iter().map(sentence).collect()
    }

    fn round(&self, round: &Round, out: &Outcome, progress: &Progress) -> Result<RoundBook, Failure> {
        let total: f64 = round.mode.criteria().iter().map(|it| f64::from(it.weight)).sum();
        let criteria = round.mode.criteria().iter().map(|it| {
            let share = if total > 0.0 { 100.0 * f64::from(it.weight) / total } else { 0.0 };
            (it.label.clone(), format!("{} to {}", it.least, it.most), share)
        });
        let rules: Vec<String> =
            self.judging.tie_break.iter().map(|rule| setup::tie_words(self.judging, *rule)).collect();
        let declared = self.judging.tie_break_declared_at.map(|at| format!(" (declared {})", self.at(at)));
        let tie_break =
            if rules.is_empty() { String::new() } else { rules.join("; then ") + &declared.unwrap_or_default() };
        let effects: HashMap<u32, (Option<u32>, Option<u32>)> = if out.recused > 0 {
            let effect = deciding::recusal_effect(self.campaign, self.award, round.number, progress)?;
            effect.moved.iter().map(|it| (it.candidate, (it.before, it.after))).collect()
        } else {
            HashMap::new()
        };
        let name = |number: u32| self.said_of(number);
        // Sentences that name people are said with the names of the book.
        let sureness = results::told_with(self.judging, out, &name);
        Ok(RoundBook {
            title: round.title().to_owned(),
            mode: round.mode.title().to_owned(),
            criteria: criteria.collect(),
            tie_break,
            method: method(round),
            field: out.rows.iter().map(|row| self.field_line(round, row)).collect(),
            count: results::count_told(out, &name),
            sureness,
            recusals: self.recusals(round, out, &effects),
        })
    }

    fn field_line(&self, round: &Round, row: &Row) -> FieldLine {
        let judging = self.judging;
        let mut scores: Vec<(u32, String)> = super::sheets_of_round(self.campaign, self.award, round.number)
            .filter_map(|(_, sheet)| {
                let line = sheet.lines.get(&row.candidate)?;
                let mark = typing::mark_words(judging, round, &line.mark);
                let recused = judging.is_recused(sheet.judge, row.candidate, round.number);
                Some((sheet.judge, if recused { format!("({mark})") } else { mark }))
            })
            .collect();
        scores.sort_by_key(|(judge, _)| *judge);
        let chosen = judging.frozen(round.number).map(|freeze| freeze.chosen.contains(&row.candidate));
        let is_last = judging.last_round().is_some_and(|last| last.number == round.number);
        let mut outcome = Vec::new();
        match chosen {
            Some(true) if is_last => outcome.push("winner".to_owned()),
            Some(true) => outcome.push("goes on".to_owned()),
            None if row.goes_on && row.place.is_some() => outcome.push("would go on".to_owned()),
            _ => {}
        }
        if let Some(rule) = row.settled_by {
            let number = judging.tie_break.iter().position(|known| *known == rule).map_or(1, |at| at + 1);
            outcome.push(format!("tie-break, rule {number}"));
        }
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.1}"));
        let moved = row.raw_place.zip(row.adjusted_place).filter(|(raw, adjusted)| raw != adjusted);
        FieldLine {
            place: row.place.map(|place| place as usize),
            name: self.name_of(row.candidate),
            scores: scores.into_iter().map(|(judge, mark)| (self.code(judge), mark)).collect(),
            // A transferable vote makes an order and no number.
            raw: if round.mode == Mode::Ranking(Tally::Stv) { String::new() } else { number(row.raw) },
            adjusted: number(row.adjusted),
            spread: row.span.map_or_else(String::new, |(best, worst)| {
                if best == worst { best.to_string() } else { format!("{best} to {worst}") }
            }),
            outcome: outcome.join("; "),
            raw_place: moved.map_or(0, |(raw, _)| raw as usize),
            why: if moved.is_some() { results::why(judging, row) } else { String::new() },
        }
    }

    fn recusals(
        &self,
        round: &Round,
        out: &Outcome,
        effects: &HashMap<u32, (Option<u32>, Option<u32>)>,
    ) -> Vec<RecusalLine> {
        let place = |place: Option<u32>| place.map_or_else(|| "no place".to_owned(), |place| format!("place {place}"));
        let line = |it: &crate::campaign::judging::Recusal| {
            let gone = out.cells.iter().filter(|cell| {
                cell.recused && cell.judge == it.judge && it.candidate.is_none_or(|whom| whom == cell.candidate)
            });
            let gone = gone.count();
            let mut effect = match gone {
                0 => "nothing was scored".to_owned(),
                1 => "1 score taken out".to_owned(),
                n => format!("{n} scores taken out"),
            };
            if let Some((before, after)) = it.candidate.and_then(|number| effects.get(&number)).filter(|_| gone > 0)
                && before != after
            {
                effect.extend(["; ", &place(*before), " becomes ", &place(*after)]);
            }
            RecusalLine {
                judge: self.code(it.judge),
                nominee: it.candidate.map_or_else(|| "everybody".into(), |number| self.name_of(number)),
                reason: it.reason.clone(),
                when: self.at(it.at),
                effect,
            }
        };
        self.judging.recusals.iter().filter(|it| it.round == round.number).map(line).collect()
    }

    /// Freezes and reopenings; what a later freeze of the same round changed is said beside it.
    fn history(&self) -> Vec<HistoryLine> {
        let mut lines = Vec::new();
        let mut before: HashMap<u32, Vec<u32>> = HashMap::new();
        for it in &self.judging.decisions {
            let title = self.judging.round(it.round()).map_or("A round", Round::title);
            lines.push(match it {
                Decided::Reopen(reopening) => HistoryLine {
                    when: self.at(it.at()),
                    what: format!("{title} reopened"),
                    reason: reopening.reason.clone(),
                    sha256: String::new(),
                    after_freeze: true,
                },
                Decided::Freeze(freeze) => {
                    let mut reason = freeze.note.clone();
                    let last = before.insert(freeze.round, freeze.chosen.clone());
                    if let Some(last) = &last {
                        let names = |numbers: Vec<&u32>| {
                            numbers.into_iter().map(|number| self.said_of(*number)).collect::<Vec<_>>().join(", ")
                        };
                        let new = names(freeze.chosen.iter().filter(|it| !last.contains(it)).collect());
                        let gone = names(last.iter().filter(|it| !freeze.chosen.contains(it)).collect());
                        let changed = match (new.is_empty(), gone.is_empty()) {
                            (true, true) => "the same were chosen".to_owned(),
                            (false, true) => format!("new: {new}"),
                            (true, false) => format!("no longer: {gone}"),
                            (false, false) => format!("new: {new}; no longer: {gone}"),
                        };
                        reason = if reason.is_empty() { changed } else { format!("{reason}; {changed}") };
                    }
                    HistoryLine {
                        when: self.at(it.at()),
                        what: format!("{title} frozen"),
                        reason,
                        sha256: freeze.sha256.clone(),
                        after_freeze: last.is_some(),
                    }
                }
            });
        }
        if deciding::winners_as_frozen(self.campaign, self.award) == Some(false) {
            lines.push(HistoryLine {
                when: String::new(),
                what: "The award names other winners than were frozen".into(),
                reason: "They were changed by hand.".into(),
                sha256: String::new(),
                after_freeze: true,
            });
        }
        lines
    }

    fn votes(&self, votes: &Votes) -> VotesBook {
        const LINES: usize = 100;
        let standing = super::votes::standing(votes);
        let counted: u64 = votes.counted.values().sum();
        let all: u64 = votes.all.values().sum();
        let plural = |count: u64| crate::app::outlook::counted(count, "vote", "votes");
        let words = format!(
            "{} of {} count. They were counted on {} from the list “{}”. The people's choice stands beside the result of the judges \
             and does not change it.",
            counted,
            plural(all),
            self.at(votes.counted_at),
            votes.file_name
        );
        // Who has as many votes as the one before shares the place.
        let place = |count: u64| standing.iter().filter(|(_, other, _)| *other > count).count() + 1;
        let lines = standing.iter().take(LINES).map(|(candidate, count, all)| VoteLine {
            place: place(*count),
            name: self.name_of(*candidate),
            counted: *count,
            all: *all,
        });
        let finding = |it: &Finding| {
            let whom = it.candidate.map_or_else(|| "nobody in the field".to_owned(), |number| self.said_of(number));
            let what = it.kind.title();
            let what = if it.words.is_empty() { what.to_owned() } else { format!("{what}: {}", it.words) };
            let state = if it.left_out { "left out" } else { "count" };
            [whom, what, it.votes.to_string(), state.to_owned()]
        };
        VotesBook {
            words,
            lines: lines.collect(),
            more: standing.len().saturating_sub(LINES),
            findings: votes.findings.iter().take(LINES).map(finding).collect(),
            more_findings: votes.findings.len().saturating_sub(LINES),
            sha256: votes.file_sha256.clone(),
        }
    }

    /// What judges wrote about the winners, without those who were recused.
    fn quotes(&self) -> Vec<Quote> {
        let Some(last) = self.judging.last_round() else { return Vec::new() };
        let Some(freeze) = self.judging.frozen(last.number) else { return Vec::new() };
        let mut quotes = Vec::new();
        // In a book for the public no quote says more of a name than the person agreed to.
        let tells = |number: u32, text: &str| {
            let person = self.judging.candidate(number).and_then(|it| it.person);
            self.naming == Naming::Public
                && person.is_some_and(|person| names::tells_more(self.campaign, person, text, Output::Winners))
        };
        for winner in &freeze.chosen {
            for (_, sheet) in self.campaign.sheets_of(self.award) {
                let Some(line) = sheet.lines.get(winner).filter(|line| !line.comment.trim().is_empty()) else {
                    continue;
                };
                let is_out = self.judging.is_recused(sheet.judge, *winner, sheet.round);
                if !is_out && !tells(*winner, &line.comment) {
                    quotes.push(Quote {
                        nominee: self.name_of(*winner),
                        judge: self.code(sheet.judge),
                        text: super::shortened(line.comment.trim(), QUOTE_MOST).into_owned(),
                    });
                }
            }
        }
        quotes
    }
}

/// How scores become places, in words.
fn method(round: &Round) -> String {
    match &round.mode {
        Mode::PassFail(passing) => format!("Passes with {}.", setup::passing_words(*passing)),
        Mode::Rubric(_) => {
            let by = match round.basis {
                Basis::Raw => "The order is by the mean of the scores as given; the adjusted ones stand beside it.",
                Basis::Adjusted => {
                    "The order is by the mean of the scores without each judge's severity (additive judge effect with shrinkage)."
                }
            };
            format!("Each score is the weighted share of the scale, 0 to 100. {by}")
        }
        Mode::Ranking(Tally::Borda) => {
            "Borda: the last place gives 0 points, each place before it one more; the mean over the judges counts."
                .into()
        }
        Mode::Ranking(Tally::Stv) => {
            "Single transferable vote: Droop quota, weighted inclusive Gregory transfers with five decimals.".into()
        }
        Mode::Approval(_) => "The share of the judges who approve, among those who saw the candidate.".into(),
        Mode::Points(budget) => {
            format!("Each judge gives {budget} points; the mean over those who saw a candidate counts.")
        }
        Mode::Pairwise => "Strengths by the model of Bradley and Terry, with intervals.".into(),
    }
}
