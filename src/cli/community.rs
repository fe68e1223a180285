//! `thanks`, `mishaps` and `stories`: everything around the heroes, on the command line.

use super::args::community::{Mishaps, Several, Stories, StoryTo, Thanks as ThanksArgs};
use super::campaigns::{campaign, open};
use super::people::commit;
use super::shell::{Ending, Shell, note};
use crate::app::redaction;
use crate::app::{Failure, Workspace, World, io_reason, mishaps, stories, thanks};
use crate::campaign::{
    Campaign, Change, MishapId, PersonId, StoryId, StoryState, Thanks, ThanksId, ThanksState, name_key,
};
use serde_json::json;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// Ids as given, each of them there; an error names the first that is not.
pub(super) fn ids<I: FromStr + Copy>(
    words: &[String],
    there: impl Fn(I) -> bool,
    kind: &str,
    what: &str,
) -> Result<Vec<I>, Failure> {
    words
        .iter()
        .map(|word| {
            word.parse::<I>().ok().filter(|id| there(*id)).ok_or_else(|| {
                Failure::new(what, format!("There is no {kind} {word}."), "unsung list FILE --what shows their ids.")
            })
        })
        .collect()
}

pub(super) fn one<I: FromStr + Copy>(
    word: &str,
    there: impl Fn(I) -> bool,
    kind: &str,
    what: &str,
) -> Result<I, Failure> {
    let found = ids(&[word.to_owned()], there, kind, what)?;
    found.first().copied().ok_or_else(|| Failure::new(what, format!("There is no {kind} {word}."), "Give its id."))
}

/// Makes the change, if there is one, and says so.
pub(super) fn make(
    workspace: &mut Workspace,
    change: Option<Change>,
    file: &Path,
    shell: &mut Shell,
) -> Result<Ending, Failure> {
    let title = change.as_ref().map(|change| change.title.clone());
    if let Some(change) = change {
        commit(workspace, change, file)?;
    }
    shell.say(&title.clone().map_or_else(|| "Nothing to do.".to_owned(), |title| format!("{title}: done.")));
    shell.document(&json!({ "done": title }))?;
    Ok(Ending::Done)
}

pub fn thanks(args: &ThanksArgs, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The messages stay as they are.";
    match args {
        ThanksArgs::Show(which) => moderate(which, &thanks::Verdict::Show, world, shell),
        ThanksArgs::Hide(args) => moderate(&args.which, &thanks::Verdict::Hide(args.reason.clone()), world, shell),
        ThanksArgs::Add(args) => {
            let mut workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let key = name_key(&args.to);
            let by_id = args.to.parse::<PersonId>().ok().filter(|id| there.people().contains(*id));
            let of_name: Vec<PersonId> =
                there.people().iter().filter(|(_, it)| name_key(&it.name) == key).map(|(id, _)| id).collect();
            let by_name = of_name.first().copied();
            if by_id.is_none() && of_name.len() > 1 {
                let why = format!("Several people are called “{}”.", args.to);
                return Err(Failure::new(what, why, "Give the id of the one you mean, such as P3."));
            }
            let to = by_id.or(by_name);
            let message = Thanks {
                to,
                to_words: if to.is_none() { args.to.clone() } else { String::new() },
                message: args.message.clone(),
                from_words: args.from.clone(),
                ..Thanks::default()
            };
            let change = thanks::add(there, message)?;
            make(&mut workspace, Some(change), &args.file, shell)
        }
        ThanksArgs::Nothing(args) => {
            let mut workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let people = thanks::left_with_nothing(there);
            let named: Vec<_> = people
                .iter()
                .map(|id| {
                    let name = there.people().get(*id).map_or("", |person| person.display_name());
                    json!({"id": id.to_string(), "name": name})
                })
                .collect();
            for id in &people {
                let name = there.people().get(*id).map_or("", |person| person.display_name());
                shell.say(&format!("{id}  {name}"));
            }
            let change = if args.fix { thanks::from_nominations(there, &people) } else { None };
            let made = change.as_ref().map_or(0, |change| change.edits.len());
            if let Some(change) = change {
                commit(&mut workspace, change, &args.file)?;
            }
            match (people.len(), args.fix) {
                (0, _) => shell.say("Nobody leaves with nothing."),
                (_, true) => shell.say(&format!("{made} messages were made; they wait to be read.")),
                (_, false) => note("With --fix each of them gets a message from the words of a nomination."),
            }
            shell.document(&json!({"nothing": named, "made": made}))?;
            Ok(Ending::Done)
        }
    }
}

fn moderate(
    which: &Several,
    verdict: &thanks::Verdict,
    world: &Arc<dyn World>,
    shell: &mut Shell,
) -> Result<Ending, Failure> {
    let mut workspace = open(world, &which.file)?;
    let there = campaign(&workspace)?;
    let mut chosen: Vec<ThanksId> =
        ids(&which.ids, |id| there.thanks().contains(id), "message", "The messages stay as they are.")?;
    if chosen.is_empty() && *verdict == thanks::Verdict::Show {
        chosen = there.thanks().iter().filter(|(_, it)| it.state == ThanksState::Waiting).map(|(id, _)| id).collect();
    }
    let change = thanks::moderate(there, chosen, verdict)?;
    make(&mut workspace, change, &which.file, shell)
}

fn all_mishaps(there: &Campaign, words: &[String], what: &str) -> Result<Vec<MishapId>, Failure> {
    let chosen: Vec<MishapId> = ids(words, |id| there.mishaps().contains(id), "mishap", what)?;
    Ok(if chosen.is_empty() { there.mishaps().ids().collect() } else { chosen })
}

