//! `judging scores`, `freeze`, `reopen`, `votes`, `powers`, `book` and `letters`.

use super::sheets::{paper, write};
use super::{Bench, find_award};
use crate::app::judging::{
    self as app, book as facts, deciding, letters as written, papers, powers, powers::Fate, results, votes as counted,
};
use crate::app::listing::Row;
use crate::app::outlook::counted;
use crate::app::{Failure, World, artwork, exporting, io_reason};
use crate::campaign::judging::{FraudKind, Votes as Kept};
use crate::cli::args::judging::{Book, Freeze, Letters, Powers, Reopen, Scores, Votes};
use crate::cli::campaigns::campaign;
use crate::cli::people::commit;
use crate::cli::shell::{Ending, Shell, note, work};
use crate::intake::export::Guard;
use serde_json::{Value, json};
use std::sync::Arc;

fn number(value: Option<f64>) -> Value {
    // Two decimals: finer ones are not meant.
    value.map_or(Value::Null, |value| json!((value * 100.0).round() / 100.0))
}

fn outcome(bench: &Bench, round: u32, wish: results::Wish) -> Result<results::Outcome, Failure> {
    let what = "The result was not worked out.";
    let award = bench.award;
    let there =
        bench.workspace.snapshot().ok_or_else(|| Failure::new(what, "No campaign is open.", "Give its file."))?;
    work("Working the result out", move |progress| results::compute(&there, award, round, wish, progress))
}

pub fn scores(args: &Scores, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The result was not shown.";
    let bench = Bench::open(world, &args.of.which, what)?;
    let round = bench.round(&args.of, what)?.number;
    let found = outcome(&bench, round, results::Wish { runs: args.runs, without_recusals: false })?;
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let judge = |number: u32| judging.judge(number).map_or_else(|| number.to_string(), |it| it.code.clone());
    let name =
        |number: u32| judging.candidate(number).map_or_else(|| number.to_string(), |it| app::candidate_name(there, it));
    let candidate = |number: u32| app::packs::pack_code(number);
    if args.matrix {
        let rows: Vec<Row> = found
            .cells
            .iter()
            .map(|cell| {
                vec![
                    ("candidate", candidate(cell.candidate).into()),
                    ("name", name(cell.candidate).into()),
                    ("judge", judge(cell.judge).into()),
                    ("score", number(cell.value)),
                    ("adjusted", number(cell.adjusted)),
                    ("recused", cell.recused.into()),
                ]
            })
            .collect();
        shell.rows(&rows)?;
        return Ok(Ending::Done);
    }
    if args.judges {
        let rows: Vec<Row> = found
            .judges
            .iter()
            .map(|line| {
                let standing = match line.standing {
                    Some(crate::judging::severity::Standing::Adjusted) => "adjusted",
                    Some(crate::judging::severity::Standing::TooFew) => "too few scores",
                    Some(crate::judging::severity::Standing::Alone) => "alone",
                    Some(crate::judging::severity::Standing::None) | None => "",
                };
                vec![
                    ("judge", judge(line.judge).into()),
                    ("scores", line.scores.into()),
                    ("mean", number(line.mean)),
                    ("effect", number(Some(line.effect))),
                    ("error", number(Some(line.error))),
                    ("standing", standing.into()),
                ]
            })
            .collect();
        shell.rows(&rows)?;
        return Ok(Ending::Done);
    }
    let rows: Vec<Row> = found
        .rows
        .iter()
        .map(|row| {
            vec![
                ("place", row.place.map_or(Value::Null, Into::into)),
                ("candidate", candidate(row.candidate).into()),
                ("name", name(row.candidate).into()),
                ("score", number(row.score)),
                ("raw", number(row.raw)),
                ("adjusted", number(row.adjusted)),
                ("raw_place", row.raw_place.map_or(Value::Null, Into::into)),
                ("judges", row.judges.into()),
                ("likely_places", row.span.map_or_else(String::new, |(a, b)| format!("{a} to {b}")).into()),
                ("goes_on", row.goes_on.into()),
                ("why", results::why(judging, row).into()),
            ]
        })
        .collect();
    for line in crate::cli::table::table(&rows) {
        shell.say(&line);
    }
    let told = results::told(there, judging, &found);
    for line in &told {
        shell.say(line);
    }
    let count = results::count_told(&found, &name);
    for (stage, line) in count.iter().enumerate() {
        shell.say(&format!("{}. {line}", stage + 1));
    }
    let documents: Vec<Value> = rows
        .iter()
        .map(|row| row.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect::<serde_json::Map<_, _>>())
        .map(Value::Object)
        .collect();
    shell.document(&json!({
        "award": bench.award.to_string(),
        "round": round,
        "order": documents,
        "counted": found.counted,
        "missing": found.missing,
        "recused": found.recused,
        "tie_at_quota": found.tie_at_quota,
        "told": told,
        "count": count,
    }))?;
    Ok(Ending::Done)
}

