//! Entropy, times, keys and the meter: exact spellings and integer bounds.

use proptest::prelude::*;
use unsung::draw::{
    EntropyProblem, Moment, Source, SourceValue, canonical_text, canonical_value, fingerprint, needed_millibits,
    promised_millibits,
};

#[test]
fn text_has_one_spelling() {
    let spaces: String = ['\t', '\n', '\u{b}', '\u{c}', '\r', ' ', '\u{85}', '\u{a0}', '\u{1680}']
        .into_iter()
        .chain('\u{2000}'..='\u{200a}')
        .chain(['\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}'])
        .collect();
    let ok = |text: &str| canonical_text(text).unwrap();
    assert_eq!(ok(&format!("{spaces}the{spaces}show{spaces}")), "the show");
    assert_eq!(ok("Zoe\u{308}"), "Zo\u{eb}");
    assert_eq!(ok("\u{212b}ngstr\u{f6}m"), "\u{c5}ngstr\u{f6}m");
    assert_eq!(ok("Not ALL lower case."), "Not ALL lower case.");
    // Zero-width characters are no white space, and stay.
    assert_eq!(ok("a\u{200b}b\u{feff}c\u{180e}d"), "a\u{200b}b\u{feff}c\u{180e}d");
    for (text, problem) in [
        ("", EntropyProblem::Empty),
        (spaces.as_str(), EntropyProblem::Empty),
        ("and/or", EntropyProblem::Slash),
        ("bell\u{7}", EntropyProblem::Control),
        ("file\u{1c}separator", EntropyProblem::Control),
        ("\u{9f}", EntropyProblem::Control),
    ] {
        assert_eq!(canonical_text(text), Err(problem), "{text:?}");
    }
}

fn dice(count: u64, min: u64, max: u64, distinct: bool) -> Source {
    Source::Numbers { label: "dice".into(), count, min, max, distinct }
}

#[test]
fn numbers_have_one_spelling() {
    let value = |source: &Source, numbers: &[u64]| {
        canonical_value(source, &SourceValue::Numbers { numbers: numbers.to_vec() }).map(|(_, text)| text)
    };
    assert_eq!(value(&dice(3, 0, 6, false), &[6, 0, 6]).unwrap(), "0.6.6.");
    assert_eq!(value(&dice(3, 1, 49, true), &[10, 9, 1]).unwrap(), "1.9.10.");
    let top = (1 << 53) - 1;
    assert_eq!(value(&dice(1, 0, top, true), &[top]).unwrap(), "9007199254740991.");
    assert_eq!(value(&dice(1, 0, u64::MAX, true), &[top + 1]), Err(EntropyProblem::Range(top + 1)));
    assert_eq!(value(&dice(2, 1, 6, true), &[4, 4]), Err(EntropyProblem::Repeated(4)));
    assert_eq!(value(&dice(2, 1, 6, false), &[4, 7]), Err(EntropyProblem::Range(7)));
    assert_eq!(value(&dice(2, 1, 6, false), &[0, 4]), Err(EntropyProblem::Range(0)));
    assert_eq!(value(&dice(2, 1, 6, false), &[4]), Err(EntropyProblem::Count { given: 1, planned: 2 }));
    let text = Source::Text { label: "phrase".into() };
    assert_eq!(value(&text, &[1]), Err(EntropyProblem::Kind));
}

