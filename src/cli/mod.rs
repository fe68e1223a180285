//! The command line: the same functions as the window, for people who script and for strangers who verify.
//!
//! Results go to standard output (with `--json` one JSON document), everything else to standard error. Exit codes: 0 done,
//! 1 done but something was rejected or did not verify, 2 could not run. A command changes a campaign's file whole or not at
//! all. One file per command; `args` is the grammar, `shell` the voice.

mod args;
mod beacons;
mod campaigns;
mod checks;
mod community;
mod demo;
mod draws;
mod finding;
mod hub;
mod imports;
mod judging;
mod keys;
mod machine;
mod members;
mod mishaps;
mod names;
mod notices;
mod papers;
mod people;
mod picks;
mod prints;
mod problems;
mod receipts;
mod share;
mod shell;
mod stories;
mod studio;
mod table;
mod timeline;
mod values;

use crate::app::{Failure, World};
use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use machine::Machine;
use shell::{Ending, Shell};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output with 0, misuse to standard error with 2.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let json = cli.json;
    let mut shell = Shell::new(json);
    let ended = run(cli, &mut shell).and_then(|ending| shell.finish().map(|()| ending));
    match ended {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::WithRejects) => ExitCode::from(1),
        Err(failure) => {
            shell::tell(&failure, json);
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli, shell: &mut Shell) -> Result<Ending, Failure> {
    let world: Arc<dyn World> = Arc::new(Machine::default());
    let Some(command) = cli.command else { return open_window(cli.file, world.as_ref()) };
    if let Some(file) = cli.file {
        return Err(Failure::new(
            "Nothing was done.",
            format!("A file ({}) stands before the command.", file.display()),
            "Write the file behind the command: unsung --help shows how.",
        ));
    }
    match command {
        Command::Demo(args) => demo::demo(&args, &world, shell),
        Command::New(args) => campaigns::new(&args, &world, shell),
        Command::List(args) => campaigns::list(&args, &world, shell),
        Command::Export(args) => campaigns::export(&args, &world, shell),
        Command::Import(args) => imports::import(&args, &world, shell),
        Command::Draw(args::Draw::Set(args)) => draws::set(&args, &world, shell),
        Command::Draw(args::Draw::Lock(args)) => draws::lock(&args, &world, shell),
        Command::Draw(args::Draw::Run(args)) => draws::run(&args, &world, shell),
        Command::Draw(args::Draw::Enter(args)) => draws::enter(&args, &world, shell),
        Command::People(args::People::Duplicates(args)) => people::duplicates(&args, &world, shell),
        Command::People(args::People::Merge(args)) => people::merge(&args, &world, shell),
        Command::People(args::People::Unmerge(args)) => people::unmerge(&args, &world, shell),
        Command::People(args::People::Apart(args)) => people::apart(&args, &world, shell),
        Command::People(args::People::Later(args)) => people::later(&args, &world, shell),
        Command::People(args::People::Untold(args)) => notices::untold(&args, &world, shell),
        Command::People(args::People::Letters(args)) => notices::letters(&args, &world, shell),
        Command::People(args::People::Told(args)) => notices::told(&args, &world, shell),
        Command::People(args::People::Consent(args)) => notices::consent(&args, &world, shell),
        Command::People(args::People::Confirm(args)) => notices::confirm(&args, &world, shell),
        Command::People(args::People::Set(args)) => finding::set(&args, &world, shell),
        Command::People(args::People::Names(args)) => notices::names(&args, &world, shell),
        Command::People(args::People::NamesBack(args)) => notices::names_back(&args, &world, shell),
        Command::People(args::People::Erase(args)) => people::erase(&args, &world, shell),
        Command::People(args::People::Photos(args)) => people::photos(&args, &world, shell),
        Command::People(args::People::Access(args)) => people::access(&args, &world, shell),
        Command::Draw(args::Draw::Rehearse(args)) => draws::rehearse(&args, &world, shell),
        Command::Draw(args::Draw::Void(args)) => draws::void(&args, &world, shell),
        Command::Draw(args::Draw::Amend(args)) => draws::amend(&args, &world, shell),
        Command::Draw(args::Draw::Claims(args)) => draws::claims(&args, &world, shell),
        Command::Receipt(args) => receipts::receipt(&args, &world, shell),
        Command::Names(args) => names::names(&args, &world, shell),
        Command::Pick(args) => picks::pick(&args, &world, shell),
        Command::Draw(args::Draw::Restore(args)) => keys::restore(&args, &world, shell),
        Command::Key(args) => keys::key(&args, &world, shell),
        Command::Beacon(args) => beacons::beacon(&args, &world, shell),
        Command::Verify(args) => checks::verify(&args, &world, shell),
        Command::Hero(args) => studio::hero(&args, &world, shell),
        Command::Monster(args) => studio::monster(&args, &world, shell),
        Command::Look(args) => studio::look(&args, &world, shell),
        Command::Art(args) => studio::art(&args, &world, shell),
        Command::Check(args) => checks::check(&args, &world, shell),
        Command::Thanks(args) => community::thanks(&args, &world, shell),
        Command::League(args) => members::league(&args, &world, shell),
        Command::Kits(args) => members::kits(&args, &world, shell),
        Command::Timeline(args) => timeline::timeline(&args, &world, shell),
        Command::Judging(args) => judging::run(&args, &world, shell),
        Command::Mishaps(args) => mishaps::mishaps(&args, &world, shell),
        Command::Stories(args) => stories::stories(&args, &world, shell),
        Command::Problems(args) => problems::problems(&args, &world, shell),
        Command::Hub(args) => hub::write(&args, &world, shell),
        Command::Print(args) => prints::print(&args, &world, shell),
        Command::Share(args) => share::share(&args, &world, shell),
    }
}

fn open_window(file: Option<PathBuf>, world: &dyn World) -> Result<Ending, Failure> {
    if let Some(path) = file.as_ref().filter(|path| !world.exists(path)) {
        let names: Vec<String> =
            Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        return Err(Failure::new(
            format!("{} was not opened.", path.display()),
            "There is no such file, and no command of that name.",
            format!("Check the name. The commands are {}; unsung --help shows them.", names.join(", ")),
        ));
    }
    // What lies beside the campaign is named by whole paths, wherever the program was started.
    window(file.map(|path| std::path::absolute(&path).unwrap_or(path)))
}

#[cfg(feature = "gui")]
fn window(file: Option<PathBuf>) -> Result<Ending, Failure> {
    crate::gui::run(file).map(|()| Ending::Done).map_err(|why| {
        Failure::new(
            "The window was not opened.",
            why,
            "The commands work without a display; unsung --help shows them.",
        )
    })
}

#[cfg(not(feature = "gui"))]
fn window(_: Option<PathBuf>) -> Result<Ending, Failure> {
    Err(Failure::new(
        "The window was not opened.",
        "This program was built without its window, for servers and for verifying.",
        "Use the commands, which unsung --help shows, or install the program with its window.",
    ))
}