pub fn mishaps(args: &Mishaps, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The mishaps stay as they are.";
    let has = |there: &Campaign, id: MishapId| there.mishaps().contains(id);
    match args {
        Mishaps::Redact(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let chosen = all_mishaps(there, &args.which.ids, what)?;
            let known = redaction::known_of(there);
            let mut documents = Vec::new();
            for (id, mishap) in chosen.iter().filter_map(|id| there.mishaps().get(*id).map(|it| (*id, it))) {
                let found = redaction::find(&mishap.text, &known);
                for it in &found {
                    shell.say(&format!("{id}  {}: {}", it.kind.title(), it.text));
                }
                let found: Vec<_> = found.iter().map(|it| json!({"kind": it.kind.title(), "text": it.text})).collect();
                documents.push(json!({
                    "id": id.to_string(),
                    "found": found,
                    "proposed": redaction::propose(there, mishap),
                }));
            }
            if !args.dry_run
                && let Some(change) = mishaps::start_redaction(there, chosen)
            {
                commit(&mut workspace, change, &args.which.file)?;
            }
            note("Read the words for the public before you review them: a search finds much, and never everything.");
            shell.document(&documents)?;
            Ok(Ending::Done)
        }
        Mishaps::Words(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: MishapId = one(&args.which.id, |id| has(there, id), "mishap", what)?;
            let change = there.mishaps().get(id).map(|mishap| {
                let after = mishaps::with_words(mishap, |it| {
                    let set = |slot: &mut String, words: &Option<String>| {
                        if let Some(words) = words {
                            slot.clone_from(words);
                        }
                    };
                    set(&mut it.public_text, &args.text);
                    set(&mut it.title, &args.title);
                    set(&mut it.punchline, &args.punchline);
                });
                Change::one("Set the words of a mishap", crate::campaign::Edit::mishap(id, after))
            });
            make(&mut workspace, change, &args.which.file, shell)
        }
        Mishaps::Review(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: MishapId = one(&args.which.id, |id| has(there, id), "mishap", what)?;
            let change = mishaps::review(there, id, &args.by, args.nobody_left, world.now())?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        Mishaps::Publish(which) => {
            let mut workspace = open(world, &which.file)?;
            let chosen = all_mishaps(campaign(&workspace)?, &which.ids, what)?;
            let (mut published, mut refused) = (Vec::new(), Vec::new());
            for id in chosen {
                match mishaps::publish(campaign(&workspace)?, id) {
                    Ok(change) => {
                        workspace.commit(change)?;
                        published.push(id.to_string());
                    }
                    Err(failure) => refused.push((id, failure)),
                }
            }
            if !published.is_empty() {
                workspace.save_now(which.file.clone())?;
            }
            shell.say(&format!("{} published.", published.len()));
            for (id, failure) in &refused {
                note(&format!("{id}: {failure}"));
            }
            let refused_ids: Vec<String> = refused.iter().map(|(id, _)| id.to_string()).collect();
            shell.document(&json!({"published": published, "refused": refused_ids}))?;
            Ok(Ending::of(refused.is_empty()))
        }
        Mishaps::SetAside(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let chosen: Vec<MishapId> = ids(&args.which.ids, |id| has(there, id), "mishap", what)?;
            let change = mishaps::set_aside(there, chosen, &args.reason);
            make(&mut workspace, change, &args.which.file, shell)
        }
        Mishaps::Tally(args) => {
            let workspace = open(world, &args.file)?;
            let tally = mishaps::tally(campaign(&workspace)?);
            let lists = [
                ("Devices", &tally.devices),
                ("Causes", &tally.causes),
                ("Archetypes", &tally.archetypes),
                ("Reactions", &tally.reactions),
            ];
            for (title, list) in lists {
                for (words, count) in list {
                    shell.say(&format!("{title:<11} {count:>5}  {words}"));
                }
            }
            let list = |list: &[(String, u64)]| -> Vec<_> {
                list.iter().map(|(words, count)| json!({"what": words, "count": count})).collect()
            };
            shell.document(&json!({
                "devices": list(&tally.devices),
                "causes": list(&tally.causes),
                "archetypes": list(&tally.archetypes),
                "reactions": list(&tally.reactions),
            }))?;
            Ok(Ending::Done)
        }
        Mishaps::Reactions(args) => {
            let mut workspace = open(world, &args.file)?;
            let bytes = world.read(&args.input).map_err(|error| {
                let path = args.input.display();
                Failure::new("No reactions were counted.", format!("{path}: {}", io_reason(&error)), "Check the name.")
            })?;
            let counted = mishaps::count_reactions(campaign(&workspace)?, &bytes)?;
            if let Some(change) = counted.change {
                commit(&mut workspace, change, &args.file)?;
            }
            shell.say(&format!("{} lines counted.", counted.counted));
            for (line, why) in &counted.rejected {
                note(&format!("Line {line}: {why}"));
            }
            shell.document(&json!({"counted": counted.counted, "rejected": counted.rejected.len()}))?;
            Ok(Ending::of(counted.rejected.is_empty()))
        }
        Mishaps::Archetypes(args) => {
            let mut workspace = open(world, &args.file)?;
            let change = mishaps::add_starters(campaign(&workspace)?);
            make(&mut workspace, change, &args.file, shell)
        }
    }
}

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
    }
}
