//! `judging judges`, `assign`, `conflicts` and `recuse`.

use super::Bench;
use crate::app::judging::{self as app, assigning, conflicts as found, deciding, setup};
use crate::app::listing::Row;
use crate::app::{Failure, World};
use crate::campaign::judging::{ConflictState, Ground};
use crate::cli::args::judging::{Assign, Conflicts, Judges, Recuse};
use crate::cli::people::person;
use crate::cli::shell::{Ending, Shell, note, work};
use serde_json::{Value, json};
use std::sync::Arc;

pub fn judges(args: &Judges, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The panel stays as it is.";
    let mut bench = Bench::open(world, &args.which, what)?;
    let award = bench.award;
    if !args.add.is_empty() {
        let there = bench.there()?;
        let people: Result<Vec<_>, Failure> = args.add.iter().map(|words| person(there, words, what)).collect();
        if let Some(change) = setup::add_judges(there, award, &people?)? {
            bench.make(change)?;
        }
    }
    if let Some(words) = &args.remove {
        let number = bench.judge(words, what)?;
        let change = setup::remove_judge(bench.there()?, award, number)?;
        bench.make(change)?;
    }
    if let Some(words) = &args.left {
        let number = bench.judge(words, what)?;
        let change = setup::set_left(bench.there()?, award, number, &args.why)?;
        bench.make(change)?;
    }
    if let Some(words) = &args.independent {
        let number = bench.judge(words, what)?;
        let change = setup::set_independent(bench.there()?, award, number, &args.why)?;
        bench.make(change)?;
    }
    bench.save(&args.which.file)?;
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let row = |it: &crate::campaign::judging::Judge| -> Row {
        vec![
            ("number", it.number.into()),
            ("code", it.code.clone().into()),
            ("person", it.person.map(|id| id.to_string()).unwrap_or_default().into()),
            ("name", app::judge_name(there, it).into()),
            ("independent", it.independent.clone().into()),
            ("left", it.left.clone().into()),
        ]
    };
    let rows: Vec<Row> = judging.panel.iter().map(row).collect();
    if rows.is_empty() {
        note("Nobody is on the panel yet; add people with --add.");
    } else if judging.panel.iter().all(|it| it.independent.is_empty()) {
        note("No judge is noted as independent; UK CAP rule 8.26 asks for at least one.");
    }
    shell.rows(&rows)?;
    Ok(Ending::Done)
}

pub fn assign(args: &Assign, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nobody was assigned.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let (award, now) = (bench.award, world.now());
    let round = bench.round(&args.of, what)?.number;
    if let Some(seed) = args.seed {
        let wish = assigning::Wish { seed, keep: args.keep, uneven: args.uneven };
        let change = assigning::assign(bench.there()?, award, round, wish, now)?;
        bench.make(change)?;
    }
    if let Some(words) = &args.judge {
        let judge = bench.judge(words, what)?;
        for (candidates, on) in [(&args.take, false), (&args.give, true)] {
            if !candidates.is_empty() {
                let numbers = bench.candidates(candidates, what)?;
                let change = assigning::set_by_hand(bench.there()?, award, round, judge, &numbers, on, now)?;
                bench.make(change)?;
            }
        }
    }
    bench.save(&args.of.which.file)?;
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let rows: Vec<Row> = assigning::workload(there, award, round)
        .iter()
        .filter_map(|work| {
            let it = judging.judge(work.judge)?;
            let sheet = there.sheet_of(award, round, work.judge).map(|(_, sheet)| sheet);
            let codes: Vec<String> =
                sheet.map(|it| it.assigned.iter().map(|it| app::packs::pack_code(*it)).collect()).unwrap_or_default();
            Some(vec![
                ("judge", it.code.clone().into()),
                ("name", app::judge_name(there, it).into()),
                ("assigned", work.assigned.into()),
                ("done", work.done.into()),
                ("conflicts", work.conflicts.into()),
                ("candidates", codes.into()),
            ])
        })
        .collect();
    shell.rows(&rows)?;
    Ok(Ending::Done)
}

