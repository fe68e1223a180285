//! `hub`: the static site of a campaign.

use super::args::Hub;
use super::shell::{Ending, Shell, note, work};
use crate::app::{Failure, World, artwork, hub, read_campaign};
use crate::store::Opened;
use std::sync::Arc;

pub fn write(args: &Hub, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let Opened { campaign, blobs, .. } = read_campaign(world.as_ref(), &args.file)?;
    let (work_world, out) = (Arc::clone(world), args.out.clone());
    let report = work("Writing the hub", move |progress| {
        let (kit, problems) = artwork::kit_of(&campaign, &blobs)?;
        for problem in problems {
            note(&format!("Art left out: {problem}"));
        }
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
