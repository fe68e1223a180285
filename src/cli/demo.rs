//! `demo`: the whole job on sample data, in one folder.

use super::args::Demo;
use super::shell::{Ending, Shell, work};
use crate::app::{Failure, World, demo};
use std::sync::Arc;

pub fn demo(args: &Demo, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let (work_world, folder) = (Arc::clone(world), args.folder.clone());
    let told = work("Demonstration", move |progress| demo::run(&work_world, &folder, progress))?;
    for step in &told.steps {
        shell.say(step);
    }
    shell.say("");
    shell.say(&format!("Open it: unsung {}", told.campaign.display()));
    shell.say(&format!("Verify the draw: unsung verify {} --lock {}", told.bundle.display(), told.lock_sha256));
    shell.document(&told)?;
    Ok(Ending::of(told.verified && told.held.is_empty()))
}
