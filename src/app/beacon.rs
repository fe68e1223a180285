//! A round of a public beacon as people bring it: the JSON that a drand server gives, from any connected device.
//!
//! Nothing is fetched here and no clock is asked. Unknown keys are passed over, since servers add some; what is known must
//! have its form. Whether the round is genuine is the room `draw`'s to say, by the key pinned there.

use super::failure::Failure;
use crate::campaign::LuckSource;
use crate::draw::{BeaconError, CHAINS, Chain, SourceValue};
use jiff::Timestamp;
use serde::Deserialize;

/// A round has some hundred bytes; what is much longer is something else.
const BYTES_MAX: usize = 1 << 16;

/// The values of a round; all but the number in lower-case hex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    pub round: u64,
    pub signature: String,
    /// "" where the chain signs none.
    pub previous_signature: String,
    /// SHA-256 of the signature.
    pub randomness: String,
}

#[derive(Deserialize)]
struct Given {
    round: u64,
    signature: String,
    previous_signature: Option<String>,
    /// Newer servers leave it out: it is the hash of the signature anyway.
    randomness: Option<String>,
}

/// Reads the JSON of a round. White space around it, a byte order mark and capitals in hex do not matter.
pub fn read(bytes: &[u8]) -> Result<Round, Failure> {
    let refuse = |why: String| {
        Failure::new(
            "The beacon's round was not read.",
            why,
            "Take the text exactly as the beacon's server gives it, from { to }: round, randomness and signature.",
        )
    };
    if bytes.len() > BYTES_MAX {
        return Err(refuse("It is far longer than a round of a beacon.".into()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("It is not text.".into()))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(refuse("There is nothing in it.".into()));
    }
    let given: Given = serde_json::from_str(text).map_err(|error| refuse(format!("It cannot be read: {error}.")))?;
    let hex_of = |name: &str, text: String| {
        let text = text.trim().to_ascii_lowercase();
        let form = text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if form { Ok(text) } else { Err(refuse(format!("Its {name} is not hex."))) }
    };
    let signature = hex_of("signature", given.signature)?;
    if signature.is_empty() {
        return Err(refuse("Its signature is empty.".into()));
    }
    let randomness = match given.randomness {
        Some(text) => hex_of("randomness", text)?,
        None => hex::encode(crate::draw::sha256(&hex::decode(&signature).unwrap_or_default())),
    };
    Ok(Round {
        round: given.round,
        previous_signature: hex_of("previous_signature", given.previous_signature.unwrap_or_default())?,
        signature,
        randomness,
    })
}

impl Round {
    /// Checks it against the key of a chain.
    pub fn check(&self, chain: &Chain) -> Result<(), BeaconError> {
        chain.check_round(self.round, &self.signature, &self.previous_signature, &self.randomness)
    }

    /// The form in which a draw takes it.
    pub fn value(&self) -> SourceValue {
        SourceValue::Drand {
            round: self.round,
            signature: self.signature.clone(),
            previous_signature: self.previous_signature.clone(),
            randomness: self.randomness.clone(),
        }
    }
}

/// The chain of this name, such as `quicknet`, or of this hash.
pub fn chain_named(name: &str) -> Option<&'static Chain> {
    let name = name.trim().to_ascii_lowercase();
    CHAINS.iter().find(|chain| chain.name == name || chain.hash == name)
}

/// The first round of a chain at or after an instant, and when it falls: what a lock announced for then would name.
pub fn round_from(chain: &Chain, at: Timestamp) -> Option<(u64, Timestamp)> {
    let moment = super::drawing::moment(at).ok()?;
    let round = chain.first_round_from(&moment);
    Some((round, round_time(chain, round)?))
}

/// A round in words: "round 123 of the public beacon quicknet"; 0 is the one that the lock will name.
pub fn words(chain_hash: &str, round: u64) -> String {
    let name = crate::draw::chain(chain_hash).map_or("of an unknown chain", |chain| chain.name);
    match round {
        0 => format!("the first round of the public beacon {name} at or after the announced time"),
        _ => format!("round {round} of the public beacon {name}"),
    }
}

/// When a round falls.
pub fn round_time(chain: &Chain, round: u64) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(chain.round_unix_secs(round)).ok()?).ok()
}

/// Where anybody finds the JSON of a round. The path is the same on every public server of the beacon.
pub fn address(chain: &Chain, round: u64) -> String {
    format!("https://api.drand.sh/{}/public/{round}", chain.hash)
}

