//! Telling a person what is kept about them: the answer to "what do you have about me?", as text and as pages to hand over.
//! Words of third persons that are not about whoever asks, and who wrote what about them, stay out of it.

use super::failure::Failure;
use crate::campaign::{Campaign, Consent, ConsentState, Person, PersonId};
use crate::intake::country_title;
use crate::press::paper::{Block, Paper, PaperStyle};
use crate::press::sheets;
use crate::scene::fonts::FontSource;
use crate::scene::item::Scene;
use crate::scene::pdf::{self, PdfOptions};
use crate::scene::text::Typesetter;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt::Write as _;
use std::sync::Arc;

mod more;

/// What is kept about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessReport {
    /// "What “IT Heroes” keeps about Ada Quist".
    pub title: String,
    /// When it was made, and from which record.
    pub made: String,
    pub parts: Vec<Part>,
    campaign: String,
    organiser: String,
    language: String,
    at: Timestamp,
}

/// A part of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub title: &'static str,
    /// A name, empty where the words say it, and what is kept under it; a name without words heads those that follow.
    pub lines: Vec<(String, String)>,
}

impl Part {
    fn new(title: &'static str) -> Self {
        Self { title, lines: Vec::new() }
    }
    /// Nothing is no fact: empty words are left out.
    fn add(&mut self, name: impl Into<String>, words: impl Into<String>) {
        let words = words.into();
        if !words.trim().is_empty() {
            self.lines.push((name.into(), words));
        }
    }
    fn or(mut self, words: &str) -> Self {
        if self.lines.is_empty() {
            self.add("", words);
        }
        self
    }
}

