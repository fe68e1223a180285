//! What a page says about a draw before and after its lock: chances, luck in words, texts to publish. Nothing here is sealed.

use super::beacon;
use super::drawing::{self, Assessed, Chances, Credit, Obstacle, Point, PointState, Prepared, RulesCheck, Standing};
use super::failure::Failure;
use crate::campaign::{
    Campaign, Change, Decision, DrawMethod, Edit, EntryId, LuckSource, Reason, SealedDraw, Sweepstake, SweepstakeId,
};
use crate::draw;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Everything that is counted for the pages of one sweepstake; made in a job for long lists.
#[derive(Clone, Debug)]
pub struct Outlook {
    pub standings: HashMap<EntryId, Standing>,
    /// Every entry judged, with its tickets.
    pub assessed: HashMap<EntryId, Assessed>,
    /// Entries that name an entry in “referred by”, by the entry named.
    pub brought: HashMap<EntryId, Vec<EntryId>>,
    /// Entries about which the organiser must decide, in order of arrival.
    pub undecided: Vec<EntryId>,
    pub chances: Chances,
    pub rules: RulesCheck,
    pub checklist: Vec<(&'static Point, PointState)>,
    /// Entries that take part, those left out, those passed over.
    pub counts: [u64; 3],
    pub tickets: u64,
    pub places: u64,
    pub obstacles: Vec<Obstacle>,
    pub prepared: Result<Prepared, Failure>,
    /// Fingerprints of the list as it would be locked now; `None` when it cannot be made.
    pub roll: Option<draw::RollSummary>,
    /// For each prize in order.
    pub odds: Vec<Odds>,
    /// Whether extra tickets of the list and people brought are both counted somewhere, so that they may be the same.
    pub counts_twice: bool,
    /// Entries that each rule leaves out, by the words of the rule.
    pub left_out: BTreeMap<&'static str, u64>,
}

/// Who may win a prize, and how likely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odds {
    /// Entries whose pools allow the prize; those passed over do not count.
    pub entries: u64,
    pub tickets: u64,
    pub everybody: bool,
    /// "1 in 1,574", "about 1 in 525".
    pub chance: String,
}

/// Counts a sweepstake that is not sealed yet.
pub fn outlook(campaign: &Campaign, id: SweepstakeId, now: Timestamp) -> Result<Outlook, Failure> {
    let Some(sweepstake) = campaign.sweepstakes().get(id) else {
        return Err(Failure::new(
            "Nothing was counted.",
            "The sweepstake is not there any more.",
            "Choose another one.",
        ));
    };
    let assessed = drawing::assess(campaign, id);
    let standings: HashMap<EntryId, Standing> = assessed.iter().map(|judged| (judged.id, judged.standing)).collect();
    let mut brought: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
    for judged in &assessed {
        if let Some(named) = judged.credit.and_then(Credit::entry) {
            brought.entry(named).or_default().push(judged.id);
        }
    }
    let rules = drawing::check_rules(campaign, id, sweepstake);
    let mut counts = [0; 3];
    for standing in standings.values() {
        counts[match standing {
            Standing::In => 0,
            Standing::LeftOut(_) => 1,
            Standing::Excluded(_) => 2,
        }] += 1;
    }
    let mut left_out = BTreeMap::new();
    for judged in &assessed {
        if let Standing::LeftOut(reason) = judged.standing {
            *left_out.entry(reason.title()).or_default() += 1;
        }
    }
    let counts_twice = assessed.iter().any(|judged| judged.tickets.extra > 0)
        && assessed.iter().any(|judged| judged.tickets.referrals > 0);
    let prepared = drawing::prepare_assessed(campaign, id, &assessed);
    let (roll, odds, tickets) = match &prepared {
        Ok(prepared) => (Some(prepared.roll.summary()), odds(sweepstake, prepared), prepared.roll.tickets_total()),
        Err(_) => (None, Vec::new(), 0),
    };
    Ok(Outlook {
        standings,
        brought,
        undecided: assessed.iter().filter(|judged| judged.undecided).map(|judged| judged.id).collect(),
        chances: Chances::new(campaign, sweepstake, &assessed),
        checklist: drawing::checklist(campaign, sweepstake, &assessed, rules.state),
        rules,
        assessed: assessed.into_iter().map(|judged| (judged.id, judged)).collect(),
        counts,
        tickets,
        places: sweepstake.places(),
        obstacles: drawing::obstacles(campaign, id, sweepstake.announced_at, now),
        prepared,
        roll,
        odds,
        counts_twice,
        left_out,
    })
}

