//! `draw run`: what fell in public, and the record made from it.

use super::source_words;
use crate::app::listing::{self, Place, Row};
use crate::app::{Failure, World, beacon, drawing, io_reason};
use crate::campaign::{LuckSource, tidy_name};
use crate::cli::args::DrawRun;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use crate::draw::Outcome;
use serde::Serialize;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// One value for each source: rounds of a beacon at the place of theirs, values given as LABEL=TEXT at the place of their
/// label, the others in order.
fn in_order(sources: &[LuckSource], given: &[String], beacons: &[String]) -> Result<Vec<String>, Failure> {
    let what = "The draw was not run.";
    let mut slots: Vec<Option<String>> = vec![None; sources.len()];
    for text in beacons {
        let place = beacon::place(sources, text)
            .map_err(|failure| Failure { what: what.into(), ..failure })?
            .filter(|place| slots[*place].is_none())
            .or_else(|| {
                // It belongs to none; the check of a source that still waits will say why.
                (0..sources.len()).find(|at| matches!(sources[*at], LuckSource::Drand { .. }) && slots[*at].is_none())
            });
        let Some(slot) = place.and_then(|place| slots.get_mut(place)) else {
            return Err(Failure::new(
                what,
                "More rounds of a beacon are given than the draw has such sources.",
                "Give one --beacon for each.",
            ));
        };
        *slot = Some(text.clone());
    }
    let mut loose = Vec::new();
    for value in given {
        let labelled = value.split_once('=').and_then(|(label, text)| {
            let key = tidy_name(label).to_lowercase();
            let place = sources.iter().position(|source| tidy_name(source.label()).to_lowercase() == key)?;
            Some((place, text))
        });
        let Some((place, text)) = labelled else {
            loose.push(value.clone());
            continue;
        };
        let Some(slot) = slots.get_mut(place) else { continue };
        if slot.replace(text.to_owned()).is_some() {
            let why = format!("“{}” has two values.", sources[place].label());
            return Err(Failure::new(what, why, "Give one value for each source."));
        }
    }
    let mut loose = loose.into_iter();
    let values: Vec<String> = slots.into_iter().filter_map(|slot| slot.or_else(|| loose.next())).collect();
    let surplus = loose.count();
    if values.len() != sources.len() || surplus > 0 {
        let labels: Vec<String> = sources.iter().map(source_words).collect();
        let values = given.len() + beacons.len();
        return Err(Failure::new(
            what,
            format!("{values} values are given for {} sources: {}.", sources.len(), labels.join("; ")),
            "Give one --value for each source, in this order, or as LABEL=TEXT; for a beacon --beacon ROUND.json.",
        ));
    }
    Ok(values)
}

#[derive(Serialize)]
struct Placed<'a> {
    rank: u64,
    outcome: Outcome,
    prize: &'a str,
    entry_id: &'a str,
    name: &'a str,
}

pub fn run(args: &DrawRun, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The draw was not run.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    // A draw that cannot be run says so before it complains about values.
    let values = if draw.stage() == crate::campaign::Stage::Locked {
        let rounds: Result<Vec<String>, Failure> =
            args.beacons.iter().map(|path| read_round(world.as_ref(), path, what)).collect();
        in_order(&drawing::locked_sources(&draw), &args.values, &rounds?)?
    } else {
        Vec::new()
    };
    let now = world.now();
    let change = drawing::run(there, id, &values, now)?;
    if let Some(warning) = drawing::early_warning(&draw, now) {
        note(&warning);
    }
    workspace.commit(change)?;
    workspace.save_now(args.file.clone())?;

    let campaign = campaign(&workspace)?;
    let places = listing::walk(campaign, id);
    let drawn = campaign.sweepstakes().get(id).and_then(|draw| draw.sealed.as_ref());
    let record = drawn.and_then(drawing::record_of);
    let record_sha256 = record.as_ref().map(|record| record.record_sha256.clone()).unwrap_or_default();
    let number = drawn.map(|sealed| sealed.number).unwrap_or_default();
    shell.say(&format!("Draw {number} is drawn: “{}”.", draw.title));
    let rows: Vec<Row> = places.iter().map(row).collect();
    for line in crate::cli::table::table(&rows) {
        shell.say(&line);
    }
    shell.say(&format!("Hash of the record: {record_sha256}"));
    let of = |outcome: Outcome| -> Vec<Placed<'_>> {
        places.iter().filter(|place| place.step.outcome == outcome).map(placed).collect()
    };
    shell.document(&json!({
        "id": id.to_string(),
        "number": number,
        "title": draw.title,
        "stage": "drawn",
        "record_sha256": record_sha256,
        "entropy": record.as_ref().map(|record| record.record.entropy.clone()),
        "winners": of(Outcome::Winner),
        "alternates": of(Outcome::Alternate),
    }))?;
    Ok(Ending::Done)
}

/// The text of a round, however wrong: what it says is judged with its source.
fn read_round(world: &dyn World, path: &Path, what: &str) -> Result<String, Failure> {
    let bytes = world.read(path).map_err(|error| {
        let why = format!("{}: {}", path.display(), io_reason(&error));
        Failure::new(what, why, "Check the name of the file with the beacon's round.")
    })?;
    beacon::read(&bytes).map_err(|failure| Failure {
        what: what.into(),
        why: format!("{}: {}", path.display(), failure.why),
        ..failure
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn placed(place: &Place) -> Placed<'_> {
    Placed {
        rank: place.step.rank,
        outcome: place.step.outcome,
        prize: &place.step.prize,
        entry_id: &place.step.entry_id,
        name: &place.name,
    }
}

fn row(place: &Place) -> Row {
    vec![
        ("rank", place.step.rank.into()),
        ("outcome", serde_json::to_value(place.step.outcome).unwrap_or_default()),
        ("prize", place.prize_name.clone().into()),
        ("entry_id", place.step.entry_id.clone().into()),
        ("name", place.name.clone().into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_find_their_source_by_label_or_by_order() {
        let sources = [
            LuckSource::Numbers { label: "Lottery".into(), count: 2, min: 1, max: 6, distinct: false },
            LuckSource::Text { label: "Phrase".into() },
        ];
        let order =
            |given: &[&str]| in_order(&sources, &given.iter().map(ToString::to_string).collect::<Vec<_>>(), &[]);
        let expected = vec!["3 4".to_owned(), "a = b".to_owned()];
        assert_eq!(order(&["3 4", "a = b"]).unwrap(), expected);
        assert_eq!(order(&["phrase=a = b", "3 4"]).unwrap(), expected);
        assert_eq!(order(&["Phrase=a = b", "LOTTERY=3 4"]).unwrap(), expected);
        assert!(order(&["3 4"]).is_err());
        assert!(order(&["3 4", "x", "y"]).is_err());
        assert!(order(&["Lottery=1 2", "Lottery=3 4"]).is_err());
    }
}