/// Everything the campaign keeps about one person. `file` gives the raw files of its lists, by hash.
pub fn access_report(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    id: PersonId,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<AccessReport, Failure> {
    let Some(person) = campaign.people().get(id) else {
        return Err(Failure::new(
            "No report was made.",
            format!("There is no person {id}."),
            "Choose somebody of the list.",
        ));
    };
    let day = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%-d %B %Y, %H:%M").to_string();
    let mut parts = Vec::new();
    let all = person.with_merged();
    let before: Vec<&Person> = all.iter().flat_map(|it| it.merged.iter().map(|merged| &*merged.kept)).collect();
    for record in all {
        let is_own = std::ptr::eq(record, person);
        let is_before = before.iter().any(|it| std::ptr::eq(*it, record));
        let mut part = Part::new(match (is_own, is_before) {
            (true, _) => "Record",
            (_, true) => "The same record before a merge",
            _ => "Merged into it",
        });
        record_lines(&mut part, record);
        if !is_own && record.consent.state != ConsentState::NotAsked {
            part.add("Consent", said(&record.consent, campaign.consent_read_at(record), &day));
        }
        // What the record says still, or said before another merge, is told once.
        let is_told = |it: &Part| it.lines == part.lines && it.title != "Merged into it";
        let is_again = is_before && parts.iter().any(is_told);
        if !part.lines.is_empty() && !is_again {
            parts.push(part);
        }
    }
    parts.push(consent_part(campaign, person, &day));
    parts.push(origin_part(campaign, person, &day));
    parts.push(for_them(campaign, id).or("None."));
    let mut by_them = Part::new("Nominations by you");
    for (number, nomination) in campaign.nominations_by(id) {
        by_them.add(number.to_string(), nomination.excerpt());
        more::by_nominator(&mut by_them, campaign, nomination, id);
    }
    parts.push(by_them.or("None."));
    parts.push(results(campaign, id).or("None."));
    let others = [
        in_judging(campaign, id),
        more::thanks(campaign, id),
        more::stories(campaign, id),
        more::league(campaign, id),
        more::rows(campaign, file, person, id),
    ];
    parts.extend(others.into_iter().filter(|part| !part.lines.is_empty()));
    let settings = campaign.settings();
    let mut rights = Part::new("What you can ask for");
    let privacy = &settings.privacy;
    rights.add("Why it is kept", &privacy.purpose);
    if let Some(day) = privacy.retain_until {
        rights.add("Kept until", day.strftime("%-d %B %Y").to_string());
    }
    rights.add(
        "Responsible for it",
        if privacy.controller.is_empty() { &settings.organiser } else { &privacy.controller },
    );
    rights.add("", "You may have it corrected or erased, object, withdraw a yes at any time, and complain to the data protection authority where you live.");
    rights.add("Write to", &privacy.contact);
    parts.push(rights);
    Ok(AccessReport {
        title: format!("What “{}” keeps about {}", settings.title, person.display_name()),
        made: format!("Made on {} from record {id}.", day(now)),
        parts,
        campaign: settings.title.clone(),
        organiser: settings.organiser.clone(),
        language: settings.language.clone(),
        at: now,
    })
}

fn record_lines(part: &mut Part, record: &Person) {
    let country = country_title(&record.country).unwrap_or(&record.country);
    let born = record.born.map(|day| day.to_string()).unwrap_or_default();
    for (name, value) in [
        ("Name", record.name.as_str()),
        ("Given name", &record.given_name),
        ("Family name", &record.family_name),
        ("Name in Latin letters", &record.latin_name),
        ("E-mail", &record.email),
        ("Organisation", &record.organisation),
        ("Team", &record.team),
        ("Function", &record.function),
        ("Country", country),
        ("Region", &record.region),
        ("Place", &record.place),
        ("Address", &record.address),
        ("In service since", &record.since),
        ("Code name", &record.code_name),
        ("Born", &born),
        ("Tags", &record.tags.join(", ")),
        ("Notes", &record.notes),
    ] {
        part.add(name, value);
    }
    let roles =
        [(record.judge, "judge"), (record.member, "member of the league"), (record.staff, "works for the organiser")];
    let roles: Vec<&str> = roles.into_iter().filter(|(is, _)| *is).map(|(_, role)| role).collect();
    part.add("Roles", roles.join(", "));
    if let Some(photo) = &record.photo {
        part.add("Photo", format!("{}, {} by {} pixels", photo.file_name, photo.width_px, photo.height_px));
    }
}

fn consent_part(campaign: &Campaign, person: &Person, day: &dyn Fn(Timestamp) -> String) -> Part {
    let mut part = Part::new("Consent and name");
    part.add("Consent", said(&person.consent, campaign.consent_read_at(person), day));
    part.add("Name in public", person.name_form.title());
    for (output, form) in person.name_forms.iter() {
        part.add(output.title(), form.title());
    }
    if let Some(confirmed) = &person.name_confirmed {
        part.add("Spelling confirmed", format!("by {}, {}", confirmed.by, day(confirmed.at)));
    }
    part.add("You were told on", person.told_at.map(day).unwrap_or_default());
    part
}

/// A consent with all that is known of it. `read` is when the list came in that says no day itself.
fn said(consent: &Consent, read: Option<Timestamp>, day: &dyn Fn(Timestamp) -> String) -> String {
    let mut said = consent.state.title().to_owned();
    if let Some(at) = consent.at {
        let _ = write!(said, ", {}", day(at));
    }
    if !consent.by.is_empty() {
        let _ = write!(said, ", by {}", consent.by);
    }
    if let Some(at) = read {
        let _ = write!(said, ", which was read on {}", day(at));
    }
    if !consent.wording.is_empty() {
        let _ = write!(said, ", wording {}", consent.wording);
    }
    said
}

fn origin_part(campaign: &Campaign, person: &Person, day: &dyn Fn(Timestamp) -> String) -> Part {
    let mut part = Part::new("Where it came from");
    for origin in person.with_merged().iter().flat_map(|record| &record.origins) {
        if let Some(source) = campaign.sources().get(origin.source) {
            let line = (source.place(origin.line), format!("imported {}", day(source.imported_at)));
            if !part.lines.contains(&line) {
                part.lines.push(line);
            }
        }
    }
    part.or("Typed in by the organiser.")
}

/// Who wrote them is a third person's matter; the words are about the person who asks.
fn for_them(campaign: &Campaign, id: PersonId) -> Part {
    let mut part = Part::new("Nominations for you");
    for (number, nomination) in campaign.nominations_of(id) {
        let came = if nomination.received.is_empty() { "no date" } else { &nomination.received };
        part.lines.push((format!("{number}, {came}"), String::new()));
        part.add("What happened", &nomination.story);
        part.add("Why it matters", &nomination.reason);
        part.add("Quote", &nomination.quote);
        more::of_nomination(&mut part, campaign, nomination);
    }
    part
}

fn results(campaign: &Campaign, id: PersonId) -> Part {
    let mut part = Part::new("Awards, hero, entries");
    for (_, award) in campaign.awards_won_by(id) {
        part.add("Won", &award.title);
    }
    if let Some((_, hero)) = campaign.hero_of(id) {
        part.add("Hero", &hero.persona);
        part.add("Story of the hero", &hero.story);
    }
    for (_, entry) in campaign.entries().iter().filter(|(_, entry)| entry.person == id) {
        let title = campaign.sweepstakes().get(entry.sweepstake).map(|it| it.title.as_str()).unwrap_or_default();
        let mut words = format!("in “{title}”");
        if !entry.received.is_empty() {
            let _ = write!(words, ", {}", entry.received);
        }
        let _ = write!(words, ", by {}", entry.way.title().to_lowercase());
        part.add(format!("Entry {}", entry.entry_id), words);
    }
    part
}

/// In whose fields and on whose panels they stand, and what judges wrote about them. Who wrote it is a third person's matter.
fn in_judging(campaign: &Campaign, id: PersonId) -> Part {
    let mut part = Part::new("Judging");
    for (award, judging) in campaign.judgings().iter() {
        let title = campaign.awards().get(award).map(|it| it.title.as_str()).unwrap_or_default();
        for it in judging.field.iter().filter(|it| it.person == Some(id)) {
            part.lines.push((format!("In the field of “{title}” as {}", it.code), String::new()));
            for (code, check) in &it.checks {
                let note = if check.note.is_empty() { String::new() } else { format!(": {}", check.note) };
                part.add(format!("Requirement {code}"), format!("{}{note}", check.outcome.title()));
            }
            part.add("Left the field", it.withdrawn.as_ref().map(|it| it.reason.as_str()).unwrap_or_default());
            part.add("What judges read", it.covered.as_ref().map(|it| it.text.as_str()).unwrap_or_default());
            for freeze in judging.freezes() {
                let round = judging.round(freeze.round).map(|it| it.title().to_owned()).unwrap_or_default();
                let place = freeze.order.iter().find(|place| place.candidate == it.number);
                part.add(round, place.map(|place| format!("place {}", place.place)).unwrap_or_default());
            }
            for (_, sheet) in campaign.sheets_of(award) {
                if let Some(line) = sheet.lines.get(&it.number) {
                    part.add("A judge wrote", &line.comment);
                }
            }
        }
        for it in judging.panel.iter().filter(|it| it.person == Some(id)) {
            part.lines.push((format!("On the panel of “{title}” as {}", it.code), String::new()));
            part.add("Independent", &it.independent);
            part.add("Left", &it.left);
            let given = campaign.sheets_of(award).filter(|(_, sheet)| sheet.judge == it.number);
            let lines: usize = given.map(|(_, sheet)| sheet.lines.len()).sum();
            part.add("Scores given", if lines > 0 { lines.to_string() } else { String::new() });
            for recusal in judging.recusals.iter().filter(|recusal| recusal.judge == it.number) {
                part.add("Stepped aside", &recusal.reason);
            }
        }
    }
    part
}

impl AccessReport {
    /// As plain text.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n{}\n", self.title, self.made);
        for part in &self.parts {
            let _ = write!(out, "\n{}\n", part.title.to_uppercase());
            for (name, words) in &part.lines {
                let words = words.replace('\n', "\n    ");
                let _ = match (name.as_str(), words.as_str()) {
                    ("", words) => writeln!(out, "{words}"),
                    (name, "") => writeln!(out, "{name}"),
                    (name, words) => writeln!(out, "{name}: {words}"),
                };
            }
        }
        out
    }

    /// As pages to print or to send.
    pub fn pdf(&self) -> Result<Vec<u8>, Failure> {
        let mut paper = Paper::new(PaperStyle {
            paper: sheets::Paper::A4,
            campaign: self.campaign.clone(),
            kind: "Access report".into(),
            running: self.title.clone(),
            foot: self.made.clone(),
            rehearsal: false,
            language: self.language.clone(),
        });
        paper.push(Block::title(&self.title, &self.made));
        for part in &self.parts {
            paper.push(Block::heading(part.title));
            // Short facts stand in two columns, long words under their name.
            let mut facts: Vec<(String, String)> = Vec::new();
            for (name, words) in &part.lines {
                let is_long = words.chars().count() > 90 || words.contains('\n');
                if !name.is_empty() && !words.is_empty() && !is_long {
                    facts.push((name.clone(), words.clone()));
                    continue;
                }
                if !facts.is_empty() {
                    paper.push(Block::Facts(std::mem::take(&mut facts)));
                }
                match (name.as_str(), words.as_str()) {
                    (name, "") => paper.push(Block::Subheading(name.to_owned())),
                    ("", words) => paper.push(Block::words(words)),
                    (name, words) => paper.push(Block::small(name)).push(Block::words(words)),
                };
            }
            if !facts.is_empty() {
                paper.push(Block::Facts(facts));
            }
        }
        let laid = paper.lay(&mut Typesetter::new(FontSource::with_system()));
        let scene = Scene {
            title: self.title.clone(),
            author: self.organiser.clone(),
            language: self.language.clone(),
            pages: laid.pages,
        };
        let created = Some(self.at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string());
        pdf::write(&scene, &PdfOptions { created, ..PdfOptions::default() })
            .map_err(|error| Failure::new("The report was not printed.", format!("{error}."), "Write it as text."))
    }

    /// In the form that the ending of the name asks for: `pdf`, else text.
    pub fn bytes_for(&self, path: &std::path::Path) -> Result<Vec<u8>, Failure> {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            return self.pdf();
        }
        Ok(self.text().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::importing::{Choices, import_bytes};
    use crate::app::{FakeWorld, Progress, World, templates};
    use crate::campaign::{Change, Edit, Member, MemberId, Story, StoryId, Thanks, ThanksId};
    use crate::intake::Kind;
    use std::path::Path;

    #[test]
    fn who_was_merged_is_told_once_and_the_record_before_is_the_same_one() {
        let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
        let mut campaign = templates::start(&world, "blank").unwrap();
        let people = ["Sabine Okonjo", "S. Okonjo", "Okonjo S."].iter().zip(1..);
        let people =
            people.map(|(name, id)| Edit::person(id.into(), Person { name: (*name).into(), ..Person::default() }));
        campaign.apply(&Change::new("Start", people.collect()), world.now()).unwrap();
        for gone in [2, 3] {
            let change = crate::campaign::merge(&campaign, 1.into(), gone.into(), world.now()).unwrap();
            campaign.apply(&change, world.now()).unwrap();
        }
        let report = access_report(&campaign, &|_| None, 1.into(), &TimeZone::UTC, world.now()).unwrap();
        let titled = |title: &str| report.parts.iter().filter(|part| part.title == title).count();
        assert_eq!((titled("Record"), titled("Merged into it")), (1, 2));
        assert_eq!(titled("The same record before a merge"), 0, "it says what the record says");
    }

    #[test]
    fn whatever_stands_beside_the_record_is_in_the_report() {
        let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
        let mut campaign = templates::start(&world, "blank").unwrap();
        let mut files = std::collections::BTreeMap::new();
        let lists = [
            (
                "people.csv",
                Kind::People,
                "Name,E-mail,Phone,Diet,Consent\nUma Rao,uma@x.example,+49 170 5551234,vegan,yes\nBo Lind,bo@x.example,+49 170 5559999,none,\n",
            ),
            (
                "noms.csv",
                Kind::Nominations,
                "Nominee,Nominee phone,Your name,Your phone,Award,Reason\nUma Rao,555 777,Bo Lind,555 888,Night Owl,She stayed\nCy Dor,,Uma Rao,555 999,Night Owl,He stayed\n",
            ),
        ];
        for (name, kind, list) in lists {
            let done = import_bytes(&campaign, &world, name, list.as_bytes(), kind, &Choices::default()).unwrap();
            files.insert(done.sha256.clone(), Arc::new(list.as_bytes().to_vec()));
            campaign.apply(&done.change.unwrap(), world.now()).unwrap();
        }
        let id = campaign.people().iter().find(|(_, it)| it.name == "Uma Rao").unwrap().0;
        let other = campaign.people().iter().find(|(_, it)| it.name == "Bo Lind").unwrap().0;
        let thanks = |to, from, message: &str| Thanks {
            to: Some(to),
            from: Some(from),
            message: message.into(),
            ..Thanks::default()
        };
        let mut member = Member::new(id);
        member.application = "I wish to belong".into();
        let edits = vec![
            Edit::thanks(ThanksId(1), thanks(id, other, "Thank you, Uma")),
            Edit::thanks(ThanksId(2), thanks(other, id, "Thank you, Bo")),
            Edit::member(MemberId(1), member),
            Edit::story(StoryId(1), Story::new(id, "The long night".into())),
        ];
        campaign.apply(&Change::new("More", edits), world.now()).unwrap();
        let file = |sha256: &str| files.get(sha256).cloned();
        let text = access_report(&campaign, &file, id, &TimeZone::UTC, world.now()).unwrap().text();
        for kept in [
            "+49 170 5551234",
            "vegan",
            "555 777",
            "555 999",
            "Night Owl",
            "She stayed",
            "He stayed",
            "Thank you, Uma",
            "Thank you, Bo",
            "I wish to belong",
            "The long night",
            "Agreed, by people.csv, which was read on 20 November 2026",
        ] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        for of_others in ["5559999", "555 888", "bo@x.example"] {
            assert!(!text.contains(of_others), "{of_others}: {text}");
        }
    }

    #[test]
    fn the_report_says_what_is_kept() {
        let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
        let (campaign, blobs) = templates::start_with_blobs(&world, templates::SAMPLE, &Progress::silent()).unwrap();
        let file = |sha256: &str| blobs.get(sha256).cloned();
        let (id, nomination) = campaign.nominations().iter().map(|(_, it)| (it.nominee, it)).next().unwrap();
        let report = access_report(&campaign, &file, id, &TimeZone::UTC, world.now()).unwrap();
        let text = report.text();
        assert!(text.contains(campaign.people().get(id).unwrap().name.as_str()));
        assert!(text.contains(nomination.excerpt().lines().next().unwrap()));
        assert!(text.contains(", line "), "{text}");
        // Who wrote it stays with them.
        for by in campaign.nominations_of(id).filter_map(|(_, it)| campaign.people().get(it.nominator?)) {
            assert!(by.email.is_empty() || !text.contains(by.email.as_str()), "{text}");
        }
        let pdf = report.bytes_for(Path::new("report.PDF")).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert_eq!(report.bytes_for(Path::new("report.PDF")).unwrap(), pdf, "the same report gives the same bytes");
        assert_eq!(report.bytes_for(Path::new("report.txt")).unwrap(), text.into_bytes());
        assert!(access_report(&campaign, &file, PersonId(999_999), &TimeZone::UTC, world.now()).is_err());
    }
}
