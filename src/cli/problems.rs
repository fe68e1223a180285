//! `problems`: proposed from the text and tagged by hand, counted with quotes; the stats of monsters, and who fights whom.

use super::args::problems::Problems;
use super::campaigns::{campaign, open};
use super::community::{ids, make};
use super::shell::{Ending, Shell, note};
use crate::app::problems::{self, Lexicon, Origin, Proposal};
use crate::app::{Failure, Workspace, World, monsters};
use crate::campaign::{Campaign, Edit, MonsterId};
use serde_json::json;
use std::sync::Arc;

const WHAT: &str = "Nothing was tagged.";

/// Records as given, each of them there; all where none is.
fn records(there: &Campaign, words: &[String]) -> Result<Vec<Origin>, Failure> {
    let has = |origin: &Origin| match origin {
        Origin::Nomination(id) => there.nominations().contains(*id),
        Origin::Mishap(id) => there.mishaps().contains(*id),
    };
    if words.is_empty() {
        let nominations = there.nominations().ids().map(Origin::Nomination);
        return Ok(nominations.chain(there.mishaps().ids().map(Origin::Mishap)).collect());
    }
    words
        .iter()
        .map(|word| {
            word.parse::<Origin>().ok().filter(has).ok_or_else(|| {
                Failure::new(WHAT, format!("There is no nomination or mishap {word}."), "Give ids such as N3 or X1.")
            })
        })
        .collect()
}

fn proposals(there: &Campaign, lexicon: &Lexicon, origin: Origin) -> Vec<Proposal> {
    match origin {
        Origin::Nomination(id) => there.nominations().get(id).map(|it| lexicon.of_nomination(id, it)),
        Origin::Mishap(id) => there.mishaps().get(id).map(|it| lexicon.of_mishap(id, it)),
    }
    .unwrap_or_default()
}

pub fn problems(args: &Problems, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    match args {
        Problems::Tally(args) => {
            let workspace = open(world, &args.file)?;
            tally(campaign(&workspace)?, shell)
        }
        Problems::Propose(which) => {
            let workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let lexicon = Lexicon::of(there);
            let mut documents = Vec::new();
            for origin in records(there, &which.ids)? {
                for proposal in proposals(there, &lexicon, origin) {
                    let said = proposal.because.join(", ");
                    shell.say(&format!("{origin:<6} {}  ({said})", proposal.problem));
                    documents.push(json!({
                        "id": origin.to_string(),
                        "problem": proposal.problem,
                        "because": proposal.because,
                    }));
                }
            }
            shell.document(&documents)?;
            Ok(Ending::Done)
        }
        Problems::Accept(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let chosen = records(there, &args.which.ids)?;
            let change = match (&args.problem, args.which.ids.is_empty()) {
                (problem, true) => problems::accept_all(there, problem.as_deref()),
                (problem, false) => accept_some(there, &chosen, problem.as_deref())?,
            };
            make(&mut workspace, change, &args.which.file, shell)
        }
        Problems::Refuse(args) => {
            let mut workspace = open(world, &args.which.file)?;
            if args.which.ids.is_empty() {
                return Err(Failure::new(WHAT, "No record is named.", "Give ids such as N3 or X1."));
            }
            let chosen = records(campaign(&workspace)?, &args.which.ids)?;
            for origin in &chosen {
                let change = problems::refuse(campaign(&workspace)?, *origin, &args.problem)?;
                workspace.commit(change)?;
            }
            workspace.save_now(args.which.file.clone())?;
            shell.say(&format!("{} is not proposed for {} of them any more.", args.problem, chosen.len()));
            shell.document(&json!({"refused": chosen.iter().map(ToString::to_string).collect::<Vec<_>>()}))?;
            Ok(Ending::Done)
        }
        Problems::Words(args) => {
            let mut workspace = open(world, &args.file)?;
            let change = problems::set_own(campaign(&workspace)?, &args.problem, &args.words);
            make(&mut workspace, change, &args.file, shell)
        }
        Problems::Stats(which) => {
            let mut workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let mut chosen: Vec<MonsterId> =
                ids(&which.ids, |id| there.monsters().contains(id), "monster", "The monsters stay as they are.")?;
            if chosen.is_empty() {
                chosen = there.monsters().ids().collect();
            }
            let change = monsters::compute_stats(there, chosen);
            make(&mut workspace, change, &which.file, shell)
        }
        Problems::Pairs(args) => {
            let mut workspace = open(world, &args.file)?;
            if args.fix
                && let Some(change) = monsters::pair_all(campaign(&workspace)?)
            {
                workspace.commit(change)?;
                workspace.save_now(args.file.clone())?;
            }
            pairs(&workspace, shell)
        }
    }
}

