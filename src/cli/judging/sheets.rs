//! `judging leaks`, `packs`, `take-in` and `score`.

use super::Bench;
use crate::app::judging::{self as app, blind, packs as made, papers, typing};
use crate::app::{Failure, World, io_reason};
use crate::campaign::judging::Way;
use crate::cli::args::PaperName;
use crate::cli::args::judging::{Leaks, PackForm, Packs, Score, TakeIn};
use crate::cli::campaigns::{campaign, open};
use crate::cli::people::commit;
use crate::cli::shell::{Ending, Shell, note};
use crate::press::sheets::Paper;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn read(world: &Arc<dyn World>, path: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    world.read(path).map_err(|error| {
        Failure::new(what, format!("{}: {}", path.display(), io_reason(&error)), "Check the name and the folder.")
    })
}

pub(super) fn write(world: &Arc<dyn World>, path: &Path, bytes: &[u8], what: &str) -> Result<(), Failure> {
    world.write_whole(path, bytes, false).map_err(|error| {
        Failure::new(what, format!("{}: {}", path.display(), io_reason(&error)), "Choose another place.")
    })
}

pub(super) fn paper(name: Option<PaperName>) -> Paper {
    match name {
        Some(PaperName::Letter) => Paper::Letter,
        Some(PaperName::A4) | None => Paper::A4,
    }
}

pub fn leaks(args: &Leaks, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No text was let through.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let award = bench.award;
    let round = bench.round(&args.of, what)?.number;
    let numbers: Vec<u32> = if args.candidate.is_empty() {
        bench.judging(what)?.field_of(round).iter().map(|it| it.number).collect()
    } else {
        bench.candidates(&args.candidate, what)?
    };
    if args.review {
        let text = match (&args.text_file, numbers.as_slice()) {
            (None, _) => None,
            (Some(path), [_]) => {
                let bytes = read(world, path, what)?;
                let text = String::from_utf8(bytes).map_err(|_| {
                    Failure::new(what, format!("{} is not UTF-8.", path.display()), "Save it as UTF-8.")
                })?;
                Some(text.trim_start_matches('\u{feff}').trim().to_owned())
            }
            (Some(_), _) => {
                return Err(Failure::new(what, "A text belongs to one candidate.", "Name one with --candidate."));
            }
        };
        let texts: Vec<(u32, Option<String>)> = numbers.iter().map(|number| (*number, text.clone())).collect();
        let by = args.by.as_deref().unwrap_or_default();
        let there = bench.there()?;
        let names = blind::Names::of(there);
        let change = blind::review(there, award, &texts, &names, by, args.nobody_left, world.now())?;
        bench.make(change)?;
        bench.save(&args.of.which.file)?;
    }
    let there = bench.there()?;
    let judging = bench.judging(what)?;
    let mut documents: Vec<Value> = Vec::new();
    let names = blind::Names::of(there);
    let mut all_read = true;
    for it in numbers.iter().filter_map(|number| judging.candidate(*number)) {
        let state = blind::state(there, award, judging, it);
        all_read &= state.may_go_out();
        let text = it.person.map(|person| blind::source_text(there, award, person)).unwrap_or_default();
        let leaks = blind::leaks(there, award, judging, it, &text, &names);
        let code = made::pack_code(it.number);
        shell.say(&format!("{code}  {}  {}", it.code, state.title().to_lowercase()));
        for leak in &leaks {
            shell.say(&format!("     {}: {} becomes {}", leak.kind.title(), leak.text, leak.stand_in));
        }
        let found: Vec<Value> = leaks
            .iter()
            .map(|leak| json!({"kind": leak.kind.title(), "text": leak.text, "stand_in": leak.stand_in}))
            .collect();
        documents.push(json!({
            "candidate": code,
            "code": it.code,
            "state": state.title().to_lowercase(),
            "leaks": found,
            "text": blind::proposal(there, award, judging, it, &names),
        }));
    }
    if !judging.blind.on {
        note("Judges see names in this judging: nothing is covered until unsung judging setup FILE --blind on.");
        all_read = true;
    } else if !all_read {
        note("Read the covered texts before you let them through: a search finds much, and never everything.");
    }
    shell.document(&documents)?;
    Ok(Ending::of(all_read))
}

pub fn packs(args: &Packs, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No pack was written.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let award = bench.award;
    let round = bench.round(&args.of, what)?.number;
    let judges = bench.judges(&args.judge, what)?;
    let now = world.now();
    let ready = made::make(bench.there()?, award, round, &judges, now, &world.time_zone())?;
    // The campaign remembers the packs before they leave: a pack nobody knows of could not come back.
    if let Some(change) = ready.change {
        bench.make(change)?;
        bench.save(&args.of.which.file)?;
    }
    world.create_folder(&args.out).map_err(|error| {
        Failure::new(what, format!("{}: {}", args.out.display(), io_reason(&error)), "Choose another folder.")
    })?;
    let there = bench.there()?;
    let (mut files, mut missing): (Vec<PathBuf>, Vec<String>) = (Vec::new(), Vec::new());
    for (_, pack) in &ready.packs {
        if args.form != PackForm::Pdf {
            let path = args.out.join(made::file_name(pack, "html"));
            write(world, &path, made::page(pack)?.as_bytes(), what)?;
            files.push(path);
        }
        if args.form != PackForm::Html {
            let path = args.out.join(made::file_name(pack, "pdf"));
            let printed = papers::pack_pdf(there, pack, paper(args.paper), now)?;
            write(world, &path, &printed.bytes, what)?;
            missing.extend(printed.missing);
            files.push(path);
        }
    }
    for path in &files {
        shell.say(&path.display().to_string());
    }
    if !missing.is_empty() {
        missing.sort_unstable();
        missing.dedup();
        note(&format!("No font has these characters, so they are printed as code points: {}", missing.join(" ")));
    }
    let versions: Vec<Value> =
        ready.packs.iter().map(|(_, pack)| json!({"judge": pack.judge, "version": pack.version})).collect();
    shell.document(&json!({ "files": files, "packs": versions }))?;
    Ok(Ending::of(missing.is_empty()))
}

