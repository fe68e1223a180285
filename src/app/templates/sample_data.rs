//! Sample data on demand: the lists of a template go in through the ordinary import, and what an organiser would decide
//! afterwards is decided through the ordinary doors, all of it as one step that can be undone. Only into a campaign without
//! people, so that invented people never stand among real ones.

use super::broken;
use crate::app::failure::Failure;
use crate::app::importing::{self, Choices};
use crate::app::progress::Progress;
use crate::app::world::World;
use crate::app::{awards, bulk, drawing, heroes, kits, league, mishaps, people, stories, thanks};
use crate::campaign::{
    ArchetypeId, Campaign, Change, ConsentState, Edit, Leap, Member, MemberState, MilestoneKind, Mishap, MishapId,
    NameForm, Output, Person, PersonId, Settings, StoryState, Sweepstake, ThanksState, email_key,
};
use crate::intake::Kind;
use crate::scene::kit::Kit;
use crate::store::Blobs;
use jiff::Timestamp;
use serde::Deserialize;
use std::sync::Arc;

/// What a template brings to play with.
struct Brought {
    template: &'static str,
    decided: &'static str,
    lists: &'static [(&'static str, Kind, &'static [u8])],
    reactions: &'static [u8],
}

macro_rules! list {
    ($template:literal, $name:literal, $kind:ident) => {
        ($name, Kind::$kind, include_bytes!(concat!("../../../assets/templates/", $template, "/", $name)))
    };
}
macro_rules! decided {
    ($template:literal) => {
        include_str!(concat!("../../../assets/templates/", $template, "/decided.ron"))
    };
}

/// People first, so that the other lists find them.
const LISTS: [Brought; 4] = [
    Brought {
        template: "it-heroes",
        decided: decided!("it-heroes"),
        lists: &[
            list!("it-heroes", "people.csv", People),
            list!("it-heroes", "nominations.csv", Nominations),
            list!("it-heroes", "thanks.csv", Thanks),
        ],
        reactions: b"",
    },
    Brought {
        template: "leaptakers",
        decided: decided!("leaptakers"),
        lists: &[
            list!("leaptakers", "people.csv", People),
            list!("leaptakers", "nominations.csv", Nominations),
            list!("leaptakers", "thanks.csv", Thanks),
        ],
        reactions: b"",
    },
    Brought {
        template: "users-happen",
        decided: decided!("users-happen"),
        lists: &[
            list!("users-happen", "people.csv", People),
            list!("users-happen", "mishaps.csv", Mishaps),
            list!("users-happen", "nominations.csv", Nominations),
            list!("users-happen", "thanks.csv", Thanks),
        ],
        reactions: include_bytes!("../../../assets/templates/users-happen/reactions.csv"),
    },
    Brought {
        template: "superhero-league",
        decided: decided!("superhero-league"),
        lists: &[
            list!("superhero-league", "members.csv", Members),
            list!("superhero-league", "nominations.csv", Nominations),
            list!("superhero-league", "entries.csv", Entries),
            list!("superhero-league", "thanks.csv", Thanks),
        ],
        reactions: b"",
    },
];

/// What is decided about the lists; people are named by e-mail.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Decided {
    organiser: String,
    mail_to: String,
    signatures: Vec<(String, String)>,
    /// Leaps of the stories about people.
    leaps: Vec<(String, Leap)>,
    /// Stories that are published; the others stay drafts.
    published: Vec<String>,
    /// In the order of the list.
    mishaps: Vec<MishapText>,
    members: Vec<MemberText>,
    staff: Vec<String>,
    sweepstake: Option<Sweepstake>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MishapText {
    title: String,
    punchline: String,
    damage: String,
    severity: Option<u8>,
    /// By name.
    archetype: String,
    /// Reviewed and published; the others wait for somebody to look at them.
    published: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MemberText {
    email: String,
    /// Why not; empty for those who are let in.
    refused: String,
    /// Nothing is decided yet.
    waits: bool,
    best_practice: String,
    success_story: String,
    disclosure: Vec<(Output, NameForm)>,
}

/// Sample data ready to be taken in: one step, and the raw files it names.
#[derive(Clone, Debug)]
pub struct SampleData {
    pub change: Change,
    pub blobs: Blobs,
}

fn lists_of(campaign: &Campaign) -> Option<&'static Brought> {
    LISTS.iter().find(|lists| lists.template == campaign.settings().template)
}

/// Whether sample data can be added: the template brings some and nobody is in the campaign yet.
///
/// # Errors
/// The reason why not, as a sentence.
pub fn has_sample_data(campaign: &Campaign) -> Result<(), &'static str> {
    if lists_of(campaign).is_none() {
        return Err("The template of this campaign brings no sample data.");
    }
    if !campaign.people().is_empty() {
        return Err("There are people in the campaign already, and invented ones must not stand among them.");
    }
    Ok(())
}

