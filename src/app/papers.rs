//! The papers of a draw as PDF: lock notice, sealed envelope, rules, receipts, record, list of winners. What they look like is the
//! press's; here the sealed files, names in their chosen form and the file's name come together. The same campaign gives the
//! same bytes.

mod writing;

pub use writing::{file_name, write, write_single};

use super::drawing;
use super::envelope::{self, Envelope};
use super::failure::Failure;
use super::names::{self, Output};
use super::outlook::grouped;
use super::printing::FileState;
use crate::campaign::{Campaign, SealedDraw, Stage, Sweepstake, SweepstakeId};
use crate::draw::{self, Receipt, Roll, SignedLock, SignedRecord, Status};
use crate::press::paper::Laid;
use crate::press::sheets::Paper;
use crate::press::sweepstake::{
    self as layouts, Claim, EnvelopeFacts, NoticeFacts, Office, PrizeOdds, RecordFacts, RulesFacts, Slip, SlipFacts,
    Winner,
};
use crate::scene::fonts::FontSource;
use crate::scene::item::{Page, Scene};
use crate::scene::pdf::{self, PdfOptions};
use crate::scene::text::Typesetter;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::path::PathBuf;

/// A paper of a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    /// To hang up at the lock.
    LockNotice,
    /// Code and key, to be kept shut.
    Envelope,
    /// The official rules.
    Rules,
    /// Slips for all entrants.
    Receipts,
    /// The draw, with its walk.
    Record,
    /// Names in public.
    Winners,
    /// For the organiser's desk: whom to tell, with names and addresses.
    Claims,
}

impl Document {
    /// In the order in which a draw needs them.
    pub const ALL: [Self; 7] =
        [Self::Rules, Self::LockNotice, Self::Envelope, Self::Receipts, Self::Record, Self::Winners, Self::Claims];

    /// As the command line calls it.
    pub fn id(self) -> &'static str {
        match self {
            Self::LockNotice => "lock-notice",
            Self::Envelope => "envelope",
            Self::Rules => "rules",
            Self::Receipts => "receipts",
            Self::Record => "record",
            Self::Winners => "winners-list",
            Self::Claims => "claims-sheet",
        }
    }

    /// As people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::LockNotice => "Lock notice",
            Self::Envelope => "Sealed envelope",
            Self::Rules => "Official rules",
            Self::Receipts => "Receipts",
            Self::Record => "Draw record",
            Self::Winners => "List of winners",
            Self::Claims => "Claims sheet",
        }
    }

    /// What it is for, in a few words.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::LockNotice => "To hang up: the lock hash, prizes and sources",
            Self::Envelope => "Code and key on paper, to seal and give away",
            Self::Rules => "The rules with the hash that the lock holds",
            Self::Receipts => "A slip for every entrant, to cut out",
            Self::Record => "Luck, walk and winners, with lines to sign",
            Self::Winners => "For the public, names as each winner chose",
            Self::Claims => "For your desk: whom to tell, with boxes to tick",
        }
    }

    /// Why it cannot be made now; `None` when it can.
    pub fn missing(self, sweepstake: &Sweepstake) -> Option<&'static str> {
        let stage = sweepstake.stage();
        match self {
            Self::Rules if sweepstake.rules_text.trim().is_empty() && stage == Stage::SetUp => {
                Some("There is no rules text yet.")
            }
            Self::Rules if sweepstake.sealed.as_ref().is_some_and(|sealed| sealed.rules.is_empty()) => {
                Some("The draw was locked without rules.")
            }
            Self::Rules => None,
            Self::Envelope if stage == Stage::Locked => None,
            Self::Envelope if stage == Stage::SetUp => Some("The draw is not locked yet."),
            Self::Envelope => Some("The draw is over and its code is public."),
            Self::LockNotice | Self::Receipts => (stage == Stage::SetUp).then_some("The draw is not locked yet."),
            Self::Record | Self::Winners | Self::Claims => {
                (stage != Stage::Drawn).then_some("The draw has not been drawn.")
            }
        }
    }

    /// Whether it holds what must stay secret until the draw.
    pub fn is_secret(self) -> bool {
        self == Self::Envelope
    }

    /// Whether it names people whatever they chose, and so is not for the public.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Receipts | Self::Claims)
    }
}

