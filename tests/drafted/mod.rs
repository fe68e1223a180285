//! What the rows of a list become, each of them kept: checked as an import into an empty campaign checks them.

use std::ops::Deref;

use jiff::tz::TimeZone;
use unsung::app::{FakeWorld, templates};
use unsung::intake::{Checked, Draft, Import, IntakeError, Kind, Mapping, ReadOptions, Rules, Table, import};

/// Accepted and held rows in order of lines, and what was found out beside them.
#[derive(Debug)]
pub struct Drafts {
    pub rows: Vec<Draft>,
    pub checked: Checked,
}

impl Deref for Drafts {
    type Target = Checked;
    fn deref(&self) -> &Checked {
        &self.checked
    }
}

/// Every row of a table in the sense of a mapping.
pub fn drafts(table: &Table, mapping: &Mapping, kind: Kind, rules: &Rules) -> Result<Drafts, IntakeError> {
    let at = "2026-11-22T09:00:00Z".parse().unwrap();
    let campaign = templates::start(&FakeWorld::new(at), "blank").unwrap();
    let mut state = 1_u64;
    let mut random = |buffer: &mut [u8]| {
        for byte in buffer {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 56) as u8;
        }
        Ok(())
    };
    let this = Import {
        file_name: "list.csv",
        bytes: b"",
        sheet: None,
        part: 0,
        read: ReadOptions::default(),
        earlier: &|_, _| None,
        at,
        zone: TimeZone::UTC,
        sweepstake: None,
        again: false,
        hash: None,
        random: &mut random,
    };
    let (checked, _) = import(table, mapping, kind, rules, &campaign, this, &mut |_, _| true)?;
    let rows = (0..checked.len()).map(|place| checked.draft(table, place).unwrap()).collect();
    Ok(Drafts { rows, checked })
}
