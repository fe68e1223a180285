//! `judging setup` and `judging move`.

use super::{Bench, done, find_award};
use crate::app::judging::{self as app, blind, setup as plan};
use crate::app::{Failure, World};
use crate::campaign::AwardId;
use crate::campaign::judging::{Criterion, Judging, Mode, Outcome, Passing, Round, Tally, TieRule};
use crate::cli::args::OnOff;
use crate::cli::args::judging::{ModeName, Move, Question, Setup};
use crate::cli::campaigns::{campaign, open};
use crate::cli::people::person;
use crate::cli::shell::{Ending, Shell};
use serde_json::{Value, json};
use std::sync::Arc;

const WHAT: &str = "The set-up stays as it is.";

pub fn setup(args: &Setup, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let workspace = open(world, &args.which.file)?;
    let award = find_award(campaign(&workspace)?, args.which.award.as_deref(), !args.begin, WHAT)?;
    let mut bench = Bench { workspace, award };
    let now = world.now();
    if args.begin {
        let change = plan::begin(bench.there()?, award, now)?;
        bench.make(change)?;
    }
    field(args, &mut bench, world)?;
    if let Some(number) = args.remove_round {
        let change = plan::remove_round(bench.there()?, award, number)?;
        bench.make(change)?;
    }
    round(args, &mut bench, world)?;
    if !args.tie_break.is_empty() {
        let rules: Result<Vec<TieRule>, Failure> = args.tie_break.iter().map(|it| tie_rule(&bench, it)).collect();
        let change = plan::declare_tie_break(bench.there()?, award, rules?, now)?;
        bench.make(change)?;
    }
    if args.blind.is_some() || args.pronouns.is_some() {
        let before = bench.judging(WHAT)?.blind;
        let on = args.blind.map_or(before.on, |it| matches!(it, OnOff::On));
        let pronouns = args.pronouns.map_or(before.pronouns, |it| matches!(it, OnOff::On));
        let change = plan::set_blind(bench.there()?, award, on, pronouns)?;
        bench.make(change)?;
    }
    bench.save(&args.which.file)?;
    show(&bench, award, shell)
}

fn field(args: &Setup, bench: &mut Bench, world: &Arc<dyn World>) -> Result<(), Failure> {
    let (award, now) = (bench.award, world.now());
    let reason = args.reason.as_deref().unwrap_or_default();
    if !args.add.is_empty() {
        let there = bench.there()?;
        let people: Result<Vec<_>, Failure> = args.add.iter().map(|words| person(there, words, WHAT)).collect();
        if let Some(change) = plan::add_candidates(there, award, &people?)? {
            bench.make(change)?;
        }
    }
    for (code, label) in &args.require {
        let change = plan::set_requirement(bench.there()?, award, code, label)?;
        bench.make(change)?;
    }
    for line in &args.check {
        let number = bench.candidate(&line.candidate, WHAT)?;
        let change = plan::check(bench.there()?, award, &[number], &line.code, line.outcome, &line.note)?;
        bench.make(change)?;
    }
    for (words, code) in &args.code {
        let number = bench.candidate(words, WHAT)?;
        let change = blind::set_code(bench.there()?, award, number, code)?;
        bench.make(change)?;
    }
    if let Some(words) = &args.withdraw {
        let number = bench.candidate(words, WHAT)?;
        let now_on = || bench.judging(WHAT).ok()?.current_round().map(|it| it.number);
        let Some(from) = args.round.or_else(now_on) else {
            return Err(Failure::new(WHAT, "No round is planned.", "Add a round first."));
        };
        let change = plan::withdraw(bench.there()?, award, number, from, reason, now)?;
        bench.make(change)?;
    }
    if let Some(words) = &args.readmit {
        let number = bench.candidate(words, WHAT)?;
        let change = plan::readmit(bench.there()?, award, number)?;
        bench.make(change)?;
    }
    Ok(())
}

fn changes_a_round(args: &Setup) -> bool {
    args.kind.is_some()
        || args.title.is_some()
        || args.mode.is_some()
        || !args.criterion.is_empty()
        || args.budget.is_some()
        || args.passing.is_some()
        || args.quota.is_some()
        || args.each.is_some()
        || args.basis.is_some()
        || args.closes.is_some()
        || !args.only.is_empty()
}

