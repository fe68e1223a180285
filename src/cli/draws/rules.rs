//! `draw set`: who may win, what is published, what was decided about entries and points of the check-list.

use super::instant;
use crate::app::{Failure, Workspace, World, drawing};
use crate::campaign::{Campaign, Decision, Edit, EntryId, Mark, Prize, Publication, Reason, Sweepstake, SweepstakeId};
use crate::cli::args::{Deciding, Entering, Publishing};

const WHAT: &str = "The sweepstake was not changed.";

/// Puts the options about entering into a set-up.
pub fn enter_rules(args: &Entering, draw: &mut Sweepstake) -> Result<(), Failure> {
    let rules = &mut draw.entry_rules;
    for (on, off, rule) in [
        (args.referrals, args.no_referrals, &mut rules.referrals),
        (args.earlier_winners_out, args.earlier_winners_in, &mut rules.earlier_winners_out),
        (args.consent_needed, args.no_consent_needed, &mut rules.consent_needed),
        (args.staff_may_win, args.no_staff, &mut rules.staff_may_win),
    ] {
        if on || off {
            *rule = on;
        }
    }
    for (id, who) in &args.pools {
        prize(draw, id)?.open_to.clone_from(who);
    }
    for (id, value) in &args.prize_values {
        prize(draw, id)?.value_hundredths = *value;
    }
    Ok(())
}

fn prize<'a>(draw: &'a mut Sweepstake, id: &str) -> Result<&'a mut Prize, Failure> {
    let ids = draw.prizes.iter().map(|prize| prize.id.clone()).collect::<Vec<_>>().join(", ");
    draw.prizes.iter_mut().find(|prize| prize.id == id).ok_or_else(|| {
        let why = format!("There is no prize “{id}”. There is {ids}.");
        Failure::new(WHAT, why, "Use the id of a prize; --prize makes one.")
    })
}

/// Puts what is published, and marks of the check-list, into a set-up.
pub fn publish_rules(args: &Publishing, draw: &mut Sweepstake, world: &dyn World) -> Result<(), Failure> {
    let Publication {
        sponsor,
        sponsor_address,
        currency,
        expected_tickets,
        eligibility,
        how_to_enter,
        free_entry,
        notify,
        told_by,
        delivery,
        substitution,
        winners_list,
        publicity,
        data_protection,
        law,
    } = &mut draw.publication;
    for (given, words) in [
        (&args.sponsor, sponsor),
        (&args.sponsor_address, sponsor_address),
        (&args.currency, currency),
        (&args.eligibility, eligibility),
        (&args.how_to_enter, how_to_enter),
        (&args.free_entry, free_entry),
        (&args.notify, notify),
        (&args.delivery, delivery),
        (&args.substitution, substitution),
        (&args.winners_list, winners_list),
        (&args.publicity, publicity),
        (&args.data_protection, data_protection),
        (&args.law, law),
    ] {
        if let Some(given) = given {
            given.trim().clone_into(words);
        }
    }
    *expected_tickets = args.expected_tickets.unwrap_or(*expected_tickets);
    if let Some(at) = &args.told_by {
        *told_by = Some(instant(at, world, true)?);
    }
    draw.reply_days = args.reply_days.unwrap_or(draw.reply_days);
    for marked in &args.ticked {
        let (point, words) = marked.split_once('=').unwrap_or((marked, ""));
        drawing::known_point(point.trim())?;
        draw.marks.insert(point.trim().to_owned(), Mark::Done(words.trim().to_owned()));
    }
    for marked in &args.not_applicable {
        let (point, words) = marked.split_once('=').unwrap_or((marked, ""));
        drawing::known_point(point.trim())?;
        if words.trim().is_empty() {
            let why = format!("It is not said why “{point}” does not apply.");
            return Err(Failure::new(WHAT, why, "Write it as POINT=WHY."));
        }
        draw.marks.insert(point.trim().to_owned(), Mark::NotApplicable(words.trim().to_owned()));
    }
    for point in &args.unmarked {
        drawing::known_point(point)?;
        draw.marks.remove(point);
    }
    Ok(())
}

