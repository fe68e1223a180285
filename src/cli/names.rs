//! `names`: in which form names appear in public, for the campaign and for single people.

use super::args::Names;
use super::campaigns::{campaign, open};
use super::shell::{Ending, Shell, note};
use crate::app::names::{self, Output};
use crate::app::{Failure, World, listing::Row, people, printing};
use crate::campaign::{Campaign, Edit, NameForm, Person, PersonId, Settings};
use std::sync::Arc;

pub fn names(args: &Names, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No form of a name was changed.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let only = printing::people_named(there, &args.only).map_err(|failure| Failure { what: what.into(), ..failure })?;
    let mut settings = there.settings().clone();
    let defaults = &mut settings.public_names;
    for (slot, given) in [
        (&mut defaults.winners, args.winners),
        (&mut defaults.record, args.record),
        (&mut defaults.presenter, args.presenter),
    ] {
        match given {
            Some(NameForm::ByDefault) => {
                return Err(Failure::new(what, "A default cannot be “default”.", "Name one of the other forms."));
            }
            Some(form) => *slot = form,
            None => {}
        }
    }
    let change = args.form.and_then(|form| {
        let title = |n: usize| people::counted("Change how names appear:", n);
        people::change_each(there, only.iter().copied(), title, |person| people::appear_as(person, form, &args.outputs))
    });
    let changed = settings != *there.settings() || change.is_some();
    if settings != *there.settings() {
        set_defaults(&mut workspace, settings)?;
    }
    if let Some(change) = change {
        workspace.commit(change)?;
    }
    if changed {
        workspace.save_now(args.file.clone())?;
        note("Saved. Names stay hidden for everybody who has not agreed, whatever the form.");
    }
    let campaign = campaign(&workspace)?;
    for output in Output::ALL {
        shell.say(&format!("{}: {}", output.title(), output.default_form(campaign).code()));
    }
    let wanted = |id: &PersonId| only.is_empty() || only.contains(id);
    let rows: Vec<Row> =
        campaign.people().iter().filter(|(id, _)| wanted(id)).map(|(id, person)| row(campaign, id, person)).collect();
    shell.rows(&rows)?;
    Ok(Ending::Done)
}

fn set_defaults(workspace: &mut crate::app::Workspace, settings: Settings) -> Result<(), Failure> {
    workspace.edit("Change how names appear in public", Edit::Settings(Arc::new(settings)))
}

fn row(campaign: &Campaign, id: PersonId, person: &Person) -> Row {
    let shown = |output| names::public_name(campaign, id, output).unwrap_or_default();
    vec![
        ("id", id.to_string().into()),
        ("name", person.display_name().into()),
        ("form", person.name_form.code().into()),
        ("forms", person.name_forms.written().into()),
        ("consent", person.consent.state.title().to_lowercase().into()),
        ("winners", shown(Output::Winners).into()),
        ("record", shown(Output::Record).into()),
        ("presenter", shown(Output::Presenter).into()),
        ("hub", shown(Output::Hub).into()),
        ("roster", shown(Output::Roster).into()),
    ]
}
