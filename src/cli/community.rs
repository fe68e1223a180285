//! `thanks`: messages let through, hidden, typed in, and who would leave with nothing; and what commands about several records
//! share.

use super::args::community::{Several, Thanks as ThanksArgs};
use super::campaigns::{campaign, open};
use super::people::commit;
use super::shell::{Ending, Shell, note};
use crate::app::{Failure, Workspace, World, thanks};
use crate::campaign::{Change, PersonId, Thanks, ThanksId, ThanksState, name_key};
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