/// The files meant: those named, and the answers in folders.
fn inputs(world: &Arc<dyn World>, given: &[PathBuf], what: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for path in given {
        if !world.is_folder(path) {
            paths.push(path.clone());
            continue;
        }
        let names = world.files_in(path).map_err(|error| {
            Failure::new(what, format!("{}: {}", path.display(), io_reason(&error)), "Check the folder.")
        })?;
        let answers =
            |name: &String| Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        paths.extend(names.iter().filter(|name| answers(name)).map(|name| path.join(name)));
    }
    Ok(paths)
}

pub fn take_in(args: &TakeIn, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was taken in.";
    let mut workspace = open(world, &args.file)?;
    let wish = made::TakeWish { replace: args.replace, late: args.late };
    let paths = inputs(world, &args.inputs, what)?;
    if paths.is_empty() {
        return Err(Failure::new(what, "There is no .json file in the folder.", "Name the files that came back."));
    }
    let mut documents = Vec::new();
    let mut good = true;
    for path in &paths {
        let bytes = read(world, path, what)?;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let there = campaign(&workspace)?;
        match made::take_in(there, &bytes, wish, world.now(), &world.time_zone()) {
            Err(failure) => {
                good = false;
                note(&format!("{file}: {failure}"));
                documents.push(json!({"file": file, "refused": failure.why}));
            }
            Ok(taken) => {
                let judging = app::of(there, taken.award, what)?;
                let code = judging.judge(taken.judge).map(|it| it.code.clone()).unwrap_or_default();
                let held: Vec<Value> = taken
                    .held
                    .iter()
                    .map(|it| json!({"candidate": made::pack_code(it.candidate), "why": it.why}))
                    .collect();
                if taken.again {
                    shell.say(&format!("{file}: {code}, the same file was taken in before."));
                } else {
                    let late = if taken.late { ", late" } else { "" };
                    shell.say(&format!("{file}: {code}, {} lines taken{late}.", taken.lines.len()));
                }
                for it in &taken.held {
                    good = false;
                    note(&format!("{file}: {} {}", made::pack_code(it.candidate), it.why));
                }
                for candidate in &taken.recused {
                    shell.say(&format!("     steps aside from {}", made::pack_code(*candidate)));
                }
                for gap in &taken.gaps {
                    shell.say(&format!("     {gap}"));
                }
                documents.push(json!({
                    "file": file,
                    "award": taken.award.to_string(),
                    "round": taken.round,
                    "judge": code,
                    "lines": taken.lines.len(),
                    "held": held,
                    "recused": taken.recused.iter().map(|it| made::pack_code(*it)).collect::<Vec<_>>(),
                    "gaps": taken.gaps,
                    "late": taken.late,
                    "again": taken.again,
                }));
                if let Some(change) = taken.change {
                    workspace.commit(change)?;
                }
            }
        }
    }
    if workspace.is_unsaved() {
        workspace.save_now(args.file.clone())?;
    }
    shell.document(&documents)?;
    Ok(Ending::of(good))
}

pub fn score(args: &Score, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The scores were not taken.";
    let mut bench = Bench::open(world, &args.of.which, what)?;
    let award = bench.award;
    let round = bench.round(&args.of, what)?.clone();
    let judge = bench.judge(&args.judge, what)?;
    if !args.take_out.is_empty() {
        let numbers = bench.candidates(&args.take_out, what)?;
        let change = typing::take_out(bench.there()?, award, round.number, judge, &numbers)?;
        return super::done(&mut bench, change, &args.of.which.file, shell);
    }
    let mut lines = Vec::new();
    let mut silent: Vec<String> = Vec::new();
    for (words, rest) in &args.line {
        let candidate = bench.candidate(words, what)?;
        let (mark, comment) = rest.split_once('|').unwrap_or((rest, ""));
        let mark = typing::parse(&round.mode, mark)?;
        for question in typing::wants_comment(&round, &mark, comment) {
            silent.push(format!("{words}: “{question}”"));
        }
        lines.push(typing::Typed { candidate, mark, comment: comment.trim().to_owned() });
    }
    if lines.is_empty() {
        return Err(Failure::new(what, "No line is given.", format!("Write {}.", typing::how(&round.mode))));
    }
    let way: Way = args.way.into();
    let change = typing::type_in(bench.there()?, award, round.number, judge, &lines, way, world.now())?;
    commit(&mut bench.workspace, change, &args.of.which.file)?;
    if !silent.is_empty() {
        note(&format!("A comment is asked for and missing: {}.", silent.join(", ")));
    }
    let missing: Vec<String> = bench
        .there()?
        .sheet_of(award, round.number, judge)
        .map(|(_, sheet)| sheet.missing().map(made::pack_code).collect())
        .unwrap_or_default();
    let count = if lines.len() == 1 { "1 line".to_owned() } else { format!("{} lines", lines.len()) };
    let rest = if missing.is_empty() {
        "The sheet is complete.".to_owned()
    } else {
        format!("Still missing: {}.", missing.join(", "))
    };
    shell.say(&format!("{count} typed in. {rest}"));
    shell.document(&json!({"lines": lines.len(), "missing": missing, "comments_missing": silent}))?;
    Ok(Ending::Done)
}
