//! `draw rehearse`: the whole draw played through under a protocol of its own. It never becomes the draw.

use crate::app::listing;
use crate::app::{Failure, World, drawing, exporting};
use crate::campaign::{LuckSource, tidy_name};
use crate::cli::args::DrawRehearse;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use crate::draw::{self, Outcome, SignedRecord, SourceValue};
use serde_json::json;
use std::sync::Arc;

const WHAT: &str = "Nothing was rehearsed.";

/// A text for each source: those given as LABEL=TEXT at their place, the others in order; blank where none was given.
fn in_place(sources: &[LuckSource], given: &[String]) -> Result<Vec<String>, Failure> {
    let mut slots: Vec<Option<String>> = vec![None; sources.len()];
    let mut loose = Vec::new();
    for value in given {
        let labelled = value.split_once('=').and_then(|(label, text)| {
            let key = tidy_name(label).to_lowercase();
            let place = sources.iter().position(|source| tidy_name(source.label()).to_lowercase() == key)?;
            Some((place, text))
        });
        match labelled {
            Some((place, text)) if slots[place].is_none() => slots[place] = Some(text.to_owned()),
            Some((place, _)) => {
                let why = format!("“{}” has two values.", sources[place].label());
                return Err(Failure::new(WHAT, why, "Give at most one value for each source."));
            }
            None => loose.push(value.clone()),
        }
    }
    let mut loose = loose.into_iter();
    for slot in slots.iter_mut().filter(|slot| slot.is_none()) {
        *slot = loose.next();
    }
    if loose.next().is_some() {
        let why = format!("{} values are given for {} sources.", given.len(), sources.len());
        return Err(Failure::new(WHAT, why, "Give at most one value for each source, in the announced order."));
    }
    Ok(slots.into_iter().map(Option::unwrap_or_default).collect())
}

pub fn rehearse(args: &DrawRehearse, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), WHAT)?;
    let draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    let sources = drawing::rehearsal_sources(&draw);
    let values = in_place(&sources, &args.values)?;
    let rehearsed = drawing::rehearse(there, id, &values, world.now(), world.as_ref())?;
    workspace.commit(rehearsed.change)?;
    workspace.save_now(args.file.clone())?;
    let campaign = campaign(&workspace)?;
    let written = match &args.out {
        Some(out) => {
            let files = drawing::rehearsal_bundle(campaign, id)?;
            exporting::write_files(world.as_ref(), out, &files)?
        }
        None => Vec::new(),
    };

    let record = rehearsed
        .rehearsal
        .files
        .record
        .as_ref()
        .and_then(|record| SignedRecord::parse(record.as_bytes()).ok())
        .ok_or_else(|| Failure::new(WHAT, "The rehearsal cannot be read.", "Rehearse it again."))?;
    shell.say("REHEARSAL. This is not the draw and never becomes it.");
    shell.say(&format!("“{}”, with these values:", draw.title));
    for (source, value) in record.record.lock.entropy.iter().zip(&record.record.sources) {
        let by = if rehearsed.rehearsal.made_up.iter().any(|label| label == source.label()) {
            ", made up by this machine"
        } else {
            ""
        };
        shell.say(&format!("  {}: {}{by}", source.label(), value_words(value)));
    }
    let rows: Vec<listing::Row> = listing::places_of(campaign, &record)
        .iter()
        .filter(|place| matches!(place.step.outcome, Outcome::Winner | Outcome::Alternate))
        .map(|place| -> listing::Row {
            vec![
                ("rank", place.step.rank.into()),
                ("outcome", serde_json::to_value(place.step.outcome).unwrap_or_default()),
                ("prize", place.prize_name.clone().into()),
                ("entry_id", place.step.entry_id.clone().into()),
                ("name", place.name.clone().into()),
            ]
        })
        .collect();
    for line in crate::cli::table::table(&rows) {
        shell.say(&line);
    }
    if let Some(out) = &args.out {
        shell.say(&format!("The rehearsal's bundle is in {}.", out.display()));
    }
    note("REHEARSAL: nobody has won anything. The last rehearsal is kept in the campaign; no draw number is used.");
    let of = |wanted: Outcome| -> Vec<&str> {
        let steps = record.record.walk.iter().filter(|step| step.outcome == wanted);
        steps.map(|step| step.entry_id.as_str()).collect()
    };
    shell.document(&json!({
        "rehearsal": true,
        "id": id.to_string(),
        "title": draw.title,
        "lock_sha256": rehearsed.rehearsal.files.lock_sha256,
        "record_sha256": record.record_sha256,
        "entropy": record.record.entropy,
        "made_up": rehearsed.rehearsal.made_up,
        "winners": of(Outcome::Winner),
        "alternates": of(Outcome::Alternate),
        "written": written,
    }))?;
    Ok(Ending::Done)
}

fn value_words(value: &SourceValue) -> String {
    match value {
        SourceValue::Numbers { numbers } => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        SourceValue::Text { text } => draw::canonical_text(text).unwrap_or_else(|_| text.clone()),
        SourceValue::Drand { randomness, .. } => randomness.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_may_be_missing_but_not_doubled() {
        let sources = [
            LuckSource::Numbers { label: "Lottery".into(), count: 2, min: 1, max: 6, distinct: false },
            LuckSource::Text { label: "Phrase".into() },
        ];
        let place = |given: &[&str]| in_place(&sources, &given.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(place(&[]).unwrap(), ["", ""]);
        assert_eq!(place(&["phrase=x"]).unwrap(), ["", "x"]);
        assert_eq!(place(&["1 2"]).unwrap(), ["1 2", ""]);
        assert_eq!(place(&["Phrase=x", "1 2"]).unwrap(), ["1 2", "x"]);
        assert!(place(&["a", "b", "c"]).is_err() && place(&["Phrase=x", "Phrase=y"]).is_err());
    }
}