/// What is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Which paper.
    pub document: Document,
    /// On what.
    pub paper: Paper,
    /// Receipts of these entry ids only, each on a page of its own with line and path; all as slips where it is empty.
    pub entries: Vec<String>,
    /// Of the last rehearsal instead of the draw.
    pub rehearsal: bool,
}

impl Order {
    /// A paper of the draw itself, for everybody.
    pub fn new(document: Document, paper: Paper) -> Self {
        Self { document, paper, entries: Vec::new(), rehearsal: false }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// In order.
    pub files: Vec<WrittenFile>,
    /// Characters that no face has; they stand as code points.
    pub missing: Vec<String>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WrittenFile {
    /// Where.
    pub path: PathBuf,
    /// In it.
    pub pages: usize,
    /// Of it.
    pub bytes: u64,
    /// Whether it was made now, or lay there already and is the same.
    pub state: FileState,
}

fn refuse(document: Document, why: impl Into<String>, help: &str) -> Failure {
    Failure::new(format!("{} was not printed.", document.title()), why, help)
}

fn office(campaign: &Campaign, paper: Paper) -> Office {
    let settings = campaign.settings();
    Office { paper, organiser: settings.organiser.clone(), language: settings.language.clone() }
}

/// The sealed files that a paper is made from.
struct Source<'a> {
    campaign: &'a Campaign,
    /// Asked for by papers of the draw itself, never by its sealed files alone.
    id: Option<SweepstakeId>,
    sweepstake: &'a Sweepstake,
    /// `None` before the lock.
    sealed: Option<&'a SealedDraw>,
    order: &'a Order,
    office: Office,
}

impl<'a> Source<'a> {
    fn of(campaign: &'a Campaign, id: SweepstakeId, order: &'a Order) -> Result<Self, Failure> {
        let document = order.document;
        let Some(sweepstake) = campaign.sweepstakes().get(id) else {
            return Err(refuse(document, "The sweepstake is not there any more.", "Choose another one."));
        };
        let sealed = if order.rehearsal {
            let rehearsal = campaign.follow_up(id).and_then(|beside| beside.rehearsal.as_ref());
            let Some(rehearsal) = rehearsal else {
                return Err(refuse(document, "There was no rehearsal yet.", "Rehearse the draw first."));
            };
            if document == Document::Envelope {
                return Err(refuse(document, "A rehearsal has no secrets to keep.", "Print that of the draw."));
            }
            Some(&rehearsal.files)
        } else {
            if let Some(why) = document.missing(sweepstake) {
                let help = match sweepstake.stage() {
                    Stage::SetUp if document == Document::Rules => "Write the rules in the set-up first.",
                    Stage::SetUp => "Lock it first.",
                    Stage::Locked => "Draw it first.",
                    Stage::Drawn | Stage::Void => "Choose another paper.",
                };
                return Err(refuse(document, why, help));
            }
            sweepstake.sealed.as_ref()
        };
        Ok(Self { campaign, id: Some(id), sweepstake, sealed, order, office: office(campaign, order.paper) })
    }

    fn unreadable(&self, error: &dyn std::fmt::Display) -> Failure {
        refuse(
            self.order.document,
            format!("A sealed file cannot be read: {error}."),
            "Open the version of the file before this one.",
        )
    }

    fn sealed(&self) -> Result<&'a SealedDraw, Failure> {
        self.sealed.ok_or_else(|| refuse(self.order.document, "The draw is not locked yet.", "Lock it first."))
    }

    fn lock(&self) -> Result<SignedLock, Failure> {
        SignedLock::parse(self.sealed()?.lock.as_bytes()).map_err(|error| self.unreadable(&error))
    }

    fn roll(&self) -> Result<Roll, Failure> {
        Roll::parse(self.sealed()?.roll.as_bytes()).map_err(|error| self.unreadable(&error))
    }

    fn record(&self) -> Result<SignedRecord, Failure> {
        let record = self.sealed()?.record.as_ref();
        let record =
            record.ok_or_else(|| refuse(self.order.document, "The draw has not been drawn.", "Draw it first."))?;
        SignedRecord::parse(record.as_bytes()).map_err(|error| self.unreadable(&error))
    }

