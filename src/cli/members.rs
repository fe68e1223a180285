//! `league` and `kits`: members and what the world sees of them, and unboxing kits on their way.

use super::args::community::{KitState, Kits, League, LeagueOutput, OfficePaper, Several};
use super::campaigns::{campaign, open};
use super::community::{ids, make, one};
use super::people::person;
use super::shell::{Ending, Shell, note};
use crate::app::passphrase::{Passphrase, Work};
use crate::app::{Failure, World, exporting, io_reason, kits, league};
use crate::campaign::{Campaign, MemberId, MemberState, Output, ParcelId, ParcelState, PersonId};
use crate::press::sheets::Paper;
use crate::scene::fonts::FontSource;
use crate::scene::text::Typesetter;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

pub fn league(args: &League, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The league stays as it is.";
    let member = |there: &Campaign, word: &str| -> Result<MemberId, Failure> {
        one(word, |id| there.members().contains(id), "member", what)
    };
    let decide = |which: &Several, state: MemberState, reason: &str, shell: &mut Shell| -> Result<Ending, Failure> {
        let mut workspace = open(world, &which.file)?;
        let there = campaign(&workspace)?;
        let chosen: Vec<MemberId> = ids(&which.ids, |id| there.members().contains(id), "member", what)?;
        if chosen.is_empty() {
            return Err(Failure::new(what, "No member is named.", "Give ids such as L3."));
        }
        let change = league::decide(there, &chosen, state, reason, world.now())?;
        make(&mut workspace, change, &which.file, shell)
    };
    match args {
        League::Apply(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let change = league::apply(there, person(there, &args.which.id, what)?, &args.why, world.now())?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        League::Vouch(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let (id, by) = (member(there, &args.which.id)?, member(there, &args.by)?);
            let change = league::vouch(there, id, by, &args.words, world.now())?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        League::Approve(which) => decide(which, MemberState::Approved, "", shell),
        League::Refuse(args) => decide(&args.which, MemberState::Refused, &args.reason, shell),
        League::Leave(which) => decide(which, MemberState::Left, "", shell),
        League::CodeName(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id = member(there, &args.which.id)?;
            if let Some(name) = &args.set {
                let change = league::set_code_name(there, id, name)?;
                return make(&mut workspace, Some(change), &args.which.file, shell);
            }
            let proposals = league::propose_code_names(there, id, 8, 0);
            for name in &proposals {
                shell.say(name);
            }
            shell.document(&proposals)?;
            Ok(Ending::Done)
        }
        League::BroughtBy(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id = member(there, &args.which.id)?;
            let by = args.by.as_deref().map(|by| member(there, by)).transpose()?;
            let change = league::set_referrer(there, id, by)?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        League::Disclose(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let mut chosen: Vec<MemberId> = ids(&args.which.ids, |id| there.members().contains(id), "member", what)?;
            if chosen.is_empty() {
                chosen = there.members().ids().collect();
            }
            let output = match args.output {
                LeagueOutput::Roster => Output::Roster,
                LeagueOutput::Hub => Output::Hub,
                LeagueOutput::Print => Output::Print,
                LeagueOutput::Draw => Output::Draw,
                LeagueOutput::Judging => Output::Judging,
                LeagueOutput::Labels => Output::Post,
            };
            let change = league::disclose(there, &chosen, output, args.form);
            make(&mut workspace, change, &args.which.file, shell)
        }
        League::Remove(which) => {
            let mut workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let chosen: Vec<MemberId> = ids(&which.ids, |id| there.members().contains(id), "member", what)?;
            let change = (!chosen.is_empty()).then(|| league::remove(there, &chosen));
            make(&mut workspace, change, &which.file, shell)
        }
        League::Tree(args) => {
            let workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let lines = league::tree(there);
            let called = |id: MemberId| {
                there.members().get(id).map_or_else(String::new, |it| {
                    let name = there.people().get(it.person).map_or("", |person| person.display_name());
                    if it.code_name.is_empty() { name.to_owned() } else { it.code_name.clone() }
                })
            };
            for line in &lines {
                let brought = if line.brought > 0 { format!("  brought {}", line.brought) } else { String::new() };
                shell.say(&format!("{}{} {}{brought}", "  ".repeat(line.depth), line.member, called(line.member)));
            }
            let documents: Vec<_> = lines
                .iter()
                .map(|line| {
                    json!({
                        "id": line.member.to_string(),
                        "name": called(line.member),
                        "depth": line.depth,
                        "brought": line.brought,
                    })
                })
                .collect();
            shell.document(&documents)?;
            Ok(Ending::Done)
        }
        League::Sees(args) => {
            let workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let seen = league::glimpses(there, person(there, &args.id, what)?);
            for glimpse in &seen {
                let name = glimpse.shown.as_deref().unwrap_or("no name");
                shell.say(&format!("{:<18} {name:<30} {}", glimpse.place, glimpse.why));
            }
            let documents: Vec<_> =
                seen.iter().map(|it| json!({"output": it.place, "name": it.shown, "why": it.why})).collect();
            shell.document(&documents)?;
            Ok(Ending::Done)
        }
        League::Pack(args) => {
            let workspace = open(world, &args.file)?;
            let text = super::keys::first_line(args.passphrase_file.as_deref(), world.as_ref(), what)?;
            let passphrase = Passphrase::for_closing(&text)?;
            let pack = league::members_pack(campaign(&workspace)?, &passphrase, Work::default())?;
            world.write_whole(&args.out, pack.as_bytes(), false).map_err(|error| {
                let path = args.out.display();
                Failure::new(
                    "The members' pack was not written.",
                    format!("{path}: {}", io_reason(&error)),
                    "Choose another place.",
                )
            })?;
            shell.say(&format!(
                "{} is written. Members open it with the passphrase and any program for age files.",
                args.out.display()
            ));
            shell.document(&json!({"path": args.out, "bytes": pack.len()}))?;
            Ok(Ending::Done)
        }
    }
}

pub fn kits(args: &Kits, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The parcels stay as they are.";
    match args {
        Kits::Make(which) => {
            let mut workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let mut chosen: Vec<PersonId> = ids(&which.ids, |id| there.people().contains(id), "person", what)?;
            if chosen.is_empty() {
                chosen = kits::everybody(there);
            }
            let change = kits::make(there, chosen);
            make(&mut workspace, change, &which.file, shell)
        }
        Kits::Set(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let mut chosen: Vec<ParcelId> = ids(&args.which.ids, |id| there.parcels().contains(id), "parcel", what)?;
            if chosen.is_empty() {
                chosen = there.parcels().ids().collect();
            }
            let state = match args.state {
                KitState::ToPrint => ParcelState::ToPrint,
                KitState::Printed => ParcelState::Printed,
                KitState::Packed => ParcelState::Packed,
                KitState::Posted => ParcelState::Posted,
                KitState::Arrived => ParcelState::Arrived,
            };
            let change = kits::set_state(there, chosen, state, world.now());
            make(&mut workspace, change, &args.which.file, shell)
        }
        Kits::Remove(which) => {
            let mut workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let chosen: Vec<ParcelId> = ids(&which.ids, |id| there.parcels().contains(id), "parcel", what)?;
            let change = (!chosen.is_empty()).then(|| kits::remove(there, &chosen));
            make(&mut workspace, change, &which.file, shell)
        }
        Kits::Letters(args) => {
            let workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let chosen: Vec<ParcelId> = ids(&args.which.ids, |id| there.parcels().contains(id), "parcel", what)?;
            let mut typesetter = Typesetter::new(FontSource::with_system());
            let pdf = kits::letters_pdf(there, &chosen, paper(args.paper), world.as_ref(), &mut typesetter)?;
            put(&args.out, &pdf, world, shell)
        }
        Kits::Postage(args) => {
            let workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let csv = kits::postage_csv(there)?;
            world.write_whole(&args.out, &csv, false).map_err(|error| {
                let path = args.out.display();
                Failure::new(
                    "The postage list was not written.",
                    format!("{path}: {}", io_reason(&error)),
                    "Choose another place.",
                )
            })?;
            let missing = kits::without_address(there);
            for id in &missing {
                let name = there.people().get(*id).map_or("", |person| person.display_name());
                note(&format!("{id} {name} has no address."));
            }
            let rows = kits::postage_rows(there).len();
            shell.say(&format!("{}: {rows} parcels.", args.out.display()));
            shell.document(&json!({"path": args.out, "parcels": rows, "without_address": missing.len()}))?;
            Ok(Ending::of(missing.is_empty()))
        }
    }
}

fn paper(paper: OfficePaper) -> Paper {
    match paper {
        OfficePaper::A4 => Paper::A4,
        OfficePaper::Letter => Paper::Letter,
    }
}

/// Writes a document and says where it is.
fn put(out: &Path, bytes: &[u8], world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    exporting::write_file(world.as_ref(), out, bytes)?;
    shell.say(&out.display().to_string());
    shell.document(&json!({"path": out, "bytes": bytes.len()}))?;
    Ok(Ending::Done)
}
