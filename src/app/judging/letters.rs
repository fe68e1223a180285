//! A letter for each nominee: how far they came, where judges saw their strength, what judges wrote. It compares with the field as a
//! whole, never with anybody by name, and names no judge.

use super::{of, sheets_of_round, shortened};
use crate::app::failure::Failure;
use crate::campaign::judging::{Candidate, Criterion, Judging, Mark, Round};
use crate::campaign::{AwardId, Campaign, PersonId};
use crate::judging::pack::COMMENT_MAX;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub text: String,
}

/// What to put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What judges wrote, without who wrote it.
    pub comments: bool,
    /// The means by question, beside those of the whole field.
    pub scores: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { comments: true, scores: true }
    }
}

/// A round with what was scored and written in it.
type Said<'a> = (&'a Round, Means, BTreeMap<u32, Vec<String>>);

/// Means by question for one candidate and for all, as shares of the scale, with the mean as given.
struct Means {
    mine: HashMap<(u32, u32), (f64, u32)>,
    all: HashMap<u32, (f64, u32)>,
}

fn means(campaign: &Campaign, award: AwardId, judging: &Judging, round: u32) -> Means {
    let mut found = Means { mine: HashMap::new(), all: HashMap::new() };
    for (_, sheet) in sheets_of_round(campaign, award, round) {
        for (candidate, line) in &sheet.lines {
            let Mark::Scores(scores) = &line.mark else { continue };
            if judging.is_recused(sheet.judge, *candidate, round) {
                continue;
            }
            for (question, score) in scores {
                for sum in
                    [found.mine.entry((*candidate, *question)).or_default(), found.all.entry(*question).or_default()]
                {
                    *sum = (sum.0 + f64::from(*score), sum.1 + 1);
                }
            }
        }
    }
    found
}

fn mean((sum, count): (f64, u32)) -> f64 {
    sum / f64::from(count.max(1))
}

/// Comments on each candidate in a round, without those of recused judges and without repeats.
fn comments(campaign: &Campaign, award: AwardId, judging: &Judging, round: u32) -> BTreeMap<u32, Vec<String>> {
    let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (_, sheet) in sheets_of_round(campaign, award, round) {
        for (candidate, line) in &sheet.lines {
            let words = line.comment.trim();
            if words.is_empty() || judging.is_recused(sheet.judge, *candidate, round) {
                continue;
            }
            let list = found.entry(*candidate).or_default();
            let words = shortened(words, COMMENT_MAX);
            if !list.iter().any(|known| *known == words) {
                list.push(words.into_owned());
            }
        }
    }
    found
}

/// Letters to everybody in the field who has a record, in the order of the field.
///
/// # Errors
/// Where nothing was decided yet: a letter before the decision would be a rumour.
pub fn letters(campaign: &Campaign, award: AwardId, wish: Wish) -> Result<Vec<Letter>, Failure> {
    let what = "No letter was written.";
    let judging = of(campaign, award, what)?;
    let decided = judging.last_round().is_some_and(|last| judging.frozen(last.number).is_some());
    if !decided {
        return Err(Failure::new(what, "The winners are not frozen yet.", "Freeze the last round first."));
    }
    let by_round: Vec<Said<'_>> = judging
        .rounds
        .iter()
        .map(|round| {
            let number = round.number;
            (round, means(campaign, award, judging, number), comments(campaign, award, judging, number))
        })
        .collect();
    let letters = judging.field.iter().filter_map(|it| {
        let id = it.person?;
        let person = campaign.people().get(id)?;
        let text = text(campaign, award, judging, it, person.display_name(), &by_round, wish);
        Some(Letter { person: id, name: person.display_name().to_owned(), email: person.email.to_string(), text })
    });
    Ok(letters.collect())
}

fn text(
    campaign: &Campaign,
    award: AwardId,
    judging: &Judging,
    it: &Candidate,
    name: &str,
    rounds: &[Said<'_>],
    wish: Wish,
) -> String {
    let title = campaign.awards().get(award).map_or("", |award| award.title.as_str());
    let settings = campaign.settings();
    let mut out = String::new();
    // Writing into a string cannot fail.
    let mut say = |words: std::fmt::Arguments<'_>| _ = out.write_fmt(format_args!("{words}\n"));
    say(format_args!("Dear {name},\n"));
    say(format_args!("you were nominated for the award “{title}” of “{}”.", settings.title));
    say(format_args!("{}", how_it_ended(judging, it)));
    for (round, means, comments) in rounds {
        let criteria = round.mode.criteria();
        let scored: Vec<(&Criterion, f64, f64)> = criteria
            .iter()
            .filter_map(|question| {
                let mine = *means.mine.get(&(it.number, question.number))?;
                let all = *means.all.get(&question.number)?;
                Some((question, mean(mine), mean(all)))
            })
            .collect();
        if wish.scores && !scored.is_empty() {
            say(format_args!("\nIn “{}” judges answered:", round.title()));
            for (question, mine, all) in &scored {
                let scale = format!("{} to {}", question.least, question.most);
                say(format_args!("  {}: {mine:.1} on a scale of {scale} (everybody: {all:.1})", question.label));
            }
            let share = |(question, mine, _): &&(&Criterion, f64, f64)| {
                (mine - f64::from(question.least)) / f64::from(question.most - question.least)
            };
            let best = scored.iter().max_by(|a, b| share(a).total_cmp(&share(b)));
            if let Some((question, ..)) = best.filter(|_| scored.len() > 1) {
                say(format_args!("Judges saw your strength most in “{}”.", question.label));
            }
        }
        if wish.comments
            && let Some(words) = comments.get(&it.number)
        {
            say(format_args!("\nWhat judges wrote in “{}”:", round.title()));
            for line in words {
                say(format_args!("  “{line}”"));
            }
        }
    }
    let judges = judging.panel.len();
    let by = if settings.organiser.is_empty() { settings.title.as_str() } else { settings.organiser.as_str() };
    let panel = if judges == 1 { "One judge".to_owned() } else { format!("{judges} judges") };
    say(format_args!("\n{panel} took part; how scores became a result stands in the results book."));
    say(format_args!("Thank you for what you do.\n\n{by}"));
    out
}

fn how_it_ended(judging: &Judging, it: &Candidate) -> String {
    let failed: Vec<&str> = it
        .failed()
        .map(|code| judging.requirements.iter().find(|line| line.code == code).map_or(code, |line| line.label.as_str()))
        .collect();
    if !failed.is_empty() {
        return format!("You could not stand in the field, because this was not met: {}.", failed.join("; "));
    }
    if let Some(withdrawn) = &it.withdrawn {
        return format!("You left the field: {}.", withdrawn.reason.trim_end_matches('.'));
    }
    let last = judging.last_round().map(|round| round.number);
    let mut reached = None;
    for round in &judging.rounds {
        let Some(freeze) = judging.frozen(round.number) else { break };
        let stood = judging.field_of(round.number).iter().any(|other| other.number == it.number);
        if !stood {
            break;
        }
        reached = Some((round, freeze));
    }
    match reached {
        Some((round, freeze)) if freeze.chosen.contains(&it.number) && Some(round.number) == last => {
            "You have won it. Congratulations!".into()
        }
        Some((round, freeze)) => {
            let (from, on) = (freeze.order.len(), freeze.chosen.len());
            format!(
                "You stood in “{}”, where {on} of {from} were chosen. You were not among them; that takes nothing from what you did.",
                round.title()
            )
        }
        None => "You stood in the field.".into(),
    }
}
