//! `beacon`: one round of a public beacon, checked without asking anybody.

use super::args::Beacon;
use super::shell::{Ending, Shell};
use crate::app::{Failure, World, beacon, io_reason};
use crate::draw::{CHAINS, Chain};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;

/// What the check under the key of one chain gave.
#[derive(Serialize)]
struct Tried {
    chain: &'static str,
    chain_hash: &'static str,
    result: &'static str,
    reason: String,
}

pub fn beacon(args: &Beacon, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let bytes = world.read(&args.path).map_err(|error| {
        let why = format!("{}: {}", args.path.display(), io_reason(&error));
        Failure::new("No round was checked.", why, "Check the name of the file with the beacon's round.")
    })?;
    let round = beacon::read(&bytes)?;
    let chains: Vec<&'static Chain> = args.chain.map_or_else(|| CHAINS.iter().collect(), |chain| vec![chain]);
    let tried: Vec<(&Chain, Option<String>)> =
        chains.into_iter().map(|chain| (chain, round.check(chain).err().map(|error| error.to_string()))).collect();
    let genuine = tried.iter().find(|(_, error)| error.is_none()).map(|(chain, _)| *chain);
    let at = genuine.and_then(|chain| beacon::round_time(chain, round.round)).map(|at| at.to_string());
    match genuine {
        Some(chain) => {
            shell.say(&format!("Round {} is genuine: the beacon {} signed it.", round.round, chain.name));
            shell.say(&format!("It fell at {}.", at.clone().unwrap_or_default()));
            shell.say(&format!("Randomness: {}", round.randomness));
        }
        None => {
            shell.say(&format!("THIS IS NOT ROUND {} OF A BEACON THIS PROGRAM KNOWS.", round.round));
            for (chain, error) in &tried {
                shell.say(&format!("  {}: {}", chain.name, error.clone().unwrap_or_default()));
            }
        }
    }
    let checks: Vec<Tried> = tried
        .into_iter()
        .map(|(chain, error)| Tried {
            chain: chain.name,
            chain_hash: chain.hash,
            result: if error.is_none() { "pass" } else { "fail" },
            reason: error.unwrap_or_else(|| "the key of the chain signed this round".into()),
        })
        .collect();
    shell.document(&json!({
        "ok": genuine.is_some(),
        "round": round.round,
        "chain": genuine.map(|chain| chain.name),
        "chain_hash": genuine.map(|chain| chain.hash),
        "time": at,
        "randomness": round.randomness,
        "signature": round.signature,
        "previous_signature": round.previous_signature,
        "checks": checks,
    }))?;
    Ok(Ending::of(genuine.is_some()))
}