pub fn freeze(args: &Freeze, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was frozen.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let round = bench.round(&args.of, what)?.number;
    let found = outcome(&bench, round, results::Wish { runs: 0, without_recusals: false })?;
    let chosen = bench.candidates(&args.choose, what)?;
    let chosen = (!chosen.is_empty()).then_some(chosen);
    let change = deciding::freeze(bench.there()?, bench.award, &found, chosen.as_deref(), &args.note, world.now())?;
    commit(&mut bench.workspace, change, &args.of.which.file)?;
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let frozen = judging.frozen(round).ok_or_else(|| Failure::new(what, "It is not on record.", "Try it again."))?;
    let names = deciding::chosen_names(there, judging, frozen);
    let title = judging.round(round).map_or("", |round| round.title());
    shell.say(&format!("{title} is frozen: {}.", names.join(", ")));
    shell.say(&format!("SHA-256 {}", frozen.sha256));
    let codes: Vec<String> = frozen.chosen.iter().map(|it| app::packs::pack_code(*it)).collect();
    shell.document(&json!({"round": round, "chosen": codes, "names": names, "sha256": frozen.sha256}))?;
    Ok(Ending::Done)
}

pub fn reopen(args: &Reopen, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut bench = Bench::open(world, &args.which, "Nothing was reopened.")?;
    let change = deciding::reopen(bench.there()?, bench.award, args.round, &args.reason, world.now())?;
    let title = change.title.clone();
    commit(&mut bench.workspace, change, &args.which.file)?;
    shell.say(&format!("{title}: done."));
    let heroes = powers::heroes_of(&powers::given_by(bench.there()?, bench.award, args.round));
    if heroes > 0 {
        shell.say(&format!(
            "{} powers that this round gave; they stand until you say --take-back or --keep: unsung judging powers.",
            if heroes == 1 { "1 hero has".to_owned() } else { format!("{heroes} heroes have") }
        ));
    }
    shell.document(&json!({ "done": title, "heroes_with_its_powers": heroes }))?;
    Ok(Ending::Done)
}

fn fraud_id(kind: FraudKind) -> &'static str {
    match kind {
        FraudKind::Burst => "burst",
        FraudKind::Disposable => "disposable",
        FraudKind::SameMailbox => "same-mailbox",
        FraudKind::Again => "again",
        FraudKind::Unknown => "unknown",
    }
}

pub fn votes(args: &Votes, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No votes were counted.";
    let mut bench = Bench::open(world, &args.which, what)?;
    let mut rejected = Vec::new();
    if let Some(path) = &args.input {
        let bytes = world.read(path).map_err(|error| {
            Failure::new(what, format!("{}: {}", path.display(), io_reason(&error)), "Check the name and the folder.")
        })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let out = counted::LeaveOut { kinds: args.leave_out.iter().copied().collect() };
        let found = counted::count(bench.there()?, bench.award, &name, &bytes, &out, world.now())?;
        rejected = found.rejected;
        commit(&mut bench.workspace, found.change, &args.which.file)?;
    }
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let Some(kept): Option<&Kept> = judging.votes.as_ref() else {
        return Err(Failure::new(what, "No votes were counted yet.", "Give a list of them."));
    };
    let name =
        |number: u32| judging.candidate(number).map_or_else(|| number.to_string(), |it| app::candidate_name(there, it));
    let mut standing = Vec::new();
    for (candidate, votes, all) in counted::standing(kept) {
        shell.say(&format!("{votes:>7} of {all:>7}  {}", name(candidate)));
        let code = app::packs::pack_code(candidate);
        standing.push(json!({"candidate": code, "name": name(candidate), "counted": votes, "all": all}));
    }
    for it in &kept.findings {
        let whom = it.candidate.map_or_else(|| "nobody".into(), name);
        let state = if it.left_out { "left out" } else { "counted" };
        let words = if it.words.is_empty() { String::new() } else { format!(", {}", it.words) };
        shell.say(&format!("{}: {} for {whom}{words} ({state})", it.kind.title(), it.votes));
    }
    for (line, why) in &rejected {
        note(&format!("Line {line}: {why}"));
    }
    let findings: Vec<Value> = kept
        .findings
        .iter()
        .map(|it| {
            json!({
                "kind": fraud_id(it.kind), "candidate": it.candidate.map(app::packs::pack_code), "votes": it.votes,
                "what": it.words, "left_out": it.left_out,
            })
        })
        .collect();
    let good = kept.findings.is_empty() && rejected.is_empty();
    shell.document(&json!({"standing": standing, "findings": findings, "rejected": rejected.len()}))?;
    Ok(Ending::of(good))
}