fn round(args: &Setup, bench: &mut Bench, world: &Arc<dyn World>) -> Result<(), Failure> {
    if args.add_round.is_none() && !changes_a_round(args) {
        return Ok(());
    }
    let judging = bench.judging(WHAT)?;
    let mut round = match (args.add_round, args.round) {
        (Some(kind), _) => Round { kind: kind.into(), mode: Mode::Rubric(plan::usual_criteria()), ..Round::default() },
        (None, Some(number)) => app::round(judging, number, WHAT)?.clone(),
        (None, None) => {
            return Err(Failure::new(WHAT, "It does not say which round.", "Add --round N, or --add-round KIND."));
        }
    };
    if let Some(kind) = args.kind {
        round.kind = kind.into();
    }
    if let Some(title) = &args.title {
        round.title = title.trim().to_owned();
    }
    round.mode = mode(args, &round.mode)?;
    round.quota = args.quota.unwrap_or(round.quota);
    round.each = args.each.unwrap_or(round.each);
    round.basis = args.basis.map_or(round.basis, Into::into);
    if let Some(time) = &args.closes {
        round.closes_at = time.instant(&world.time_zone(), true);
    }
    if !args.only.is_empty() {
        round.judges = bench.judges(&args.only, WHAT)?;
    }
    let change = plan::set_round(bench.there()?, bench.award, round)?;
    bench.make(change)
}

fn mode(args: &Setup, before: &Mode) -> Result<Mode, Failure> {
    let refused = |why: &str, help: &str| Err(Failure::new(WHAT, why, help));
    let budget = |usual: u32| args.budget.unwrap_or(usual);
    let passing = match args.passing.as_deref() {
        None => None,
        Some("majority") => Some(Passing::Majority),
        Some("all") => Some(Passing::All),
        Some(words) => match words.parse() {
            Ok(count) if count > 0 => Some(Passing::AtLeast(count)),
            _ => return refused("A candidate passes by majority, all, or a number of judges.", "Give one of these."),
        },
    };
    let wanted = args.mode.or((!args.criterion.is_empty()).then_some(ModeName::Rubric));
    let mode = match (wanted, before) {
        (None, Mode::Approval(most)) => Mode::Approval(budget(*most)),
        (None, Mode::Points(points)) => Mode::Points(budget(*points)),
        (None, Mode::PassFail(rule)) => Mode::PassFail(passing.unwrap_or(*rule)),
        (None, other) => other.clone(),
        (Some(ModeName::PassFail), _) => Mode::PassFail(passing.unwrap_or_default()),
        (Some(ModeName::Ranking), _) => Mode::Ranking(Tally::Borda),
        (Some(ModeName::Stv), _) => Mode::Ranking(Tally::Stv),
        (Some(ModeName::Approval), _) => Mode::Approval(budget(0)),
        (Some(ModeName::Points), _) => Mode::Points(budget(10)),
        (Some(ModeName::Pairwise), _) => Mode::Pairwise,
        (Some(ModeName::Rubric), _) if !args.criterion.is_empty() => {
            Mode::Rubric((1..).zip(&args.criterion).map(|(number, it)| criterion(number, it)).collect())
        }
        (Some(ModeName::Rubric), Mode::Rubric(criteria)) if !criteria.is_empty() => before.clone(),
        (Some(ModeName::Rubric), _) => Mode::Rubric(plan::usual_criteria()),
    };
    if args.budget.is_some() && !matches!(mode, Mode::Approval(_) | Mode::Points(_)) {
        return refused("--budget is for points and approval.", "Leave it out.");
    }
    if passing.is_some() && !matches!(mode, Mode::PassFail(_)) {
        return refused("--passing is for rounds of yes and no.", "Leave it out, or add --mode pass-fail.");
    }
    Ok(mode)
}

fn criterion(number: u32, it: &Question) -> Criterion {
    let at = |place: usize| it.numbers.get(place).copied().flatten();
    Criterion {
        number,
        label: it.label.clone(),
        least: at(0).unwrap_or(1),
        most: at(1).unwrap_or(10),
        weight: at(2).unwrap_or(1),
        comment_below: at(3),
        comment_above: at(4),
        ..Criterion::default()
    }
}

fn tie_rule(bench: &Bench, words: &str) -> Result<TieRule, Failure> {
    let words = words.trim();
    let unknown = || {
        let help = "Use head-to-head, median, firsts, criterion-N, chair-JUDGE, lot-NUMBER or share.";
        Failure::new(WHAT, format!("“{words}” is no rule."), help)
    };
    Ok(match words {
        "head-to-head" => TieRule::HeadToHead,
        "median" => TieRule::Median,
        "firsts" => TieRule::MoreFirsts,
        "share" => TieRule::Share,
        _ => match words.split_once('-') {
            Some(("criterion", number)) => TieRule::Criterion(number.parse().map_err(|_| unknown())?),
            Some(("lot", number)) => TieRule::Lot(number.parse().map_err(|_| unknown())?),
            Some(("chair", judge)) => TieRule::Chair(bench.judge(judge, WHAT)?),
            _ => return Err(unknown()),
        },
    })
}

