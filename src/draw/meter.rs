//! The meter: how much randomness a plan promises and how much the draw needs, in thousandths of a bit.
//!
//! Integers only. What is promised is rounded down and what is needed is rounded up, so the meter never flatters.
//! It advises people before a lock; nothing in a draw depends on it.

use super::lock::{NUMBERS_MAX, Source};

/// Places beyond which the need is simply "too much".
const PLACES_MAX: u64 = 10_000_000;

/// log2 of `x` (1 or more) in units of 2^-32, never above the true value and less than two units below it.
fn log2_below(x: u64) -> u64 {
    let x = x.max(1);
    let whole = x.ilog2();
    let mut mantissa = x << (63 - whole);
    let mut log = u64::from(whole);
    // Squaring the mantissa (in 1..2, scaled by 2^63) doubles its logarithm: its integer part is the next binary digit.
    for _ in 0..32 {
        let square = (u128::from(mantissa) * u128::from(mantissa)) >> 63;
        let digit = (square >> 64) as u64;
        mantissa = (square >> digit) as u64;
        log = log << 1 | digit;
    }
    log
}

/// log2 of `x`, never below the true value.
fn log2_above(x: u64) -> u64 {
    log2_below(x) + if x.is_power_of_two() { 0 } else { 2 }
}

/// Thousandths of a bit that the sources promise together, rounded down. Text counts as none, a beacon as 256 bits.
pub fn promised_millibits(sources: &[Source]) -> u64 {
    let bits = sources.iter().map(|source| match source {
        Source::Numbers { count, min, max, distinct, .. } => {
            let (count, span) = ((*count).min(NUMBERS_MAX), max.saturating_sub(*min).saturating_add(1));
            let from = if *distinct { span } else { span.saturating_add(count).saturating_sub(1) };
            if count > from {
                return 0;
            }
            // C(from, count) as a product of fractions.
            let above: u64 = (0..count).map(|i| log2_below(from - i)).sum();
            let below: u64 = (1..=count).map(log2_above).sum();
            above.saturating_sub(below)
        }
        Source::Drand { .. } => 256 << 32,
        Source::Text { .. } => 0,
    });
    let total: u128 = bits.map(u128::from).sum();
    ((total * 1000) >> 32) as u64
}

/// Thousandths of a bit needed so that every outcome can come up, rounded up: the ordered choice of all places among
/// the entries, less the order within each prize. Pools and households are not counted; they only lower the need.
/// With fewer entries than prizes, only what can be given is counted. `u64::MAX` beyond ten million places.
pub fn needed_millibits(entries: u64, quantities: &[u64], alternates: u64) -> u64 {
    let mut left = entries;
    let mut less: u128 = 0;
    for quantity in quantities {
        let given = (*quantity).min(left);
        left -= given;
        if entries - left > PLACES_MAX {
            return u64::MAX;
        }
        less += (2..=given).map(|n| u128::from(log2_below(n))).sum::<u128>();
    }
    let places = entries - left + alternates.min(left);
    if places > PLACES_MAX {
        return u64::MAX;
    }
    let all: u128 = (0..places).map(|i| u128::from(log2_above(entries - i))).sum();
    // Either there is one outcome, which needs nothing, or there are two or more, which need a whole bit.
    let millibits = (all.saturating_sub(less) * 1000).div_ceil(1 << 32) as u64;
    if millibits < 1000 { 0 } else { millibits }
}