fn accept_some(
    there: &Campaign,
    chosen: &[Origin],
    problem: Option<&str>,
) -> Result<Option<crate::campaign::Change>, Failure> {
    let lexicon = Lexicon::of(there);
    let mut after = there.clone();
    let at = there.ledger().lines().last().map(|line| line.at).unwrap_or_default();
    let mut edits: Vec<Edit> = Vec::new();
    for origin in chosen {
        let wanted: Vec<String> = match problem {
            Some(problem) => vec![problem.to_owned()],
            None => proposals(there, &lexicon, *origin).into_iter().map(|proposal| proposal.problem).collect(),
        };
        for problem in wanted {
            // One after the other on a copy, so that several tags of a record do not take each other's place.
            let Some(change) = problems::accept(&after, *origin, &problem)? else { continue };
            if after.apply(&change, at).is_ok() {
                edits.extend(change.edits);
            }
        }
    }
    Ok((!edits.is_empty()).then(|| crate::campaign::Change::new("Accept proposed problems", edits)))
}

fn tally(there: &Campaign, shell: &mut Shell) -> Result<Ending, Failure> {
    let tally = problems::tally(there);
    let mut documents = Vec::new();
    for it in &tally.problems {
        let mut line = format!("{:>5}  {}", it.tagged(), it.problem);
        if it.proposed > 0 {
            line = format!("{line}  (+{} proposed)", it.proposed);
        }
        shell.say(&line);
        for (origin, said) in it.quotes.iter().take(2) {
            shell.say(&format!("         {origin}: “{said}”"));
        }
        let quotes: Vec<_> =
            it.quotes.iter().map(|(origin, said)| json!({"id": origin.to_string(), "words": said})).collect();
        documents.push(json!({
            "problem": it.problem,
            "nominations": it.nominations,
            "mishaps": it.mishaps,
            "proposed": it.proposed,
            "severity": (it.severity.1 > 0).then(|| it.severity.0 as f64 / it.severity.1 as f64),
            "quotes": quotes,
        }));
    }
    if tally.waiting > 0 {
        note(&format!("{} tags are proposed from the words; unsung problems accept takes them.", tally.waiting));
    }
    shell.document(&json!({"problems": documents, "silent": tally.silent, "waiting": tally.waiting}))?;
    Ok(Ending::Done)
}

fn pairs(workspace: &Workspace, shell: &mut Shell) -> Result<Ending, Failure> {
    let there = campaign(workspace)?;
    let left = monsters::orphans(there);
    let hero = |id| there.heroes().get(id).map_or("", |hero| hero.persona.as_str());
    let monster = |id| there.monsters().get(id).map_or("", |monster| monster.name.as_str());
    for id in &left.heroes {
        shell.say(&format!("{id}  {} has no arch-enemy", hero(*id)));
    }
    for id in &left.monsters {
        shell.say(&format!("{id}  nobody fights {}", monster(*id)));
    }
    let proposed = monsters::propose_pairs(there);
    for pair in &proposed {
        shell.say(&format!("Proposed: {} against {}", hero(pair.hero), monster(pair.monster)));
    }
    if left.is_empty() {
        shell.say("Nobody is left over.");
    }
    let pairs: Vec<_> = proposed
        .iter()
        .map(|pair| json!({"hero": pair.hero.to_string(), "monster": pair.monster.to_string(), "named": pair.named}))
        .collect();
    shell.document(&json!({
        "heroes": left.heroes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "monsters": left.monsters.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "proposed": pairs,
    }))?;
    Ok(Ending::of(left.is_empty()))
}
