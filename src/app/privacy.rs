//! Data protection as work to be done: who has to be told and until when, letters for them, and what is due when the campaign ends.
//! The dates follow the General Data Protection Regulation of the EU; it is a help for organisers and no legal advice.

use super::failure::Failure;
use crate::campaign::{Campaign, Change, Consent, Edit, Nomination, NominationId, Person, PersonId, tell_by};
use crate::intake::export::{Guard, csv};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// A nominee who does not know yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold {
    pub person: PersonId,
    /// When their name first came in.
    pub came: Timestamp,
    /// The last day on which they have to be told.
    pub by: Date,
    /// Days left; below 0 it is late.
    pub days_left: i64,
}

/// Nominees and people others wrote about who were not told, the most urgent first. Somebody who only sent something in
/// themselves knows it.
pub fn untold(campaign: &Campaign, now: Timestamp, zone: &TimeZone) -> Vec<Untold> {
    let mut came: HashMap<PersonId, Timestamp> = HashMap::new();
    for (_, nomination) in campaign.nominations().iter() {
        let Some(at) = came_in(campaign, nomination, zone) else { continue };
        let first = came.entry(nomination.nominee).or_insert(at);
        *first = (*first).min(at);
    }
    let themselves: HashSet<PersonId> = campaign
        .nominations()
        .iter()
        .filter(|(_, it)| it.nominator == Some(it.nominee))
        .map(|(_, it)| it.nominee)
        .collect();
    let today = now.to_zoned(zone.clone()).date();
    let own = campaign.lists_of_own();
    let mut untold: Vec<Untold> = came
        .into_iter()
        .filter(|(id, _)| !themselves.contains(id))
        .filter(|(id, _)| campaign.people().get(*id).is_some_and(|it| !it.was_told(&own) && it.erased_at.is_none()))
        .map(|(person, came)| {
            let by = tell_by(came, zone);
            let days_left = today.until(by).map_or(0, |span| i64::from(span.get_days()));
            Untold { person, came, by, days_left }
        })
        .collect();
    untold.sort_by_key(|it| (it.by, it.person));
    untold
}

/// The same for one person, by the nominations of them; `None` where they need not be told.
pub fn untold_person(
    campaign: &Campaign,
    person: PersonId,
    nominations: &[NominationId],
    now: Timestamp,
    zone: &TimeZone,
) -> Option<Untold> {
    let own = campaign.lists_of_own();
    let record = campaign.people().get(person).filter(|it| !it.was_told(&own) && it.erased_at.is_none());
    let of_them = || nominations.iter().filter_map(|id| campaign.nominations().get(*id));
    if record.is_none() || of_them().any(|it| it.nominator == Some(person)) {
        return None;
    }
    let came = of_them().filter_map(|it| came_in(campaign, it, zone)).min()?;
    let by = tell_by(came, zone);
    let days_left = now.to_zoned(zone.clone()).date().until(by).map_or(0, |span| i64::from(span.get_days()));
    Some(Untold { person, came, by, days_left })
}

/// When the organiser had the words; where only the import is known, from there.
fn came_in(campaign: &Campaign, nomination: &Nomination, zone: &TimeZone) -> Option<Timestamp> {
    let source = nomination.origin.and_then(|origin| campaign.sources().get(origin.source));
    let received = nomination.received_at.and_then(|at| at.to_zoned(zone.clone()).ok()).map(|at| at.timestamp());
    received.or(source.map(|source| source.imported_at)).or_else(|| first_line(campaign))
}

/// Nominees whose spelling nobody confirmed yet, in the order of their ids.
pub fn unconfirmed(campaign: &Campaign) -> Vec<PersonId> {
    let nominees: HashSet<PersonId> = campaign.nominations().iter().map(|(_, it)| it.nominee).collect();
    let people = campaign.people().iter();
    people
        .filter(|(id, it)| nominees.contains(id) && it.name_confirmed.is_none() && it.erased_at.is_none())
        .map(|(id, _)| id)
        .collect()
}

fn first_line(campaign: &Campaign) -> Option<Timestamp> {
    campaign.ledger().lines().first().map(|line| line.at)
}