fn odds(sweepstake: &Sweepstake, prepared: &Prepared) -> Vec<Odds> {
    let passed_over: std::collections::HashSet<&str> =
        prepared.excluded.iter().map(|excluded| excluded.entry_id.as_str()).collect();
    let drawn: Vec<&draw::RollEntry> =
        prepared.roll.entries().iter().filter(|entry| !passed_over.contains(entry.id.as_str())).collect();
    let of = |prize: &crate::campaign::Prize| {
        let may: Vec<_> = drawn.iter().filter(|entry| entry.may_win(&prize.id)).collect();
        let tickets: u64 = may.iter().map(|entry| u64::from(entry.tickets)).sum();
        let entries = may.len() as u64;
        Odds {
            entries,
            tickets,
            everybody: entries == drawn.len() as u64,
            chance: drawing::chance(tickets, prize.quantity),
        }
    };
    sweepstake.prizes.iter().map(of).collect()
}

/// 1247 as "1,247".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 entry", "3 entries".
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// How many ways a number of bits stands for, in words.
fn ways(millibits: u64) -> String {
    let bits = millibits / 1000;
    if bits >= 60 {
        return format!("2 to the power of {bits}");
    }
    // Below 2^60 a float is near enough for one or two digits, and only words are made of it.
    let number = (millibits as f64 / 1000.0).exp2();
    let scaled = |unit: f64, word: &str| {
        let count = number / unit;
        if count < 10.0 { format!("{count:.1} {word}") } else { format!("{count:.0} {word}") }
    };
    match number {
        n if n >= 1e15 => format!("2 to the power of {bits}"),
        n if n >= 1e12 => scaled(1e12, "million million"),
        n if n >= 1e9 => scaled(1e9, "thousand million"),
        n if n >= 1e6 => scaled(1e6, "million"),
        n => grouped(n.round() as u64),
    }
}

/// What the meter means, in two sentences.
pub fn luck_sentence(promised_millibits: u64, needed_millibits: u64, places: u64, alternates: u64) -> String {
    let handed = format!(
        "hand out {} and {}",
        counted(places, "prize", "prizes"),
        counted(alternates, "alternate", "alternates")
    );
    if promised_millibits == 0 {
        return "Nothing that was chosen so far counts as luck: words and codes can be searched for. Add numbers that fall \
                in public."
            .into();
    }
    let can = ways(promised_millibits);
    if promised_millibits >= needed_millibits {
        format!("The numbers can fall in {can} ways, more than there are ways to {handed}. Every result is possible.")
    } else {
        format!(
            "The numbers can fall in {can} ways, fewer than there are ways to {handed}. Every ticket still has the same \
             chance. Add more numbers, or the public beacon, and every result becomes possible."
        )
    }
}

/// Why so many bits are needed.
pub fn need_sentence(entries: u64, places: u64, alternates: u64, needed_millibits: u64) -> String {
    format!(
        "{} can fill {} in about 2 to the power of {} ways. One bit is one toss of a coin: that many tosses would be needed \
         so that each of these ways can come up.",
        counted(entries, "entry", "entries"),
        counted(places.saturating_add(alternates), "place", "places"),
        grouped(needed_millibits.div_ceil(1000))
    )
}

/// Luck that one source brings, in whole bits; 0 for what counts as extra.
pub fn bits_of(source: &LuckSource) -> u64 {
    draw::promised_millibits(&drawing::protocol_sources(std::slice::from_ref(source))) / 1000
}

/// "Seven of 49, in any order."
pub fn describe(source: &LuckSource) -> String {
    match source {
        LuckSource::Numbers { count, min: 1, max, distinct: true, .. } => {
            format!("{count} different numbers from 1 to {max}, in any order.")
        }
        LuckSource::Numbers { count, min, max, distinct, .. } => {
            let different = if *distinct { "different " } else { "" };
            format!("{count} {different}numbers from {min} to {max}, in any order.")
        }
        LuckSource::Text { .. } => {
            "Words said in public, typed in by you. Hard to measure, so they count as nothing.".into()
        }
        LuckSource::Drand { chain, round, .. } => {
            let words = beacon::words(chain, *round);
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}.", letters.as_str())
        }
    }
}

