//! Judge packs: what a judge gets for a round as one page that works from disk, and the file that comes back. What comes back is
//! checked against the pack as it went out; whatever does not fit is named, and nothing is taken by halves unsaid.

mod coming;

pub use coming::{Held, TakeWish, Taken, take_in};

use super::super::failure::Failure;
use super::results::tables::criteria_of;
use super::{blind, candidate_name, of, round, setup, sheets_of_round};
use crate::campaign::judging::{Judging, Mode, Pack as Made, Round, Sheet};
use crate::campaign::{AwardId, Campaign, Change, Edit, SheetId};
use crate::judging::pack::{self, PACK_FORMAT, Pack, PackNominee, PackText};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Packs ready to go out, and the change that remembers them.
#[derive(Debug)]
pub struct Ready {
    /// By judge, in the order of the panel.
    pub packs: Vec<(u32, Pack)>,
    /// `None` where the same packs went out before.
    pub change: Option<Change>,
}

/// What the pack calls a candidate: the same in page, file and paper.
pub fn pack_code(number: u32) -> String {
    format!("N{number:02}")
}

/// The candidate a pack calls so.
pub fn candidate_of_code(code: &str) -> Option<u32> {
    code.strip_prefix('N')?.parse().ok()
}

/// The same for every version of a judge's pack in a round, and without meaning to anybody else.
fn pack_id(campaign: &Campaign, award: AwardId, round: u32, judge: u32) -> String {
    let mut hasher = Sha256::new();
    for part in ["judge pack", &campaign.settings().id, &award.to_string(), &round.to_string(), &judge.to_string()] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    hex::encode(hash.get(..12).unwrap_or_default())
}

/// The order in which a judge reads: each another one, so that nobody is always the first; the same on screen and on paper.
pub fn reading_order(campaign: &Campaign, award: AwardId, round: u32, judge: u32, asked: &BTreeSet<u32>) -> Vec<u32> {
    let mut order: Vec<u32> = asked.iter().copied().collect();
    crate::judging::dice::Dice::of(&pack_id(campaign, award, round, judge)).shuffle(&mut order);
    order
}

/// Which duels are asked: all where there are few, else a ring of neighbours in an order of the seed, so that all are joined and each
/// meets eight others.
fn duels(asked: &BTreeSet<u32>, seed: &str) -> Vec<(u32, u32)> {
    const ALL_UP_TO: usize = 9;
    const STEPS: usize = 4;
    let mut ring: Vec<u32> = asked.iter().copied().collect();
    let n = ring.len();
    if n <= ALL_UP_TO {
        return ring.iter().enumerate().flat_map(|(at, a)| ring[at + 1..].iter().map(|b| (*a, *b))).collect();
    }
    crate::judging::dice::Dice::of(seed).shuffle(&mut ring);
    (1..=STEPS).flat_map(|step| (0..n).map(move |at| (at, (at + step) % n))).map(|(a, b)| (ring[a], ring[b])).collect()
}

fn mode_of(mode: &Mode, asked: &BTreeSet<u32>, quota: u32, seed: &str) -> pack::Mode {
    match mode {
        Mode::PassFail(_) => pack::Mode::PassFail { comment_on_fail: true },
        Mode::Rubric(criteria) => pack::Mode::Rubric { criteria: criteria_of(criteria) },
        Mode::Ranking(_) => {
            // Where many stand in the field, twice as many places as go on are enough.
            let places = if asked.len() > 12 { (quota as usize * 2).clamp(5, asked.len()) } else { 0 };
            pack::Mode::Ranking { places }
        }
        Mode::Approval(most) => pack::Mode::Approval { most: *most as usize },
        Mode::Points(budget) => pack::Mode::Points { budget: *budget, most_each: *budget },
        Mode::Pairwise => {
            let duels = duels(asked, seed).into_iter().map(|(a, b)| (pack_code(a), pack_code(b)));
            pack::Mode::Pairwise { duels: duels.collect(), level: true }
        }
    }
}