/// The sample data of the campaign's template as one change.
///
/// # Errors
/// Where there is none, where people are in the campaign already, or when it was cancelled.
pub fn sample_data(campaign: &Campaign, world: &dyn World, progress: &Progress) -> Result<SampleData, Failure> {
    let what = "No sample data was added.";
    has_sample_data(campaign)
        .map_err(|why| Failure::new(what, why, "Start a new campaign from another template to try it out."))?;
    let Some(lists) = lists_of(campaign) else { return Err(Failure::new(what, "There is none.", "Import a list.")) };
    let decided: Decided = ron::from_str(lists.decided).map_err(|error| broken(&error))?;
    let mut making = Making { campaign: campaign.clone(), edits: Vec::new(), blobs: Blobs::new(), at: world.now() };
    progress.set_total(lists.lists.len() as u64 + 4);
    making.name(&decided)?;
    making.open_sweepstake(&decided)?;
    for (name, kind, bytes) in lists.lists {
        making.import(world, name, *kind, bytes)?;
        progress.step()?;
    }
    making.confirm(&decided)?;
    progress.step()?;
    making.celebrate()?;
    progress.step()?;
    making.tell(&decided)?;
    progress.step()?;
    making.redact(&decided, lists.reactions)?;
    making.join(&decided)?;
    making.pack()?;
    progress.step()?;
    Ok(SampleData { change: Change::new("Add sample data", making.edits), blobs: making.blobs })
}

/// A copy of the campaign on which everything is done in turn, and the edits it took.
struct Making {
    campaign: Campaign,
    edits: Vec<Edit>,
    blobs: Blobs,
    at: Timestamp,
}

impl Making {
    fn apply(&mut self, change: Option<Change>) -> Result<(), Failure> {
        let Some(change) = change else { return Ok(()) };
        self.campaign.apply(&change, self.at).map_err(|error| broken(&error))?;
        self.edits.extend(change.edits);
        Ok(())
    }

    fn with_email(&self, email: &str) -> Option<PersonId> {
        let key = email_key(email);
        self.campaign.people().iter().find(|(_, person)| email_key(&person.email) == key).map(|(id, _)| id)
    }

    /// What the settings leave open.
    fn name(&mut self, decided: &Decided) -> Result<(), Failure> {
        let mut settings: Settings = self.campaign.settings().clone();
        if settings.organiser.trim().is_empty() {
            settings.organiser.clone_from(&decided.organiser);
        }
        if settings.hub.mail_to.trim().is_empty() {
            settings.hub.mail_to.clone_from(&decided.mail_to);
        }
        if settings.signatures.is_empty() {
            settings.signatures.clone_from(&decided.signatures);
        }
        self.apply(Some(Change::one("Name the organiser", Edit::Settings(Arc::new(settings)))))
    }

    fn open_sweepstake(&mut self, decided: &Decided) -> Result<(), Failure> {
        let Some(sweepstake) = &decided.sweepstake else { return Ok(()) };
        let mut sweepstake = sweepstake.clone();
        let draw = self.campaign.settings().milestones.iter().find(|date| date.kind == MilestoneKind::Draw);
        sweepstake.announced_at = draw.map(|date| date.at).filter(|at| *at > self.at);
        let id = self.campaign.next_sweepstake_id();
        drawing::make_rules(&self.campaign, id, &mut sweepstake);
        self.apply(Some(Change::one("Add a sweepstake", Edit::sweepstake(id, sweepstake))))
    }

    fn import(&mut self, world: &dyn World, name: &str, kind: Kind, bytes: &[u8]) -> Result<(), Failure> {
        let imported = importing::import_bytes(&self.campaign, world, name, bytes, kind, &Choices::default())?;
        self.blobs.insert(imported.sha256.clone(), Arc::new(bytes.to_vec()));
        self.apply(imported.change)
    }

    /// Names are confirmed of those who agreed; staff is marked.
    fn confirm(&mut self, decided: &Decided) -> Result<(), Failure> {
        let at = self.at;
        let ids: Vec<PersonId> = self.campaign.people().ids().collect();
        let change = bulk::change_each::<Person>(
            &self.campaign,
            ids,
            |count| bulk::counted::<Person>("Complete", count),
            |person| {
                if person.consent.state == ConsentState::Agreed {
                    person.name_confirmed = Some(people::confirmed_by("e-mail", at));
                }
                person.staff |= decided.staff.iter().any(|email| email_key(email) == email_key(&person.email));
            },
        );
        self.apply(change)
    }

    /// Heroes of all nominees, and for each award whoever was named most for it.
    fn celebrate(&mut self) -> Result<(), Failure> {
        let kit = Kit::builtin().map_err(|error| broken(&error))?;
        let nominees = heroes::nominees(&self.campaign);
        self.apply(heroes::make_heroes(&self.campaign, nominees, &kit))?;
        let awards: Vec<_> = self.campaign.awards().ids().collect();
        for award in awards {
            let candidates = awards::candidates(&self.campaign, award);
            let first = candidates.iter().find(|candidate| candidate.for_award > 0).map(|candidate| candidate.person);
            if let Some(person) = first {
                self.apply(awards::choose(&self.campaign, award, &[person], self.at))?;
            }
        }
        Ok(())
    }