    fn amendments(&self) -> Result<Vec<draw::SignedAmendment>, Failure> {
        draw::parse_amendments(self.sealed()?.amendments.as_bytes()).map_err(|error| self.unreadable(&error))
    }

    /// When the newest thing that the paper shows was sealed: the date of the file, so that its bytes never depend on the
    /// clock.
    fn made(&self) -> Option<String> {
        let sealed = self.sealed?;
        let of_record = sealed.record.as_ref().and(sealed.drawn_at).unwrap_or(sealed.locked_at);
        let last = self.amendments().ok().and_then(|all| all.last().map(|last| last.amendment.at.clone()));
        let at = match self.order.document {
            Document::Record | Document::Winners => {
                last.and_then(|moment| jiff::Timestamp::from_second(moment.unix_secs()).ok()).unwrap_or(of_record)
            }
            _ => sealed.locked_at,
        };
        Some(at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string())
    }

    /// Winners and alternates as they stand now: those who hold or held a prize in the order of the prizes, then the line.
    fn winners(&self, record: &SignedRecord, roll: &Roll, output: Output) -> Result<Vec<Winner>, Failure> {
        let amendments = self.amendments()?;
        let standing = draw::check_amendments(record, roll, &amendments).map_err(|error| self.unreadable(&error))?;
        let lock = &record.record.lock;
        let rank_of_prize = |id: &str| lock.prizes.iter().position(|prize| prize.id == id).unwrap_or(usize::MAX);
        let ranks: std::collections::HashMap<&str, u64> =
            record.record.walk.iter().map(|step| (step.entry_id.as_str(), step.rank)).collect();
        let mut holders = standing.holders;
        holders.sort_by_key(|holder| rank_of_prize(&holder.prize));
        Ok(holders
            .into_iter()
            .map(|holder| {
                let holds = matches!(holder.status, Status::Alternate)
                    || (Status::Holds..=Status::Sent).contains(&holder.status);
                let name = names::of_entry(self.campaign, &holder.entry_id, output);
                Winner {
                    rank: ranks.get(holder.entry_id.as_str()).copied().unwrap_or_default(),
                    // Beside a lost prize a name would tell more than its owner agreed to.
                    name: name.name().filter(|_| holds).unwrap_or_default().to_owned(),
                    prize: lock
                        .prizes
                        .iter()
                        .find(|prize| prize.id == holder.prize)
                        .map(|prize| prize.name.clone())
                        .unwrap_or_default(),
                    state: state_words(holder.status).to_owned(),
                    holds: (Status::Holds..=Status::Sent).contains(&holder.status),
                    prize_id: holder.prize,
                    entry_id: holder.entry_id,
                }
            })
            .collect())
    }

    /// What the organiser needs to reach winners and alternates, and what is recorded about them.
    fn claims(&self, record: &SignedRecord, roll: &Roll) -> Result<Vec<Claim>, Failure> {
        let amendments = self.amendments()?;
        let claim = |winner: Winner| {
            let entry = self.campaign.entry_with_id(&winner.entry_id).and_then(|id| self.campaign.entries().get(id));
            let person = entry.and_then(|entry| self.campaign.people().get(entry.person));
            let contact = person.map_or_else(Vec::new, |person| {
                let lines = [person.email.trim(), person.address.trim()];
                lines.into_iter().filter(|line| !line.is_empty()).map(|line| line.replace('\n', ", ")).collect()
            });
            let on = |kind: draw::Kind| {
                let of_kind = |amendment: &&draw::Amendment| {
                    amendment.kind == kind
                        && amendment.entry_id == winner.entry_id
                        && amendment.prize == winner.prize_id
                };
                let found = amendments.iter().map(|signed| &signed.amendment).rfind(of_kind);
                found.map(|amendment| amendment.at.clone())
            };
            Claim {
                contact: contact.join("\n"),
                done: [draw::Kind::Notified, draw::Kind::Accepted, draw::Kind::Verified, draw::Kind::Sent].map(on),
                winner: Winner { name: self.owner(&winner.entry_id), ..winner },
            }
        };
        Ok(self.winners(record, roll, Output::Winners)?.into_iter().map(claim).collect())
    }