/// Reads the round that a source wants out of what was pasted or opened, and checks it. Anything else is refused, each in
/// its own words; the draw then simply waits.
pub fn read_for(label: &str, chain_hash: &str, round: u64, text: &str) -> Result<SourceValue, Failure> {
    let refuse = |why: String, help: String| Failure::new("The beacon's round was not taken.", why, help);
    let Some(chain) = crate::draw::chain(chain_hash) else {
        let why = format!("“{label}” names a beacon chain this version does not know.");
        return Err(refuse(why, "Draw with the version of the program that made the lock.".into()));
    };
    let given = read(text.as_bytes())?;
    let help = format!("Fetch round {round} of {} as it is at {}", chain.name, address(chain, round));
    if given.round != round {
        let which = if given.round < round { "an earlier" } else { "a later" };
        let why = format!("“{label}” wants round {round}; this is {which} one, round {}.", given.round);
        return Err(refuse(why, help));
    }
    given.check(chain).map_err(|error| refuse(format!("“{label}”: {error}."), help))?;
    Ok(given.value())
}

/// The source a round belongs to: the beacon of its number whose key signed it. `None` when there is none.
pub fn place(sources: &[LuckSource], text: &str) -> Result<Option<usize>, Failure> {
    let given = read(text.as_bytes())?;
    let belongs = |source: &LuckSource| match source {
        LuckSource::Drand { chain, round, .. } => {
            *round == given.round && crate::draw::chain(chain).is_some_and(|chain| given.check(chain).is_ok())
        }
        _ => false,
    };
    Ok(sources.iter().position(belongs))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUND_123: &str = r#"{"round":123,"randomness":"fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc","signature":"b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92"}"#;

    #[test]
    fn the_round_wanted_is_taken() {
        let quicknet = chain_named("quicknet").unwrap();
        let taken = read_for("Beacon", quicknet.hash, 123, ROUND_123).unwrap();
        let spaced = format!("\u{feff}\r\n{}\n\n", ROUND_123.replace(',', " ,\n  ").replace("b75c", "B75C"));
        assert_eq!(read_for("Beacon", quicknet.hash, 123, &spaced).unwrap(), taken);
        let more = ROUND_123.replace('{', r#"{"signature_v2":"00","extra":{"a":[1.5,null]},"previous_signature":"","#);
        assert_eq!(read_for("Beacon", quicknet.hash, 123, &more).unwrap(), taken);
        // As the second version of the servers' paths gives it.
        let randomness = r#""randomness":"fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc","#;
        assert_eq!(read_for("Beacon", quicknet.hash, 123, &ROUND_123.replace(randomness, "")).unwrap(), taken);
    }

    #[test]
    fn anything_else_is_refused_in_its_own_words() {
        let quicknet = chain_named("quicknet").unwrap();
        let default = chain_named("default").unwrap();
        let why = |chain: &Chain, round, text: &str| read_for("Beacon", chain.hash, round, text).unwrap_err().why;
        let cases = [
            (why(quicknet, 124, ROUND_123), "an earlier one, round 123"),
            (why(quicknet, 122, ROUND_123), "a later one, round 123"),
            (why(quicknet, 124, &ROUND_123.replace(":123", ":124")), "not the beacon's for round 124"),
            (why(default, 123, ROUND_123), "a signature of the chain quicknet, not of default"),
            (why(quicknet, 123, &ROUND_123.replace("dfc92", "dfc93")), "no point of the curve"),
            (why(quicknet, 123, &ROUND_123.replace("60dc", "60dd")), "the randomness is not the hash"),
            (
                why(quicknet, 123, &ROUND_123.replace('{', r#"{"previous_signature":"00","#)),
                "does not sign the round before",
            ),
            (why(quicknet, 123, &ROUND_123.replace("b75c", "b7")), "not 96 lower-case hex digits"),
            (why(quicknet, 123, &ROUND_123.replace("b75c", "zzzz")), "signature is not hex"),
            (why(quicknet, 123, &ROUND_123.replace(":123", ":\"123\"")), "cannot be read"),
            (why(quicknet, 123, &ROUND_123.replace('{', r#"{"round":123,"#)), "duplicate field"),
            (why(quicknet, 123, "<html>504</html>"), "cannot be read"),
            (why(quicknet, 123, &format!("{ROUND_123}{ROUND_123}")), "trailing characters"),
            (why(quicknet, 123, " \n"), "nothing in it"),
            (why(quicknet, 123, &" ".repeat(1 << 17)), "far longer"),
            (read_for("Beacon", "00", 123, ROUND_123).unwrap_err().why, "does not know"),
        ];
        for (found, part) in &cases {
            assert!(found.contains(part), "“{found}” lacks “{part}”");
        }
    }

    #[test]
    fn a_round_of_its_time() {
        let quicknet = chain_named(" Quicknet ").unwrap();
        assert_eq!(chain_named(quicknet.hash), Some(quicknet));
        assert_eq!(chain_named("fastnet"), None);
        let at = |text: &str| round_from(quicknet, text.parse().unwrap()).unwrap();
        assert_eq!(at("2023-08-23T15:59:24Z"), (1000, "2023-08-23T15:59:24Z".parse().unwrap()));
        assert_eq!(at("2023-08-23T15:59:22Z"), (1000, "2023-08-23T15:59:24Z".parse().unwrap()));
        assert!(address(quicknet, 7).ends_with("e971/public/7"));
    }
}
