//! `judging`: from set-up to frozen winners on the command line. What each verb does stands in the file of its part.

mod panel;
mod result;
mod set_up;
mod sheets;

use super::args::judging::{InRound, Judging as Verb, Which};
use super::campaigns::campaign;
use super::people::commit;
use super::shell::{Ending, Shell};
use crate::app::{Failure, Workspace, World, judging, people};
use crate::campaign::judging::{Judging, Round};
use crate::campaign::{AwardId, Campaign, Change, tidy_name};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

pub fn run(verb: &Verb, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    match verb {
        Verb::Setup(args) => set_up::setup(args, world, shell),
        Verb::Move(args) => set_up::move_candidate(args, world, shell),
        Verb::Judges(args) => panel::judges(args, world, shell),
        Verb::Assign(args) => panel::assign(args, world, shell),
        Verb::Conflicts(args) => panel::conflicts(args, world, shell),
        Verb::Recuse(args) => panel::recuse(args, world, shell),
        Verb::Leaks(args) => sheets::leaks(args, world, shell),
        Verb::Packs(args) => sheets::packs(args, world, shell),
        Verb::TakeIn(args) => sheets::take_in(args, world, shell),
        Verb::Score(args) => sheets::score(args, world, shell),
        Verb::Scores(args) => result::scores(args, world, shell),
        Verb::Freeze(args) => result::freeze(args, world, shell),
        Verb::Reopen(args) => result::reopen(args, world, shell),
        Verb::Votes(args) => result::votes(args, world, shell),
        Verb::Powers(args) => result::set_powers(args, world, shell),
        Verb::Book(args) => result::book(args, world, shell),
        Verb::Letters(args) => result::letters(args, world, shell),
    }
}

/// The award meant by a title or an id, of all or of those that are judged; the only one where none is named.
pub(super) fn find_award(
    there: &Campaign,
    wanted: Option<&str>,
    judged_only: bool,
    what: &str,
) -> Result<AwardId, Failure> {
    let all: Vec<(AwardId, &str)> = there
        .awards()
        .iter()
        .filter(|(id, _)| !judged_only || there.judgings().contains(*id))
        .map(|(id, award)| (id, award.title.as_str()))
        .collect();
    let listed = || all.iter().map(|(id, title)| format!("{id} “{title}”")).collect::<Vec<_>>().join(", ");
    // As it is written, else without accents.
    let hits: Vec<AwardId> = match wanted {
        None => all.iter().map(|(id, _)| *id).collect(),
        Some(words) => {
            let wanted_id: Option<AwardId> = words.trim().to_uppercase().parse().ok();
            let called = |key: fn(&str) -> String| -> Vec<AwardId> {
                let is_it = |(id, title): &&(AwardId, &str)| Some(*id) == wanted_id || key(title) == key(words);
                all.iter().filter(is_it).map(|(id, _)| *id).collect()
            };
            let plain = called(|text| tidy_name(text).to_lowercase());
            if plain.is_empty() { called(|text| people::folded(&tidy_name(text))) } else { plain }
        }
    };
    match (hits.as_slice(), wanted) {
        ([id], _) => Ok(*id),
        (_, _) if all.is_empty() && judged_only => {
            let help = "Begin it with unsung judging setup FILE --award TITLE --begin.";
            Err(Failure::new(what, "No award is judged yet.", help))
        }
        (_, _) if all.is_empty() => Err(Failure::new(what, "There is no award.", "Make one in the window first.")),
        ([], Some(words)) => {
            let why = format!("There is no award “{words}”. There is {}.", listed());
            Err(Failure::new(what, why, "Use its title or its id."))
        }
        (_, None) => {
            Err(Failure::new(what, format!("There are several: {}.", listed()), "Name one with --award TITLE."))
        }
        (_, Some(_)) => Err(Failure::new(what, "Several awards have that title.", "Use the id.")),
    }
}

/// An opened campaign with the judging of an award.
struct Bench {
    workspace: Workspace,
    award: AwardId,
}

impl Bench {
    fn open(world: &Arc<dyn World>, which: &Which, what: &str) -> Result<Self, Failure> {
        let workspace = super::campaigns::open(world, &which.file)?;
        let award = find_award(campaign(&workspace)?, which.award.as_deref(), true, what)?;
        Ok(Self { workspace, award })
    }
    fn there(&self) -> Result<&Campaign, Failure> {
        campaign(&self.workspace)
    }
    fn judging(&self, what: &str) -> Result<&Judging, Failure> {
        judging::of(self.there()?, self.award, what)
    }
    /// The round that is meant: by number, else the first that is not frozen.
    fn round(&self, of: &InRound, what: &str) -> Result<&Round, Failure> {
        let judging = self.judging(what)?;
        match of.round {
            Some(number) => judging::round(judging, number, what),
            None => judging
                .current_round()
                .ok_or_else(|| Failure::new(what, "No round is planned.", "Add one with unsung judging setup.")),
        }
    }
    fn candidate(&self, words: &str, what: &str) -> Result<u32, Failure> {
        // What packs and sheets call them is understood, too.
        let judging = self.judging(what)?;
        let by_pack = judging::packs::candidate_of_code(words.trim()).filter(|it| judging.candidate(*it).is_some());
        by_pack.map_or_else(|| judging::find_candidate(self.there()?, judging, words, what), Ok)
    }
    fn candidates(&self, words: &[String], what: &str) -> Result<Vec<u32>, Failure> {
        words.iter().map(|it| self.candidate(it, what)).collect()
    }
    fn judge(&self, words: &str, what: &str) -> Result<u32, Failure> {
        judging::find_judge(self.there()?, self.judging(what)?, words, what)
    }
    fn judges(&self, words: &[String], what: &str) -> Result<Vec<u32>, Failure> {
        words.iter().map(|it| self.judge(it, what)).collect()
    }
    /// Makes a change in memory; [`Self::save`] writes it.
    fn make(&mut self, change: Change) -> Result<(), Failure> {
        self.workspace.commit(change)
    }
    fn save(&mut self, file: &Path) -> Result<(), Failure> {
        if self.workspace.is_unsaved() { self.workspace.save_now(file.to_owned()) } else { Ok(()) }
    }
}

/// Makes one change, saves, and says it.
fn done(bench: &mut Bench, change: Change, file: &Path, shell: &mut Shell) -> Result<Ending, Failure> {
    let title = change.title.clone();
    commit(&mut bench.workspace, change, file)?;
    shell.say(&format!("{title}: done."));
    shell.document(&json!({ "done": title }))?;
    Ok(Ending::Done)
}