/// The pack of a judge with these candidates, in this version.
fn build(
    campaign: &Campaign,
    award: AwardId,
    judging: &Judging,
    round: &Round,
    sheet: (u32, &BTreeSet<u32>, u32),
    zone: &TimeZone,
) -> Pack {
    let (judge, asked, version) = sheet;
    let pack_id = pack_id(campaign, award, round.number, judge);
    let order = reading_order(campaign, award, round.number, judge, asked);
    let nominees = order.iter().filter_map(|number| judging.candidate(*number)).map(|it| {
        let person = it.person.and_then(|person| campaign.people().get(person));
        let texts: Vec<PackText> = if judging.blind.on {
            let text = blind::let_through(campaign, award, judging, it);
            vec![PackText { title: String::new(), text }]
        } else {
            let texts = it.person.map(|person| blind::source(campaign, award, person)).unwrap_or_default();
            texts.into_iter().map(|(title, text)| PackText { title, text }).collect()
        };
        let line = person.filter(|_| !judging.blind.on).map(|person| {
            let parts = [&person.function, &person.team, &person.organisation].map(|text| text.trim());
            parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
        });
        PackNominee {
            code: pack_code(it.number),
            name: if judging.blind.on { it.code.clone() } else { candidate_name(campaign, it) },
            line: line.unwrap_or_default(),
            texts: texts.into_iter().filter(|it| !it.text.trim().is_empty()).collect(),
        }
    });
    let rules: Vec<String> = judging.tie_break.iter().map(|rule| setup::tie_words(judging, *rule)).collect();
    let due = round.closes_at.map(|at| at.to_zoned(zone.clone()).strftime("%-d %B %Y, %H:%M %Z").to_string());
    Pack {
        format: PACK_FORMAT.into(),
        mode: mode_of(&round.mode, asked, round.quota, &pack_id),
        pack_id,
        version,
        campaign: campaign.settings().title.clone(),
        award: campaign.awards().get(award).map(|award| award.title.clone()).unwrap_or_default(),
        round: round.title().to_owned(),
        judge: judging.judge(judge).map(|it| it.code.clone()).unwrap_or_default(),
        due: due.unwrap_or_default(),
        words: String::new(),
        tie_break: rules.join("; then "),
        nominees: nominees.collect(),
        language: campaign.settings().language.clone(),
    }
}

/// Hash of what is asked of each candidate: another one makes answers worthless.
fn questions_hash(round: &Round) -> String {
    hex::encode(Sha256::digest(format!("{:?} {:?}", round.number, round.mode).as_bytes()))
}

/// Makes the packs of a round for these judges, or for all who have somebody to judge.
///
/// # Errors
/// Where nobody is assigned, the round is frozen, or blind texts were not reviewed.
pub fn make(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    judges: &[u32],
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Ready, Failure> {
    let what = "No pack was made.";
    let judging = of(campaign, award, what)?;
    let round = round(judging, number, what)?;
    if judging.frozen(number).is_some() {
        return Err(Failure::new(what, format!("{} is frozen.", round.title()), "Reopen it with a reason first."));
    }
    if matches!(&round.mode, Mode::Rubric(criteria) if criteria.is_empty()) {
        return Err(Failure::new(what, "The rubric has no questions.", "Write what judges are asked."));
    }
    let unread = blind::unread(campaign, award, number);
    if !unread.is_empty() {
        let codes: Vec<&str> =
            unread.iter().take(5).filter_map(|number| judging.candidate(*number)).map(|it| it.code.as_str()).collect();
        let why = format!("{} blind texts were not reviewed: {} …", unread.len(), codes.join(", "));
        return Err(Failure::new(what, why, "Read them and let them through first."));
    }
    let mut packs = Vec::new();
    let mut edits = Vec::new();
    let questions_sha256 = questions_hash(round);
    let mut sheets: Vec<(SheetId, &Sheet)> = sheets_of_round(campaign, award, number)
        .filter(|(_, sheet)| !sheet.assigned.is_empty() && (judges.is_empty() || judges.contains(&sheet.judge)))
        .collect();
    sheets.sort_by_key(|(_, sheet)| sheet.judge);
    for (id, sheet) in sheets {
        let last = sheet.packs.last();
        let same = last.is_some_and(|it| it.asked == sheet.assigned && it.questions_sha256 == questions_sha256);
        let version = last.map_or(0, |it| it.version) + u32::from(!same);
        let pack = build(campaign, award, judging, round, (sheet.judge, &sheet.assigned, version), zone);
        if !same {
            let mut after = sheet.clone();
            after.packs.push(Made {
                id: pack.pack_id.clone(),
                version,
                at,
                asked: sheet.assigned.clone(),
                questions_sha256: questions_sha256.clone(),
            });
            edits.push(Edit::sheet(id, after));
        }
        packs.push((sheet.judge, pack));
    }
    if packs.is_empty() {
        return Err(Failure::new(what, "Nobody has anybody to judge.", "Assign candidates to judges first."));
    }
    let title = if edits.len() == 1 { "Make a judge pack".into() } else { format!("Make {} judge packs", edits.len()) };
    Ok(Ready { packs, change: (!edits.is_empty()).then(|| Change::new(title, edits)) })
}

/// The name of a pack's file: the award and the judge's code, nothing else.
pub fn file_name(pack: &Pack, ending: &str) -> String {
    let plain = |text: &str| {
        let words: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
    };
    format!("{}-{}-{}-v{}.{ending}", plain(&pack.award), plain(&pack.round), plain(&pack.judge), pack.version)
}

/// The page of a pack.
///
/// # Errors
/// Where it cannot be written as data.
pub fn page(pack: &Pack) -> Result<String, Failure> {
    pack::page(pack).map_err(|error| Failure::new("The pack was not made.", error.to_string(), "Try it again."))
}
