//! `hub`: the static site of a campaign.

use super::args::Hub;
use super::shell::{Ending, Shell, note, work};
use crate::app::{Failure, World, hub, read_campaign};
use crate::scene::kit::Kit;
use std::sync::Arc;

pub fn write(args: &Hub, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let campaign = read_campaign(world.as_ref(), &args.file)?.campaign;
    let (work_world, out) = (Arc::clone(world), args.out.clone());
    let report = work("Writing the hub", move |progress| {
        let kit = Kit::builtin().map_err(|error| {
            Failure::new(
                "The hub was not written.",
                format!("The art that the program brings cannot be read: {error}."),
                "Install the program again.",
            )
        })?;
        hub::write(&campaign, &kit, &out, work_world.as_ref(), progress)
    })?;
    for left_out in &report.left_out {
        note(&format!("Left out: {} {}: {}", left_out.id, left_out.what, left_out.why));
    }
    shell.say(&format!(
        "{}: {} files, {} written, {} removed. Open index.html in a browser.",
        report.folder, report.files, report.written, report.removed
    ));
    shell.document(&report)?;
    Ok(Ending::Done)
}