/// What choosing this source protects against, and what not.
pub fn protects(source: &LuckSource) -> &'static str {
    match source {
        LuckSource::Numbers { distinct: true, .. } => {
            "Drawn by somebody else, in public, such as a lottery: guards against you and everybody in the room, since none \
             of you can choose them. Not against an insider of the lottery; your secret code does that. Say in the label which \
             draw counts, or somebody could pick a friendlier one."
        }
        LuckSource::Numbers { distinct: false, .. } => {
            "Dice thrown in front of everybody: guards against you and against anybody who is not in the room. Not against \
             loaded dice or a skilled hand: let the audience throw, and film it."
        }
        LuckSource::Text { .. } => {
            "Guards against dice or balls that were tampered with. It proves nothing alone: you know the code and the list, so \
             with a friend in the room a phrase that suits you could be searched for. Have all phrases written down before any \
             is read out."
        }
        LuckSource::Drand { .. } => {
            "A number that servers around the world make and sign together every few seconds. Guards against you, the room \
             and any insider: nobody can know it before its moment, and a false or altered one is refused here, offline. Not \
             against most of the beacon's operators acting together. Somebody must fetch its text on a connected device."
        }
    }
}

/// What the organiser's secret code is for.
pub const CODE_PROTECTS: &str = "Made at the lock, sealed in it and opened at the draw. Guards against an insider of the \
                                 lottery or somebody in the audience, who cannot tell what their numbers would do. Not against \
                                 you, who know it, nor against you with an accomplice.";

/// A method in a sentence.
pub fn method_sentence(method: DrawMethod) -> &'static str {
    match method {
        DrawMethod::TicketSort => {
            "Each ticket gets a place from a hash, and the lowest places win. Entrants can check theirs alone, and leaving \
             one out never moves another. The usual choice."
        }
        DrawMethod::Rfc3797 => {
            "The procedure of RFC 3797, for those who must use a published one. One ticket each, at most 65,535 entries, no \
             secret code."
        }
        DrawMethod::Vrs => "The procedure draft-thomson-elegy-vrs, bit for bit. One ticket each.",
    }
}

/// A method's name for people.
pub fn method_title(method: DrawMethod) -> &'static str {
    match method {
        DrawMethod::TicketSort => "Lowest ticket",
        DrawMethod::Rfc3797 => "RFC 3797",
        DrawMethod::Vrs => "VRS draft",
    }
}

/// A label that no other source has.
pub fn free_label(sweepstake: &Sweepstake, wanted: &str) -> String {
    let taken = |label: &str| sweepstake.sources.iter().any(|source| source.label() == label);
    if !taken(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|n| format!("{wanted} {n}")).find(|label| !taken(label)).unwrap_or_default()
}

/// Six dice thrown on stage.
pub fn dice(sweepstake: &Sweepstake) -> LuckSource {
    LuckSource::Numbers {
        label: free_label(sweepstake, "Six dice on stage"),
        count: 6,
        min: 1,
        max: 6,
        distinct: false,
    }
}

/// A lottery of seven numbers of 49.
pub fn lottery(sweepstake: &Sweepstake) -> LuckSource {
    let label = free_label(sweepstake, "Lottery numbers");
    LuckSource::Numbers { label, count: 7, min: 1, max: 49, distinct: true }
}

/// An id for a new prize that none has yet.
pub fn free_prize_id(sweepstake: &Sweepstake) -> String {
    let taken = |id: &str| sweepstake.prizes.iter().any(|prize| prize.id == id);
    (sweepstake.prizes.len() + 1..).map(|n| format!("prize-{n}")).find(|id| !taken(id)).unwrap_or_default()
}

/// A sweepstake as it begins: dice on stage and a phrase, since that needs neither internet nor a lottery.
pub fn fresh() -> Sweepstake {
    let mut sweepstake = Sweepstake {
        title: "Sweepstake".into(),
        alternates: 3,
        one_per_household: true,
        with_code: true,
        ..Sweepstake::default()
    };
    sweepstake.entry_rules.max_per_person = 1;
    sweepstake.sources.push(dice(&sweepstake));
    sweepstake.sources.push(phrases(&sweepstake));
    sweepstake
}

/// Phrases written down first, then read out.
pub fn phrases(sweepstake: &Sweepstake) -> LuckSource {
    LuckSource::Text { label: free_label(sweepstake, "Phrases written down first") }
}