/// A letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub person: PersonId,
    pub name: String,
    /// Empty where none is known; the letter then goes by post or by hand.
    pub email: String,
    pub subject: String,
    pub body: String,
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// You were nominated, this is what we keep; may we publish?
    Told,
    /// Is your name spelled right?
    Name,
}

impl Occasion {
    /// For the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Name => "name",
        }
    }
}

/// Letters as text, one for each person. What the settings do not say yet is named in the failure.
pub fn letters(
    campaign: &Campaign,
    people: &[PersonId],
    occasion: Occasion,
    zone: &TimeZone,
) -> Result<Vec<Letter>, Failure> {
    let settings = campaign.settings();
    let privacy = &settings.privacy;
    let mut missing = Vec::new();
    let organiser = if settings.organiser.trim().is_empty() { &privacy.controller } else { &settings.organiser };
    if organiser.trim().is_empty() {
        missing.push("who the organiser is");
    }
    if occasion == Occasion::Told && privacy.contact.trim().is_empty() {
        missing.push("where people write to");
    }
    if !missing.is_empty() {
        return Err(Failure::new(
            "No letter was made.",
            format!("The settings do not say {}.", missing.join(" and ")),
            "Fill in the settings under Data protection.",
        ));
    }
    let title = &settings.title;
    let letters = people
        .iter()
        .filter_map(|id| Some((*id, campaign.people().get(*id)?)))
        .filter(|(_, it)| it.erased_at.is_none());
    Ok(letters
        .map(|(id, person)| {
            let name = person.display_name().to_owned();
            let (subject, body) = match occasion {
                Occasion::Told => (format!("You were nominated: {title}"), told(campaign, id, &name, organiser, zone)),
                Occasion::Name => (format!("Is your name right? {title}"), name_question(&name, title, organiser)),
            };
            Letter { person: id, name, email: person.email.to_string(), subject, body }
        })
        .collect())
}

fn told(campaign: &Campaign, id: PersonId, name: &str, organiser: &str, zone: &TimeZone) -> String {
    let settings = campaign.settings();
    let privacy = &settings.privacy;
    let count = campaign.nominations_of(id).count();
    // One person may have written several, and some do not say who they are.
    let by: HashSet<PersonId> = campaign.nominations_of(id).filter_map(|(_, it)| it.nominator).collect();
    let are_known = campaign.nominations_of(id).all(|(_, it)| it.nominator.is_some());
    let times = match by.len() {
        n if are_known && n > 1 => format!("{n} people wrote to us about you"),
        _ if count > 1 => format!("We received {count} nominations of you: others wrote to us about you"),
        _ => "Somebody wrote to us about you".to_owned(),
    };
    let first = campaign.nominations_of(id).filter_map(|(_, it)| came_in(campaign, it, zone)).min();
    let came = first.map(|at| at.to_zoned(zone.clone()).date().strftime("%-d %B %Y").to_string());
    let came = came.map_or(String::new(), |day| format!(" It came to us on {day}."));
    let mut text = format!(
        "Dear {name},\n\n{times} and nominated you for “{}”.{came}\n\nWhat we keep: your name, how to reach you where we know it, and what was written about you.",
        settings.title
    );
    if !privacy.purpose.is_empty() {
        let _ = write!(text, "\nWhy: {}", privacy.purpose);
    }
    text.push_str("\nNothing of it is published without your yes.");
    if !privacy.wording.is_empty() {
        let _ = write!(text, "\n\n{}", privacy.wording);
        if !privacy.wording_version.is_empty() {
            let _ = write!(text, "\n(Wording {})", privacy.wording_version);
        }
    }
    if let Some(day) = privacy.retain_until {
        let _ = write!(text, "\n\nWe keep it until {} and erase it then.", day.strftime("%-d %B %Y"));
    }
    let _ = write!(
        text,
        "\n\nYou may see what we keep, have it corrected or erased, object, withdraw a yes at any time, and complain to the data protection authority where you live. Write to {}.",
        privacy.contact
    );
    let controller = if privacy.controller.is_empty() { organiser } else { &privacy.controller };
    let _ = write!(text, "\n\n{organiser}\nResponsible for your data: {controller}\n");
    text
}