    /// The name on a slip: it goes to its owner, so it is the whole one.
    fn owner(&self, entry_id: &str) -> String {
        let entry = self.campaign.entry_with_id(entry_id).and_then(|id| self.campaign.entries().get(id));
        let person = entry.and_then(|entry| self.campaign.people().get(entry.person));
        person.map(|person| person.display_name().to_owned()).unwrap_or_default()
    }

    fn slip(&self, receipt: &Receipt) -> Result<Slip, Failure> {
        let bytes = receipt.bytes().map_err(|error| self.unreadable(&error))?;
        let hash = hex::encode(Sha256::digest(&bytes));
        let file = String::from_utf8(bytes).map_err(|error| self.unreadable(&error))?;
        let entry_id = receipt.line.split('\t').next().unwrap_or_default();
        Ok(Slip::new(receipt, &file, hash, self.owner(entry_id)))
    }

    fn rules(&self) -> RulesFacts {
        let (text, version) = match self.sealed {
            Some(sealed) => (sealed.rules.clone(), sealed.locked_at.strftime("As locked on %-d %B %Y").to_string()),
            None => (self.sweepstake.rules_text.clone(), "Draft, not locked yet".to_owned()),
        };
        RulesFacts {
            campaign: self.campaign.settings().title.clone(),
            title: self.sweepstake.title.clone(),
            sha256: hex::encode(Sha256::digest(text.as_bytes())),
            text,
            version,
            rehearsal: self.order.rehearsal,
        }
    }

    fn lay(&self, typesetter: &mut Typesetter) -> Result<Laid, Failure> {
        let office = &self.office;
        Ok(match self.order.document {
            Document::Rules => layouts::rules(&self.rules(), office, typesetter),
            Document::LockNotice => {
                let (lock, roll) = (self.lock()?, self.roll()?);
                layouts::notice(&NoticeFacts { odds: odds(&lock.lock, &roll), lock: &lock }, office, typesetter)
            }
            Document::Envelope => {
                let id =
                    self.id.ok_or_else(|| refuse(Document::Envelope, "It is not asked for.", "Print it by itself."))?;
                let secret = Envelope::of(self.campaign, id)?;
                let facts = EnvelopeFacts {
                    lock: &self.lock()?,
                    lines: envelope::lines(&secret),
                    payload: envelope::payload(&secret),
                };
                layouts::envelope(&facts, office, typesetter)
            }
            Document::Record => {
                let (record, roll) = (self.record()?, self.roll()?);
                let facts = RecordFacts {
                    winners: self.winners(&record, &roll, Output::Record)?,
                    odds: odds(&record.record.lock, &roll),
                    amendments: &self.amendments()?,
                    record: &record,
                };
                layouts::record(&facts, office, typesetter)
            }
            Document::Winners => {
                let (record, roll) = (self.record()?, self.roll()?);
                let winners = self.winners(&record, &roll, Output::Winners)?;
                layouts::winners(&record, &winners, office, typesetter)
            }
            Document::Claims => {
                let (record, roll) = (self.record()?, self.roll()?);
                layouts::claims(&record, &self.claims(&record, &roll)?, office, typesetter)
            }
            Document::Receipts => {
                let (lock, roll) = (self.lock()?, self.roll()?);
                if self.order.entries.is_empty() {
                    let first: Vec<Receipt> = Receipt::all(&lock, &roll).take(layouts::PER_SHEET).collect();
                    let slips = first.iter().map(|receipt| self.slip(receipt)).collect::<Result<Vec<_>, _>>()?;
                    layouts::slips(&SlipFacts { lock: &lock }, &slips, office, typesetter)
                } else {
                    self.single_receipts(&lock, &roll, typesetter)?
                }
            }
        })
    }

    /// A page for each entry that was asked for.
    fn single_receipts(&self, lock: &SignedLock, roll: &Roll, typesetter: &mut Typesetter) -> Result<Laid, Failure> {
        let mut all = Laid { pages: Vec::new(), missing: Vec::new() };
        for entry_id in &self.order.entries {
            let receipt = Receipt::new(lock, roll, entry_id).ok_or_else(|| {
                refuse(
                    Document::Receipts,
                    format!("The locked list has no entry {entry_id}."),
                    "Use the entry id as the entrant was told it.",
                )
            })?;
            let laid = layouts::receipt(&receipt, &self.slip(&receipt)?, &self.office, typesetter);
            all.pages.extend(laid.pages);
            all.missing.extend(laid.missing);
        }
        Ok(all)
    }