fn round_value(judging: &Judging, round: &Round) -> Value {
    let criteria: Vec<Value> = round
        .mode
        .criteria()
        .iter()
        .map(|it| {
            json!({
                "number": it.number, "label": it.label, "least": it.least, "most": it.most, "weight": it.weight,
                "comment_below": it.comment_below, "comment_above": it.comment_above,
            })
        })
        .collect();
    json!({
        "number": round.number,
        "title": round.title(),
        "mode": round.mode.id(),
        "criteria": criteria,
        "quota": round.quota,
        "each": round.each,
        "closes_at": round.closes_at.map(|at| at.to_string()),
        "assigned": round.assignment.is_some(),
        "frozen": judging.frozen(round.number).map(|freeze| freeze.sha256.clone()),
    })
}

fn show(bench: &Bench, award: AwardId, shell: &mut Shell) -> Result<Ending, Failure> {
    let there = bench.there()?;
    let judging = bench.judging(WHAT)?;
    let title = there.awards().get(award).map_or("", |award| award.title.as_str());
    let count = plan::eligibility(judging);
    shell.say(&format!("{award} “{title}”"));
    shell.say(&format!(
        "{} candidates: {} eligible, {} to be checked, {} refused, {} withdrawn; {} judges.",
        judging.field.len(),
        count.eligible,
        count.open,
        count.refused,
        count.withdrawn,
        judging.panel.len()
    ));
    for line in &judging.requirements {
        shell.say(&format!("  {}  {}", line.code, line.label));
    }
    for round in &judging.rounds {
        let state = if judging.frozen(round.number).is_some() { ", frozen" } else { "" };
        let (quota, each) = (round.quota, round.each);
        let on = if quota == 0 { "all who pass go on".to_owned() } else { format!("{quota} go on") };
        let seen = if each == 0 { "seen by all judges".to_owned() } else { format!("each seen by {each}") };
        shell.say(&format!("  {}. {}: {}, {on}, {seen}{state}", round.number, round.title(), round.mode.title()));
        for it in round.mode.criteria() {
            shell.say(&format!(
                "       {}. {} ({} to {}, weight {})",
                it.number, it.label, it.least, it.most, it.weight
            ));
        }
    }
    let rules: Vec<String> = judging.tie_break.iter().map(|rule| plan::tie_words(judging, *rule)).collect();
    shell.say(&format!("Ties: {}.", if rules.is_empty() { "shared".to_owned() } else { rules.join("; then ") }));
    if judging.blind.on {
        shell.say("Judges see code names only.");
    }
    let field: Vec<Value> = judging
        .field
        .iter()
        .map(|it| {
            let checks: Vec<Value> = it
                .checks
                .iter()
                .map(|(code, check)| json!({"code": code, "outcome": outcome_id(check.outcome), "note": check.note}))
                .collect();
            json!({
                "number": it.number,
                "pack_code": app::packs::pack_code(it.number),
                "code": it.code,
                "person": it.person.map(|id| id.to_string()),
                "name": app::candidate_name(there, it),
                "checks": checks,
                "withdrawn": it.withdrawn.as_ref().map(|it| it.reason.clone()),
            })
        })
        .collect();
    for it in &judging.field {
        let state = match (&it.withdrawn, it.is_eligible()) {
            (Some(withdrawn), _) => format!("  withdrawn: {}", withdrawn.reason),
            (None, false) => format!("  refused: {}", it.failed().collect::<Vec<_>>().join(", ")),
            (None, true) => String::new(),
        };
        let code = app::packs::pack_code(it.number);
        shell.say(&format!("  {code}  {}  {}{state}", it.code, app::candidate_name(there, it)));
    }
    shell.document(&json!({
        "award": award.to_string(),
        "title": title,
        "field": field,
        "judges": judging.panel.len(),
        "requirements": judging.requirements.iter().map(|it| json!({"code": it.code, "label": it.label})).collect::<Vec<_>>(),
        "rounds": judging.rounds.iter().map(|it| round_value(judging, it)).collect::<Vec<_>>(),
        "tie_break": rules,
        "blind": judging.blind.on,
        "pronouns": judging.blind.pronouns,
    }))?;
    Ok(Ending::Done)
}

fn outcome_id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Met => "met",
        Outcome::NotMet => "not-met",
    }
}

pub fn move_candidate(args: &Move, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nobody was moved.";
    let workspace = open(world, &args.which.file)?;
    let to = find_award(campaign(&workspace)?, Some(&args.to), true, what)?;
    // Where two are judged and one is the goal, the other is meant.
    let from = match &args.which.award {
        Some(words) => find_award(campaign(&workspace)?, Some(words), true, what)?,
        None => {
            let others: Vec<AwardId> = campaign(&workspace)?.judgings().ids().filter(|id| *id != to).collect();
            match others.as_slice() {
                [one] => *one,
                _ => return Err(Failure::new(what, "It does not say from where.", "Name the award with --award.")),
            }
        }
    };
    let mut bench = Bench { workspace, award: from };
    let number = bench.candidate(&args.candidate, what)?;
    let change = plan::move_candidate(bench.there()?, from, number, to, &args.reason, world.now())?;
    done(&mut bench, change, &args.which.file, shell)
}