fn name_question(name: &str, title: &str, organiser: &str) -> String {
    format!(
        "Hello,\n\nfor “{title}” we are about to print your name. This is how it will stand there, letter by letter:\n\n    {name}\n\nIs it right, with every accent and in the right order? Answer with a yes, or with the name as it should be.\n\n{organiser}\n"
    )
}

/// Letters as CSV for the mail merge of an office program.
pub fn letters_csv(letters: &[Letter], guard: Guard) -> Result<Vec<u8>, Failure> {
    let headers = ["id", "name", "email", "subject", "body"];
    let rows = letters.iter().map(|letter| {
        vec![
            letter.person.to_string(),
            letter.name.clone(),
            letter.email.clone(),
            letter.subject.clone(),
            letter.body.clone(),
        ]
    });
    csv(&headers, rows, guard).map_err(|error| Failure::new("No letter was written.", error.to_string(), "Try again."))
}

/// Letters as one text, each on a page of its own.
pub fn letters_text(letters: &[Letter]) -> String {
    let pages = letters.iter().map(|letter| {
        let to =
            if letter.email.is_empty() { letter.name.clone() } else { format!("{} <{}>", letter.name, letter.email) };
        format!("To: {to}\nSubject: {}\n\n{}", letter.subject, letter.body)
    });
    pages.collect::<Vec<_>>().join("\u{c}\n")
}

/// Notes that these people were told.
pub fn mark_told(campaign: &Campaign, people: &[PersonId], at: Timestamp) -> Change {
    let edits: Vec<Edit> = people
        .iter()
        .filter_map(|id| Some((*id, campaign.people().get(*id)?.clone())))
        .map(|(id, mut person)| {
            person.told_at = Some(at);
            Edit::person(id, person)
        })
        .collect();
    let title = if edits.len() == 1 {
        "Note that a person was told".into()
    } else {
        format!("Note that {} people were told", edits.len())
    };
    Change::new(title, edits)
}

/// Notes what people said.
pub fn set_consent(campaign: &Campaign, people: &[PersonId], consent: &Consent) -> Change {
    let edits: Vec<Edit> = people
        .iter()
        .filter_map(|id| Some((*id, campaign.people().get(*id)?.clone())))
        .map(|(id, person)| Edit::person(id, Person { consent: consent.clone(), ..person }))
        .collect();
    let what = format!("Note consent: {}", consent.state.title().to_lowercase());
    Change::new(if edits.len() == 1 { what } else { format!("{what}, {} people", edits.len()) }, edits)
}