/// Do the options mark this point of the check-list, or take its mark away?
pub fn marks(args: &Publishing, point: &str) -> bool {
    let given = args.ticked.iter().chain(&args.not_applicable).map(|it| it.split_once('=').map_or(&**it, |it| it.0));
    given.chain(args.unmarked.iter().map(String::as_str)).any(|it| it.trim() == point)
}

/// Carries out what was decided about entries; each kind is a step of its own. True when something was.
pub fn decide(args: &Deciding, workspace: &mut Workspace, id: SweepstakeId) -> Result<bool, Failure> {
    let mut decided: Vec<(String, Decision)> = Vec::new();
    for given in &args.let_in {
        let (entry, why) = given.split_once(':').unwrap_or((given, ""));
        if why.trim().is_empty() {
            let why = format!("It is not said why {entry} is let in.");
            return Err(Failure::new(WHAT, why, "Write it as ENTRY:WHY; the words stay in the campaign."));
        }
        decided.push((entry.to_owned(), Decision::LetIn(why.trim().to_owned())));
    }
    for given in &args.leave_out {
        let (entry, code) = given.rsplit_once(':').unwrap_or((given, ""));
        decided.push((entry.to_owned(), Decision::LeftOut(reason(code)?, String::new())));
    }
    decided.extend(args.by_rules.iter().map(|entry| (entry.clone(), Decision::ByRules)));
    let mut changed = false;
    if !decided.is_empty() {
        let change = drawing::decide_each(crate::cli::campaigns::campaign(workspace)?, id, &decided)?;
        if !change.edits.is_empty() {
            workspace.commit(change)?;
            changed = true;
        }
    }
    for given in &args.assign {
        let campaign = crate::cli::campaigns::campaign(workspace)?;
        let (entry, prizes) = assigned(campaign, id, given)?;
        let change = drawing::assign_pools(campaign, id, &[entry], &prizes)?;
        if !change.edits.is_empty() {
            workspace.commit(change)?;
            changed = true;
        }
    }
    if args.drop_extra_tickets {
        let change = drawing::drop_extra(crate::cli::campaigns::campaign(workspace)?, id)?;
        if !change.edits.is_empty() {
            workspace.commit(change)?;
            changed = true;
        }
    }
    if let Some(taken) = &args.same_address {
        let taken = if taken == "one-person" { drawing::SharedAs::OnePerson } else { drawing::SharedAs::OneHousehold };
        let campaign = crate::cli::campaigns::campaign(workspace)?;
        if let Some(change) = drawing::take_shared_as(campaign, id, taken)? {
            workspace.commit(change)?;
            changed = true;
        }
    }
    if let Some(undated) = &args.undated
        && let Some(change) = drawing::decide_undated(crate::cli::campaigns::campaign(workspace)?, id, undated == "in")
    {
        workspace.commit(change)?;
        changed = true;
    }
    Ok(changed)
}

fn assigned(campaign: &Campaign, id: SweepstakeId, given: &str) -> Result<(EntryId, Vec<String>), Failure> {
    let (entry, prizes) = given
        .rsplit_once(':')
        .ok_or_else(|| Failure::new(WHAT, format!("“{given}” names no prize."), "Write it as ENTRY:PRIZE,PRIZE."))?;
    let prizes = prizes.split(',').map(str::trim).filter(|prize| !prize.is_empty()).map(ToOwned::to_owned);
    Ok((drawing::find_entry(campaign, id, entry)?, prizes.collect()))
}

fn reason(code: &str) -> Result<Reason, Failure> {
    code.trim().parse().map_err(|()| {
        let codes = Reason::ALL.map(Reason::code).join(", ");
        Failure::new(WHAT, format!("“{code}” is no reason."), format!("Use one of {codes}."))
    })
}

/// Puts the set-up into the campaign; makes it where it is new.
pub fn put(workspace: &mut Workspace, id: SweepstakeId, draw: Sweepstake, is_known: bool) -> Result<(), Failure> {
    let step = if is_known { "Change the set-up of a sweepstake" } else { "Add a sweepstake" };
    workspace.edit(step, Edit::sweepstake(id, draw)).map(drop)
}