pub fn set_powers(args: &Powers, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No power was set.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let round = bench.round(&args.of, what)?.number;
    if args.take_back || args.keep {
        return settle_powers(&mut bench, round, args, shell);
    }
    let nothing = Default::default();
    let (kit, _) = artwork::kit_of(bench.there()?, bench.workspace.blobs().unwrap_or(&nothing))?;
    let known: Vec<String> = kit.stats().iter().map(|stat| stat.id.clone()).collect();
    let mut stats = Vec::new();
    for (question, stat) in &args.stat {
        let number = question
            .parse()
            .map_err(|_| Failure::new(what, format!("“{question}” is no number of a question."), "Give its number."))?;
        if !known.contains(stat) {
            let why = format!("The kit has no power “{stat}”. It has {}.", known.join(", "));
            return Err(Failure::new(what, why, "Use one of these."));
        }
        stats.push((number, stat.clone()));
    }
    match powers::set(bench.there()?, bench.award, round, &stats)? {
        Some(change) => {
            let heroes = change.edits.len();
            commit(&mut bench.workspace, change, &args.of.which.file)?;
            shell.say(&format!("Powers of {} set.", counted(heroes as u64, "hero", "heroes")));
            shell.document(&json!({ "heroes": heroes }))?;
        }
        None => {
            shell.say("Nothing to do: no candidate with scores has a hero whose powers would change.");
            shell.document(&json!({ "heroes": 0 }))?;
        }
    }
    Ok(Ending::Done)
}

/// Takes back what the round gave, or keeps it.
fn settle_powers(bench: &mut Bench, round: u32, args: &Powers, shell: &mut Shell) -> Result<Ending, Failure> {
    let there = bench.there()?;
    let fate = if args.take_back { Fate::TakeBack } else { Fate::Keep };
    let given = powers::given_by(there, bench.award, round);
    let heroes = powers::heroes_of(&given);
    let change = powers::settle(there, &given, fate);
    match change {
        Some(change) => {
            commit(&mut bench.workspace, change, &args.of.which.file)?;
            let done = if args.take_back { "taken back" } else { "kept" };
            shell.say(&format!("Powers of {heroes} heroes {done}."));
        }
        None => shell.say("Nothing to do: no power stands that this round gave."),
    }
    shell.document(&json!({ "heroes": heroes }))?;
    Ok(Ending::Done)
}

pub fn book(args: &Book, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The book was not written.";
    let workspace = crate::cli::campaigns::open(world, &args.which.file)?;
    let awards = match &args.which.award {
        Some(words) => vec![find_award(campaign(&workspace)?, Some(words), true, what)?],
        None => Vec::new(),
    };
    let there = workspace.snapshot().ok_or_else(|| Failure::new(what, "No campaign is open.", "Give its file."))?;
    let naming = if args.names { facts::Naming::Full } else { facts::Naming::Public };
    let (now, zone, size) = (world.now(), world.time_zone(), paper(args.paper));
    let printed = work("Writing the results book", move |progress| {
        papers::book_pdf(&there, &awards, naming, size, (now, &zone), progress)
    })?;
    write(world, &args.out, &printed.bytes, what)?;
    shell.say(&format!("{}  {} pages", args.out.display(), printed.pages));
    if args.names {
        note("It names everybody whatever they chose: not for publication.");
    }
    if !printed.missing.is_empty() {
        let list = printed.missing.join(" ");
        note(&format!("No font has these characters, so they are printed as code points: {list}"));
    }
    shell.document(&json!({"file": args.out, "pages": printed.pages, "missing": printed.missing}))?;
    Ok(Ending::of(printed.missing.is_empty()))
}

pub fn letters(args: &Letters, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No letter was written.";
    let bench = Bench::open(world, &args.which, what)?;
    let wish = written::Wish { comments: !args.without_comments, scores: !args.without_scores };
    let letters = written::letters(bench.there()?, bench.award, wish)?;
    let is_table = args.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut files = Vec::new();
    if is_table {
        let rows: Vec<Row> = letters
            .iter()
            .map(|it| {
                vec![
                    ("person", it.person.to_string().into()),
                    ("name", it.name.clone().into()),
                    ("email", it.email.clone().into()),
                    ("letter", it.text.clone().into()),
                ]
            })
            .collect();
        write(world, &args.out, &exporting::rows_csv(rows, "letters", Guard::Spreadsheet)?, what)?;
        files.push(args.out.clone());
    } else {
        world.create_folder(&args.out).map_err(|error| {
            Failure::new(what, format!("{}: {}", args.out.display(), io_reason(&error)), "Choose another folder.")
        })?;
        for it in &letters {
            let path = args.out.join(format!("{}-{}.txt", bench.award, it.person));
            write(world, &path, it.text.as_bytes(), what)?;
            files.push(path);
        }
    }
    let count = if letters.len() == 1 { "1 letter".to_owned() } else { format!("{} letters", letters.len()) };
    shell.say(&format!("{count} in {}.", args.out.display()));
    note("They are for those they are about alone: each holds what judges wrote about the person.");
    shell.document(&json!({"letters": letters.len(), "files": files}))?;
    Ok(Ending::Done)
}