/// Is the day past after which personal data was to go?
pub fn is_retention_over(campaign: &Campaign, now: Timestamp, zone: &TimeZone) -> bool {
    campaign.settings().privacy.retain_until.is_some_and(|day| now.to_zoned(zone.clone()).date() > day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::people::consent_set;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{ConsentState, Nomination, PrivacyNotice, Settings, Source, SourceId};

    fn source(at: Timestamp) -> Source {
        Source {
            file_name: String::new(),
            sha256: "0".repeat(64),
            bytes: 1,
            sheet: String::new(),
            part: 0,
            read_as: String::new(),
            kind: String::new(),
            imported_at: at,
            rows_read: 1,
            rows_accepted: 1,
            rows_held: 0,
            rows_rejected: 0,
            first_sha256: String::new(),
            erased_lines: Vec::new(),
            erased_rows: Default::default(),
        }
    }

    fn campaign() -> Campaign {
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let person = |name: &str| Person { name: name.into(), ..Person::default() };
        let mut late = Nomination::new(PersonId(1));
        late.received_at = "2026-01-31T10:00:00".parse().ok();
        let mut own = Nomination::new(PersonId(3));
        own.nominator = Some(PersonId(3));
        let mut recent = Nomination::new(PersonId(2));
        recent.received_at = "2026-11-01T10:00:00".parse().ok();
        let edits = vec![
            Edit::person(PersonId(1), person("Ada Quist")),
            Edit::person(PersonId(2), person("Bo Lind")),
            Edit::person(PersonId(3), person("Cleo Marsh")),
            Edit::nomination(1.into(), late),
            Edit::nomination(2.into(), recent),
            Edit::nomination(3.into(), own),
        ];
        campaign.apply(&Change::new("Set up", edits), now).unwrap();
        campaign
    }

    #[test]
    fn who_answered_about_a_draw_does_not_know_of_a_nomination() {
        let mut campaign = campaign();
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let list = |name: &str, kind: &str| Source { file_name: name.into(), kind: kind.into(), ..source(now) };
        let mut edits = vec![
            Edit::source(SourceId(1), list("draw.csv", "entries")),
            Edit::source(SourceId(2), list("staff.csv", "people")),
        ];
        for (id, by) in [(1, "draw.csv"), (2, "staff.csv")] {
            let mut person = campaign.people().get(PersonId(id)).unwrap().clone();
            person.consent = Consent::new(ConsentState::Agreed, None, by, "");
            edits.push(Edit::person(PersonId(id), person));
        }
        campaign.apply(&Change::new("Lists", edits), now).unwrap();
        let ids = |campaign: &Campaign| {
            untold(campaign, now, &TimeZone::UTC).iter().map(|it| it.person.0).collect::<Vec<u64>>()
        };
        assert_eq!(ids(&campaign), [1]);
        assert!(untold_person(&campaign, PersonId(1), &[1.into()], now, &TimeZone::UTC).is_some());
        let register = crate::app::people::Register::new(&campaign);
        let open = |id: u64| register.line(PersonId(id)).unwrap().has(crate::app::people::Gap::NotTold);
        assert!(open(1) && !open(2));
    }

    #[test]
    fn the_clock_of_a_month() {
        let mut campaign = campaign();
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let found = untold(&campaign, now, &TimeZone::UTC);
        let ids: Vec<u64> = found.iter().map(|it| it.person.0).collect();
        // Who nominated themselves knows it.
        assert_eq!(ids, [1, 2]);
        assert_eq!(found[0].by, jiff::civil::date(2026, 2, 28));
        assert!(found[0].days_left < -200);
        assert_eq!((found[1].by, found[1].days_left), (jiff::civil::date(2026, 12, 1), 11));
        campaign.apply(&mark_told(&campaign, &[PersonId(1)], now), now).unwrap();
        let asked = consent_set(ConsentState::Asked, "e-mail", "", now);
        campaign.apply(&set_consent(&campaign, &[PersonId(2)], &asked), now).unwrap();
        assert!(untold(&campaign, now, &TimeZone::UTC).is_empty());
    }

    #[test]
    fn letters_say_what_the_law_wants() {
        let mut campaign = campaign();
        let all = [PersonId(1), PersonId(2)];
        let failure = letters(&campaign, &all, Occasion::Told, &TimeZone::UTC).unwrap_err();
        assert!(failure.why.contains("where people write to"), "{failure:?}");
        let settings = Settings {
            organiser: "Brightwater".into(),
            privacy: PrivacyNotice {
                contact: "privacy@brightwater.example".into(),
                wording: "May we publish your name and story?".into(),
                wording_version: "2026-1".into(),
                retain_until: Some(jiff::civil::date(2027, 6, 30)),
                ..PrivacyNotice::default()
            },
            ..campaign.settings().clone()
        };
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        campaign.apply(&Change::one("Set", Edit::Settings(settings.into())), now).unwrap();
        let made = letters(&campaign, &all, Occasion::Told, &TimeZone::UTC).unwrap();
        assert_eq!(made.len(), 2);
        for words in ["Ada Quist", "privacy@brightwater.example", "30 June 2027", "May we publish", "2026-1", "erased"]
        {
            assert!(made[0].body.contains(words), "{words}");
        }
        let table = String::from_utf8(letters_csv(&made, Guard::Exact).unwrap()).unwrap();
        assert!(table.starts_with("id,name,email,subject,body"));
        let agreed = consent_set(ConsentState::Agreed, "form", "2026-1", now);
        let change = set_consent(&campaign, &[PersonId(1)], &agreed);
        campaign.apply(&change, now).unwrap();
        assert_eq!(campaign.people().get(PersonId(1)).unwrap().consent.wording, "2026-1");
        assert!(is_retention_over(&campaign, "2027-07-01T00:00:00Z".parse().unwrap(), &TimeZone::UTC));
    }
}