    /// Stories with their leaps, as far as they were brought; all messages of thanks but the last are let through.
    fn tell(&mut self, decided: &Decided) -> Result<(), Failure> {
        let about: Vec<PersonId> = heroes::nominees(&self.campaign);
        self.apply(stories::begin(&self.campaign, about))?;
        let ids: Vec<_> = self.campaign.stories().ids().collect();
        for id in ids {
            let Some(story) = self.campaign.stories().get(id) else { continue };
            let email = self.campaign.people().get(story.about).map(|person| email_key(&person.email));
            let is_theirs = |other: &str| Some(email_key(other)) == email;
            let leaps: Vec<Leap> =
                decided.leaps.iter().filter(|(who, _)| is_theirs(who)).map(|(_, leap)| leap.clone()).collect();
            if !leaps.is_empty() {
                let after = stories::edited(story, self.at, |story| story.leaps = leaps);
                self.apply(Some(Change::one("Measure a leap", Edit::story(id, after))))?;
            }
            if decided.published.iter().any(|email| is_theirs(email)) {
                for (to, by) in [
                    (StoryState::Checked, "The editors"),
                    (StoryState::Consented, "By e-mail"),
                    (StoryState::Published, ""),
                ] {
                    let change = stories::advance(&self.campaign, id, to, by, self.at)?;
                    self.apply(Some(change))?;
                }
            }
        }
        let mut waiting: Vec<_> =
            self.campaign.thanks().iter().filter(|(_, it)| it.state == ThanksState::Waiting).collect();
        waiting.pop();
        let read: Vec<_> = waiting.into_iter().map(|(id, _)| id).collect();
        let change = thanks::moderate(&self.campaign, read, &thanks::Verdict::Show)?;
        self.apply(change)
    }

    /// Mishaps without third persons, reviewed and published as far as they were; reactions are counted.
    fn redact(&mut self, decided: &Decided, reactions: &[u8]) -> Result<(), Failure> {
        if self.campaign.mishaps().is_empty() {
            return Ok(());
        }
        self.apply(mishaps::add_starters(&self.campaign))?;
        let archetypes: Vec<(ArchetypeId, String)> =
            self.campaign.archetypes().iter().map(|(id, it)| (id, it.name.clone())).collect();
        let ids: Vec<MishapId> = self.campaign.mishaps().ids().collect();
        for (id, text) in ids.iter().zip(&decided.mishaps) {
            let Some(mishap) = self.campaign.mishaps().get(*id) else { continue };
            let mut after: Mishap = mishap.clone();
            after.title.clone_from(&text.title);
            after.punchline.clone_from(&text.punchline);
            after.damage.clone_from(&text.damage);
            after.severity = text.severity;
            after.archetypes =
                archetypes.iter().filter(|(_, name)| *name == text.archetype).map(|(id, _)| *id).collect();
            self.apply(Some(Change::one("Tell a mishap", Edit::mishap(*id, after))))?;
            if !text.published {
                continue;
            }
            self.apply(mishaps::start_redaction(&self.campaign, [*id]))?;
            let reviewed = mishaps::review(&self.campaign, *id, "The editors", &[], self.at)?;
            self.apply(Some(reviewed))?;
            let published = mishaps::publish(&self.campaign, *id)?;
            self.apply(Some(published))?;
        }
        let counted = mishaps::count_reactions(&self.campaign, reactions)?;
        self.apply(counted.change)
    }

    /// Members are let in or refused, with code names and what they tell each other.
    fn join(&mut self, decided: &Decided) -> Result<(), Failure> {
        for text in &decided.members {
            let member = self.with_email(&text.email).and_then(|id| league::member_of(&self.campaign, id));
            let Some((id, member)) = member else { continue };
            let mut after: Member = member.clone();
            after.best_practice.clone_from(&text.best_practice);
            after.success_story.clone_from(&text.success_story);
            after.disclosure = text.disclosure.iter().copied().collect();
            after.referred_by = after.referred_by.or_else(|| after.vouches.first().map(|vouch| vouch.by));
            self.apply(Some(Change::one("Change a member", Edit::member(id, after))))?;
            if text.waits {
                continue;
            }
            let state = if text.refused.is_empty() { MemberState::Approved } else { MemberState::Refused };
            let change = league::decide(&self.campaign, &[id], state, &text.refused, self.at)?;
            self.apply(change)?;
            if state == MemberState::Approved
                && let Some(name) = league::propose_code_names(&self.campaign, id, 1, 0).first()
            {
                let change = league::set_code_name(&self.campaign, id, name)?;
                self.apply(Some(change))?;
            }
        }
        Ok(())
    }

    /// A parcel for everybody with a hero and an address.
    fn pack(&mut self) -> Result<(), Failure> {
        let has_address =
            |id: &PersonId| self.campaign.people().get(*id).is_some_and(|person| !person.address.trim().is_empty());
        let people: Vec<PersonId> = kits::everybody(&self.campaign).into_iter().filter(has_address).collect();
        self.apply(kits::make(&self.campaign, people))
    }
}
