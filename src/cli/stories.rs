//! `stories`: begun from nominations, edited with quotes, leaps and versions, brought to the public step by step; and how far the
//! nominations of each channel came.

use super::args::stories::{LeapEvidence, Stories, StoryTo, StoryVersions};
use super::campaigns::{campaign, open};
use super::community::{ids, make, one};
use super::shell::{Ending, Shell};
use crate::app::impact;
use crate::app::people::country_as_stored;
use crate::app::stories::Piece;
use crate::app::{Failure, World, io_reason, stories};
use crate::campaign::{Change, Edit, Evidence, Leap, NominationId, PersonId, StoryId, StoryState};
use serde_json::json;
use std::sync::Arc;

pub fn stories(args: &Stories, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The stories stay as they are.";
    match args {
        Stories::Begin(which) => {
            let mut workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let mut chosen: Vec<PersonId> = ids(&which.ids, |id| there.people().contains(id), "person", what)?;
            if chosen.is_empty() {
                chosen = crate::app::heroes::nominees(there);
            }
            let change = stories::begin(there, chosen);
            make(&mut workspace, change, &which.file, shell)
        }
        Stories::Words(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: StoryId = one(&args.which.id, |id| there.stories().contains(id), "story", what)?;
            let text = match &args.text_file {
                None => args.text.clone(),
                Some(path) => {
                    let bytes = world.read(path).map_err(|error| {
                        Failure::new(what, format!("{}: {}", path.display(), io_reason(&error)), "Check the name.")
                    })?;
                    let text = String::from_utf8(bytes).map_err(|_| {
                        Failure::new(what, format!("{} is not UTF-8.", path.display()), "Save it as UTF-8.")
                    })?;
                    Some(text.trim_start_matches('\u{feff}').to_owned())
                }
            };
            let change = there.stories().get(id).map(|story| {
                let after = stories::edited(story, world.now(), |it| {
                    let set = |slot: &mut String, words: &Option<String>| {
                        if let Some(words) = words {
                            words.trim().clone_into(slot);
                        }
                    };
                    set(&mut it.title, &args.title);
                    set(&mut it.summary, &args.summary);
                    set(&mut it.text, &text);
                });
                Change::one("Edit a story", crate::campaign::Edit::story(id, after))
            });
            make(&mut workspace, change, &args.which.file, shell)
        }
        Stories::Step(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: StoryId = one(&args.which.id, |id| there.stories().contains(id), "story", what)?;
            let to = match args.to {
                StoryTo::Draft => StoryState::Draft,
                StoryTo::Checked => StoryState::Checked,
                StoryTo::Consented => StoryState::Consented,
                StoryTo::Published => StoryState::Published,
            };
            let change = stories::advance(there, id, to, &args.by, world.now())?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        Stories::Quote(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: StoryId = one(&args.which.id, |id| there.stories().contains(id), "story", what)?;
            let from: NominationId = one(&args.from, |id| there.nominations().contains(id), "nomination", what)?;
            let said = there.nominations().get(from).map(|it| [it.quote.as_str(), &it.story, &it.reason].join("\n"));
            let said = said.unwrap_or_default();
            let Some(words) = &args.words else {
                let sentences = stories::sentences(&said);
                for sentence in &sentences {
                    shell.say(sentence);
                }
                shell.document(&sentences)?;
                return Ok(Ending::Done);
            };
            if !said.contains(words.trim()) || words.trim().is_empty() {
                let why = format!("{from} does not say that.");
                return Err(Failure::new(what, why, "Without --words its sentences are listed."));
            }
            let change = there.stories().get(id).map(|story| {
                let after = stories::toggle_quote(story, words.trim(), args.by.trim(), from);
                Change::one("Change the quotes of a story", Edit::story(id, after))
            });
            make(&mut workspace, change, &args.which.file, shell)
        }
        Stories::Leap(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: StoryId = one(&args.which.id, |id| there.stories().contains(id), "story", what)?;
            let leap = Leap {
                what: args.what.trim().to_owned(),
                before: Some(args.before),
                after: Some(args.after),
                unit: args.unit.trim().to_owned(),
                more_is_better: args.more_is_better,
                on: args.on,
                evidence: match args.evidence {
                    LeapEvidence::None => Evidence::None,
                    LeapEvidence::Estimated => Evidence::Estimated,
                    LeapEvidence::Reported => Evidence::Reported,
                    LeapEvidence::Measured => Evidence::Measured,
                },
                source: args.source.trim().to_owned(),
            };
            let multiple = leap.multiple().ok_or_else(|| {
                Failure::new(what, "Both numbers must be above zero.", "Give the number before and the one after.")
            })?;
            shell.say(&format!("{}.", impact::multiple_words(multiple)));
            let change = there.stories().get(id).map(|story| {
                let mut after = story.clone();
                match after.leaps.iter_mut().find(|other| other.what == leap.what) {
                    Some(other) => *other = leap,
                    None => after.leaps.push(leap),
                }
                Change::one("Note a leap of a story", Edit::story(id, after))
            });
            make(&mut workspace, change, &args.which.file, shell)
        }
        Stories::Place(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: StoryId = one(&args.which.id, |id| there.stories().contains(id), "story", what)?;
            let change = there.stories().get(id).map(|story| {
                let mut after = story.clone();
                args.place.trim().clone_into(&mut after.place);
                after.country = country_as_stored(args.country.trim());
                Change::one("Say where a story happened", Edit::story(id, after))
            });
            make(&mut workspace, change, &args.which.file, shell)
        }
        Stories::Versions(args) => versions(args, world, shell),
        Stories::Funnel(args) => {
            let workspace = open(world, &args.file)?;
            let counted = impact::impact(campaign(&workspace)?, |_| true);
            let mut documents = Vec::new();
            for (channel, it) in &counted.channels {
                shell.say(&format!(
                    "{channel}: {} received, {} accepted, {} shortlisted, {} won",
                    it.received, it.accepted, it.shortlisted, it.won
                ));
                documents.push(json!({
                    "channel": channel,
                    "received": it.received,
                    "accepted": it.accepted,
                    "shortlisted": it.shortlisted,
                    "won": it.won,
                }));
            }
            if counted.channels.is_empty() {
                shell.say("No nomination names its channel.");
            }
            shell.document(&documents)?;
            Ok(Ending::Done)
        }
    }
}

fn versions(args: &StoryVersions, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The story stays as it is.";
    let mut workspace = open(world, &args.which.file)?;
    let there = campaign(&workspace)?;
    let id: StoryId = one(&args.which.id, |id| there.stories().contains(id), "story", what)?;
    let Some(story) = there.stories().get(id) else { return Ok(Ending::Done) };
    let missing = |number: usize| {
        let why = format!("It has no version {number}.");
        Failure::new(what, why, "unsung stories versions FILE ID lists them, from 1.")
    };
    if let Some(note) = &args.keep {
        let after = stories::keep_version(story, world.now(), note);
        let change = Change::one("Keep a version of a story", Edit::story(id, after));
        return make(&mut workspace, Some(change), &args.which.file, shell);
    }
    if let Some(number) = args.back_to {
        let after = number.checked_sub(1).and_then(|n| stories::restore(story, n, world.now()));
        let after = after.ok_or_else(|| missing(number))?;
        let change = Change::one("Go back to a version of a story", Edit::story(id, after));
        return make(&mut workspace, Some(change), &args.which.file, shell);
    }
    if let Some(number) = args.compare {
        let old = number.checked_sub(1).and_then(|n| story.versions.get(n)).ok_or_else(|| missing(number))?;
        let pieces = stories::compare(&old.text, &story.text);
        let mut documents = Vec::new();
        for piece in &pieces {
            let (mark, words) = match piece {
                Piece::Same(words) => ("same", words),
                Piece::Gone(words) => ("gone", words),
                Piece::New(words) => ("new", words),
            };
            shell.say(&format!("{mark}: {}", words.trim_end()));
            documents.push(json!({"is": mark, "words": words}));
        }
        shell.document(&documents)?;
        return Ok(Ending::Done);
    }
    let mut documents = Vec::new();
    for (number, version) in (1_usize..).zip(&story.versions) {
        let words = stories::word_count(&version.text);
        shell.say(&format!("{number}  {}  “{}”, {words} words  {}", version.at, version.title, version.note));
        documents.push(json!({"number": number, "at": version.at, "title": version.title, "note": version.note}));
    }
    shell.document(&documents)?;
    Ok(Ending::Done)
}