/// A round of the public beacon, left to the lock: the first one at or after the announced time.
pub fn beacon_round(sweepstake: &Sweepstake) -> LuckSource {
    let chain = draw::CHAINS[0].hash.to_owned();
    LuckSource::Drand { label: free_label(sweepstake, "Public beacon"), chain, round: 0 }
}

/// The change that deletes a sweepstake with its entries; refused by the campaign when it is sealed.
pub fn delete(campaign: &Campaign, id: SweepstakeId) -> Change {
    let mut edits: Vec<Edit> = campaign.entries_in(id).map(|(entry, _)| Edit::Entry(entry, None)).collect();
    if campaign.follow_up(id).is_some() {
        edits.push(Edit::FollowUp(id, None));
    }
    edits.push(Edit::Sweepstake(id, None));
    Change::new("Delete a sweepstake", edits)
}

/// The change that decides the same about several entries.
pub fn decide(campaign: &Campaign, ids: &[EntryId], decision: &Decision) -> Change {
    let title = match decision {
        Decision::ByRules => "Let the rules decide about entries",
        Decision::LetIn(_) => "Let entries in",
        Decision::LeftOut(..) => "Leave entries out",
        Decision::Excluded(..) => "Pass over entries",
    };
    let edits = ids.iter().filter_map(|id| {
        let entry = campaign.entries().get(*id)?;
        Some(Edit::entry(*id, crate::campaign::Entry { decision: decision.clone(), ..entry.clone() }))
    });
    Change::new(title, edits.collect())
}

/// What to publish at the lock, so that anybody can hold the organiser to it.
pub fn publishing_text(campaign: &Campaign, id: SweepstakeId) -> Option<String> {
    use std::fmt::Write;
    let sweepstake = campaign.sweepstakes().get(id)?;
    let sealed = sweepstake.sealed.as_ref()?;
    let lock = draw::SignedLock::parse(sealed.lock.as_bytes()).ok()?.lock;
    let mut text = format!(
        "{}: the list of draw {} is locked.\n{} with {} take part. Nothing about them can change any more.\n\nLock \
         code:\n{}\n\nThe luck comes from:\n",
        sweepstake.title,
        sealed.number,
        counted(lock.roll.entries, "entry", "entries"),
        counted(lock.roll.tickets, "ticket", "tickets"),
        drawing::draw_groups(&sealed.lock_sha256),
    );
    for source in &sweepstake.sources {
        let _ = writeln!(text, "- {}: {}", source.label(), describe(source));
    }
    let _ = writeln!(text, "It will be known on {}.", lock.announced_at.as_str());
    if let Some(key) = drawing::key_fingerprint(campaign) {
        let _ = write!(text, "\nFingerprint of the organiser's key: {key}\n");
    }
    Some(text)
}

/// Ends a lock without a draw: the change that adds its void. The number stays used up, and the code is revealed.
pub fn close_without_draw(
    campaign: &Campaign,
    id: SweepstakeId,
    reason: Reason,
    now: Timestamp,
) -> Result<Change, Failure> {
    let what = "The lock was not closed.";
    let refuse = |why: &str, help: &str| Failure::new(what, why, help);
    let sealed = campaign.sweepstakes().get(id).and_then(|sweepstake| sweepstake.sealed.as_ref());
    let Some(sealed) = sealed.filter(|sealed| sealed.record.is_none() && sealed.void.is_none()) else {
        return Err(refuse("This draw is not locked, or it was drawn already.", "Prepare a new draw instead."));
    };
    let read =
        |error: &dyn std::fmt::Display| refuse(&format!("{error}."), "Open the version of the file before this one.");
    let signed = draw::SignedLock::parse(sealed.lock.as_bytes()).map_err(|error| read(&error))?;
    let code = if sealed.code.is_empty() {
        None
    } else {
        let code = hex::decode(&sealed.code).ok().and_then(|bytes| bytes.try_into().ok());
        Some(code.ok_or_else(|| read(&"The organiser's code cannot be read"))?)
    };
    let key = drawing::signing_key(campaign)?;
    let void = draw::void(&signed, code, drawing::protocol_reason(reason), drawing::moment(now)?, &key)
        .map_err(|error| read(&error))?;
    let bytes = void.bytes().map_err(|error| read(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| read(&error))?;
    let number = sealed.number;
    let sealed = SealedDraw { void: Some(text), ..sealed.clone() };
    Ok(Change::one(format!("Close draw {number} without drawing"), Edit::Seal(id, Arc::new(sealed))))
}