#[test]
fn moments_have_one_form_and_compare() {
    let secs = |text: &str| Moment::parse(text).map(|moment| moment.unix_secs());
    assert_eq!(secs("1970-01-01T00:00:00Z"), Ok(0));
    assert_eq!(secs("1969-12-31T23:59:59Z"), Ok(-1));
    assert_eq!(secs("2000-02-29T12:34:56Z"), Ok(951_827_696));
    assert_eq!(secs("2026-12-01T18:00:00Z"), Ok(1_796_148_000));
    assert_eq!(secs("9999-12-31T23:59:59Z"), Ok(253_402_300_799));
    assert_eq!(secs("0001-01-01T00:00:00Z"), Ok(-62_135_596_800));
    for text in [
        "",
        "2026-12-01",
        "2026-12-01T18:00:00",
        "2026-12-01t18:00:00Z",
        "2026-12-01T18:00:00z",
        "2026-12-01T18:00:00.0Z",
        "2026-12-01T18:00:00+00:00",
        "2026-13-01T18:00:00Z",
        "2026-00-01T18:00:00Z",
        "2026-11-31T18:00:00Z",
        "2026-02-29T18:00:00Z",
        "1900-02-29T18:00:00Z",
        "2026-12-00T18:00:00Z",
        "2026-12-01T24:00:00Z",
        "2026-12-01T18:60:00Z",
        "2026-12-01T18:00:60Z",
        "2026-12-01 18:00:00Z",
        " 026-12-01T18:00:00Z",
        "0000-12-01T18:00:00Z",
        "２026-12-01T18:00Z",
        "2026-1٢-01T18:00:0Z",
    ] {
        assert!(Moment::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn fingerprint_has_groups_of_four() {
    // SHA-256 of 32 zero bytes is 66687aadf862bd776c8fc18b8e9f8e20...
    let print = fingerprint(&"00".repeat(32)).unwrap();
    assert_eq!(print, "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20");
    assert_eq!(fingerprint("00"), None);
    assert_eq!(fingerprint(&"AA".repeat(32)), None);
}

#[test]
fn meter_knows_what_people_know() {
    let text = Source::Text { label: "phrase".into() };
    let drand = Source::Drand { label: "beacon".into(), chain: String::new(), round: 1 };
    assert_eq!(promised_millibits(&[]), 0);
    assert_eq!(promised_millibits(std::slice::from_ref(&text)), 0);
    assert_eq!(promised_millibits(&[drand, text]), 256_000);
    // Powers of two are exact: one number of 1..=8; two coins in any order are 3 outcomes.
    assert_eq!(promised_millibits(&[dice(1, 1, 8, false)]), 3000);
    assert_eq!(promised_millibits(&[dice(2, 0, 1, false)]), 1584);
    // C(49, 6) = 13983816 is 23.737... bits; a lottery twice is twice that.
    assert_eq!(promised_millibits(&[dice(6, 1, 49, true)]), 23_737);
    assert_eq!(promised_millibits(&[dice(6, 1, 49, true), dice(6, 1, 49, true)]), 47_474);
    // Ten dice in any order: C(15, 10) = 3003 outcomes.
    assert_eq!(promised_millibits(&[dice(10, 1, 6, false)]), 11_552);
    assert_eq!(promised_millibits(&[dice(7, 1, 6, true)]), 0);

    assert_eq!(needed_millibits(1, &[1], 10), 0);
    assert_eq!(needed_millibits(8, &[1], 0), 3000);
    // Six of 49 in any order, then one alternate of the 43 left (5.4263 bits).
    assert_eq!(needed_millibits(49, &[6], 0), 23_738);
    assert_eq!(needed_millibits(49, &[6], 1), 29_164);
    // Everybody wins the same: nothing to decide.
    assert_eq!(needed_millibits(5, &[10], 10), 0);
    assert_eq!(needed_millibits(0, &[1, 2], 3), 0);
    assert_eq!(needed_millibits(u64::MAX, &[u64::MAX, 2], 3), u64::MAX);
    assert_eq!(needed_millibits(u64::MAX, &[], u64::MAX), u64::MAX);
    assert_eq!(needed_millibits(1_000_000_000, &[1], 0), 29_898);
}

proptest! {
    /// Against floating point, which is good enough to see a wrong digit.
    #[test]
    fn meter_is_on_the_safe_side(span in 1..10_000u64, count in 1..200u64, distinct: bool, n in 1..100_000u64,
                                 quantities in prop::collection::vec(1..50u64, 0..4), alternates in 0..50u64) {
        let from = if distinct { span } else { span + count - 1 };
        let bits: f64 = if count > from { 0.0 } else {
            (0..count).map(|i| ((from - i) as f64).log2() - ((i + 1) as f64).log2()).sum()
        };
        let promised = promised_millibits(&[dice(count, 1, span, distinct)]) as f64 / 1000.0;
        prop_assert!(promised <= bits + 1e-6 && promised > bits - 0.002, "{promised} {bits}");

        let mut left = n;
        let mut bits = 0.0;
        for quantity in &quantities {
            let given = left.min(*quantity);
            bits += (0..given).map(|i| ((left - i) as f64).log2() - ((i + 1) as f64).log2()).sum::<f64>();
            left -= given;
        }
        bits += (0..alternates.min(left)).map(|i| ((left - i) as f64).log2()).sum::<f64>();
        let needed = needed_millibits(n, &quantities, alternates) as f64 / 1000.0;
        prop_assert!(needed >= bits - 1e-6 && needed < bits + 0.002, "{needed} {bits}");
    }

    #[test]
    fn canonical_text_is_stable(text: String) {
        if let Ok(once) = canonical_text(&text) {
            prop_assert_eq!(canonical_text(&once), Ok(once));
        }
    }

    #[test]
    fn moments_compare_as_they_pass(a in 0..253_402_300_799i64, b in 0..253_402_300_799i64) {
        let moment = |secs: i64| Moment::parse(&jiff::Timestamp::from_second(secs).unwrap().to_string()).unwrap();
        prop_assert_eq!(moment(a).unix_secs(), a);
        prop_assert_eq!(moment(a).cmp(&moment(b)), a.cmp(&b));
    }
}