pub fn conflicts(args: &Conflicts, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was decided about conflicts.";
    let mut bench = Bench::open(world, &args.which, what)?;
    let (award, now) = (bench.award, world.now());
    if args.confirm_all
        && let Some(change) = found::confirm_all(bench.there()?, award, now)?
    {
        bench.make(change)?;
    }
    if let (Some(judge), Some(candidate)) = (&args.judge, &args.candidate) {
        let pair = (bench.judge(judge, what)?, bench.candidate(candidate, what)?);
        let there = bench.there()?;
        let grounds = || -> Result<Vec<(u32, u32, Ground)>, Failure> {
            let lines = found::list(there, award);
            let grounds: Vec<_> = lines
                .iter()
                .filter(|line| (line.judge, line.candidate) == pair)
                .map(|line| (line.judge, line.candidate, line.ground))
                .collect();
            if grounds.is_empty() {
                let help = "Declare a conflict with --declare.";
                return Err(Failure::new(what, "Nothing was found between the two.", help));
            }
            Ok(grounds)
        };
        let (pairs, state) = if args.declare {
            (vec![(pair.0, pair.1, Ground::Declared)], ConflictState::Stands)
        } else if args.dismiss {
            (grounds()?, ConflictState::Dismissed)
        } else if args.confirm {
            (grounds()?, ConflictState::Stands)
        } else {
            return Err(Failure::new(what, "It does not say what.", "Add --confirm, --dismiss or --declare."));
        };
        let change = found::decide(there, award, &pairs, state, &args.reason, now)?;
        bench.make(change)?;
    }
    bench.save(&args.which.file)?;
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let rows: Vec<Row> = found::list(there, award)
        .into_iter()
        .filter_map(|line| {
            let (judge, candidate) = (judging.judge(line.judge)?, judging.candidate(line.candidate)?);
            Some(vec![
                ("judge", judge.code.clone().into()),
                ("judge_name", app::judge_name(there, judge).into()),
                ("candidate", app::packs::pack_code(candidate.number).into()),
                ("candidate_name", app::candidate_name(there, candidate).into()),
                ("ground", line.ground.title().into()),
                ("what", line.words.into()),
                ("state", line.state.title().to_lowercase().into()),
                ("note", line.note.into()),
            ])
        })
        .collect();
    if rows.is_empty() {
        note("Nothing speaks against anybody judging anybody.");
    }
    shell.rows(&rows)?;
    Ok(Ending::Done)
}

pub fn recuse(args: &Recuse, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nobody was recused.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let (award, now) = (bench.award, world.now());
    let round = bench.round(&args.of, what)?.number;
    if let Some(words) = &args.judge {
        let judge = bench.judge(words, what)?;
        let candidate = args.candidate.as_ref().map(|words| bench.candidate(words, what)).transpose()?;
        let there = bench.there()?;
        let change = if args.back {
            found::take_back(there, award, judge, candidate)?
        } else {
            found::recuse(there, award, judge, candidate, &args.reason, now)?
        };
        bench.make(change)?;
    }
    bench.save(&args.of.which.file)?;
    let judging = bench.judging(what)?.clone();
    let code = |number: u32| judging.judge(number).map_or_else(|| number.to_string(), |it| it.code.clone());
    let name = |number: u32| app::packs::pack_code(number);
    for it in judging.recusals.iter().filter(|it| it.round == round) {
        let whom = it.candidate.map_or_else(|| "everybody".to_owned(), name);
        shell.say(&format!("{} does not judge {whom}: {}", code(it.judge), it.reason));
    }
    let effect = match bench.workspace.snapshot() {
        Some(there) => {
            work("Working the result out", move |progress| deciding::recusal_effect(&there, award, round, progress))?
        }
        None => return Err(Failure::new(what, "No campaign is open.", "Give its file.")),
    };
    let place = |place: Option<u32>| place.map_or_else(|| "no place".to_owned(), |place| place.to_string());
    let shown = |it: &&deciding::Moved| {
        let named = judging.recusals.iter().any(|recusal| recusal.candidate == Some(it.candidate));
        it.before != it.after || named
    };
    for it in effect.moved.iter().filter(shown) {
        let (before, after) = (place(it.before), place(it.after));
        let score = |score: Option<f64>| score.map_or_else(|| "-".to_owned(), |score| format!("{score:.2}"));
        let (was, is) = (score(it.score_before), score(it.score_after));
        shell.say(&format!("  {}: place {before} becomes {after}, score {was} becomes {is}", name(it.candidate)));
    }
    let others = effect.moved.iter().filter(|it| !shown(it)).count();
    if others > 0 {
        shell.say(&format!("  The scores of {others} others change by the judges' severity, their places do not."));
    }
    if effect.with.recused > 0 && effect.moved.is_empty() {
        shell.say("The recusals change no place and no score.");
    }
    let recusals: Vec<Value> = judging
        .recusals
        .iter()
        .filter(|it| it.round == round)
        .map(|it| json!({"judge": code(it.judge), "candidate": it.candidate.map(name), "reason": it.reason, "at": it.at.to_string()}))
        .collect();
    let moved: Vec<Value> = effect
        .moved
        .iter()
        .map(|it| {
            json!({
                "candidate": name(it.candidate), "before": it.before, "after": it.after,
                "score_before": it.score_before, "score_after": it.score_after,
            })
        })
        .collect();
    shell.document(&json!({
        "round": round,
        "recusals": recusals,
        "lines_out": effect.with.recused,
        "moved": moved,
        "others_go_on": effect.others_go_on,
    }))?;
    Ok(Ending::Done)
}