    fn pdf(&self, pages: Vec<Page>) -> Result<Vec<u8>, Failure> {
        let document = self.order.document;
        let title = &self.sweepstake.title;
        let scene = Scene {
            title: format!("{}: {title}", document.title()),
            author: self.office.organiser.clone(),
            language: self.office.language.clone(),
            pages,
        };
        let options =
            PdfOptions { created: self.made(), duplex: document == Document::Envelope, ..PdfOptions::default() };
        pdf::write(&scene, &options).map_err(|error| {
            refuse(document, format!("{error}."), "Print another paper of the draw, and tell about it.")
        })
    }
}

fn state_words(status: Status) -> &'static str {
    match status {
        Status::Alternate | Status::Holds => "",
        Status::Notified => "was told",
        Status::Accepted => "accepted",
        Status::Verified => "verified",
        Status::Sent => "prize sent",
        Status::Declined => "declined",
        Status::NoReply => "did not reply",
        Status::Disqualified => "disqualified",
    }
}

/// The chances of a locked list, prize by prize; those passed over do not count.
fn odds(lock: &draw::Lock, roll: &Roll) -> Vec<PrizeOdds> {
    let passed_over: HashSet<&str> = lock.excluded.iter().map(|excluded| excluded.entry_id.as_str()).collect();
    let drawn = || roll.entries().iter().filter(|entry| !passed_over.contains(entry.id.as_str()));
    let all = drawn().count();
    lock.prizes
        .iter()
        .map(|prize| {
            let (mut entries, mut tickets) = (0, 0);
            for entry in drawn().filter(|entry| entry.may_win(&prize.id)) {
                entries += 1;
                tickets += u64::from(entry.tickets);
            }
            let who = match entries {
                count if count == all => "everybody".to_owned(),
                1 => "1 entry".to_owned(),
                count => format!("{} entries", grouped(count as u64)),
            };
            PrizeOdds {
                name: prize.name.clone(),
                quantity: prize.quantity,
                who,
                chance: drawing::chance(tickets, prize.quantity),
            }
        })
        .collect()
}

/// The pages of a paper; of slips for everybody only the first sheet. For previews.
pub fn pages(
    campaign: &Campaign,
    id: SweepstakeId,
    order: &Order,
    typesetter: &mut Typesetter,
) -> Result<Laid, Failure> {
    Source::of(campaign, id, order)?.lay(typesetter)
}

/// A paper as one PDF, slips for everybody in one file too: for bundles and small lists.
pub fn pdf(campaign: &Campaign, id: SweepstakeId, order: &Order) -> Result<Vec<u8>, Failure> {
    let source = Source::of(campaign, id, order)?;
    let mut typesetter = Typesetter::new(FontSource::with_system());
    let laid = source.lay(&mut typesetter)?;
    source.pdf(laid.pages)
}

/// The record of drawn files as `record.pdf` of their bundle; `None` before the draw.
pub fn record_pdf(
    campaign: &Campaign,
    sweepstake: &Sweepstake,
    sealed: &SealedDraw,
) -> Result<Option<(String, Vec<u8>)>, Failure> {
    if sealed.record.is_none() {
        return Ok(None);
    }
    let order = Order::new(Document::Record, Paper::A4);
    let source = Source {
        campaign,
        id: None,
        sweepstake,
        sealed: Some(sealed),
        order: &order,
        office: office(campaign, Paper::A4),
    };
    let laid = source.lay(&mut Typesetter::new(FontSource::with_system()))?;
    source.pdf(laid.pages).map(|bytes| Some(("record.pdf".to_owned(), bytes)))
}

/// Whether a rehearsal has left papers to print.
pub fn has_rehearsal(campaign: &Campaign, id: SweepstakeId) -> bool {
    campaign.follow_up(id).is_some_and(|beside| beside.rehearsal.is_some())
}
