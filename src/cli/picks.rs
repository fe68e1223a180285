//! `pick`: the draw of a bare list, so that anybody can compute again what a record says, or draw without a campaign.

use super::args::Pick;
use super::shell::{Ending, Shell, note};
use crate::app::checking::RollFile;
use crate::app::listing::Row;
use crate::app::{Failure, World, io_reason};
use crate::campaign::DrawMethod;
use crate::draw::{self, Method, PickError, PickInput, WalkStep};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Picked<'a> {
    prk: &'a str,
    walk: &'a [WalkStep],
}

pub fn pick(args: &Pick, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was drawn.";
    let path = args.roll.display();
    let unread = |error: &std::io::Error| {
        Failure::new(what, format!("{path}: {}", io_reason(error)), "Check the name of the list.")
    };
    let roll = RollFile::at(world, &args.roll).map_err(|error| unread(&error))?;
    if roll.size_bytes() == 0 {
        return Err(Failure::new(what, format!("{path} holds no entries."), "Give a list with at least one line."));
    }
    let input = PickInput {
        roll: &roll,
        method: match args.method {
            DrawMethod::TicketSort => Method::TicketSort,
            DrawMethod::Rfc3797 => Method::Rfc3797,
            DrawMethod::Vrs => Method::Vrs,
        },
        entropy: &args.entropy,
        code: args.code.unwrap_or_default(),
        lock_sha256: args.lock_sha256.unwrap_or_default(),
        prizes: args.prizes.iter().flat_map(|prizes| prizes.0.iter().cloned()).collect(),
        alternates: args.alternates,
        one_per_household: args.household,
        excluded: args.exclude.clone(),
    };
    if input.prizes.is_empty() && args.alternates == 0 {
        note("No prizes and no alternates were asked for, so nobody has a place.");
    }
    let picked = draw::pick(&input).map_err(|error| match error {
        PickError::Roll(error) => Failure::new(
            what,
            format!("{path}, line {}: {}.", error.line, error.problem),
            "Each line is entry id, tickets, household and pools with tabs between, sorted by the bytes of the entry id, ended by a line feed.",
        ),
        PickError::Read { kind, why } => unread(&std::io::Error::new(kind, why)),
        other => Failure::new(what, format!("{other}."), "Correct the options or the list."),
    })?;
    if !picked.prk_hex.is_empty() {
        shell.say(&format!("prk {}", picked.prk_hex));
    }
    let rows: Vec<Row> = picked.walk.iter().map(row).collect();
    for line in super::table::table(&rows) {
        shell.say(&line);
    }
    shell.document(&Picked { prk: &picked.prk_hex, walk: &picked.walk })?;
    Ok(Ending::Done)
}

/// A step for people. The position is cut: whole it is in the JSON.
fn row(step: &WalkStep) -> Row {
    let outcome = serde_json::to_value(step.outcome).unwrap_or_default();
    vec![
        ("rank", step.rank.into()),
        ("entry_id", step.entry_id.clone().into()),
        ("ticket", step.ticket.into()),
        ("outcome", outcome),
        ("prize", step.prize.clone().into()),
        ("position", step.position.clone().into()),
    ]
}
