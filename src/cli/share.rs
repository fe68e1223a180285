//! `share`: pictures for sharing, and the unboxing of a hero as an animation.

use super::args::Share;
use super::shell::{Ending, Shell, note, work};
use crate::app::printing::Press;
use crate::app::{Failure, World, artwork, read_campaign, sharing};
use crate::scene::fonts::FontSource;
use crate::scene::text::Typesetter;
use crate::store::Opened;
use serde_json::json;
use std::sync::Arc;

pub fn share(args: &Share, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let Opened { campaign, blobs, .. } = read_campaign(world.as_ref(), &args.file)?;
    let whom = sharing::whom_named(&campaign, args.what, &args.hero)?;
    let (what, size) = (args.what, args.size);
    let shared = work("Making the picture", move |progress| {
        let (kit, problems) = artwork::kit_of(&campaign, &blobs)
            .map_err(|failure| Failure { what: "No picture was made.".into(), ..failure })?;
        for problem in problems {
            note(&format!("Art left out: {problem}"));
        }
        let mut typesetter = Typesetter::new(FontSource::with_system());
        let symbols = artwork::symbols_of(&campaign, &blobs);
        let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
        sharing::make(&campaign, whom, what, size, &mut press, progress)
    })?;
    sharing::write(&shared, world.as_ref(), &args.out)?;
    let (width, height) = shared.size();
    let bytes = shared.bytes()?.len();
    shell.say(&format!("{}  {width} by {height} pixels, {bytes} bytes", args.out.display()));
    for line in shared.notes() {
        note(&format!("Look at {line}"));
    }
    shell.document(&json!({
        "written": args.out, "width": width, "height": height, "bytes": bytes, "notes": shared.notes(),
    }))?;
    Ok(Ending::Done)
}
