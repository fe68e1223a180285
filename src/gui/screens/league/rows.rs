//! The members as the table reads them.

use crate::app::league::{self, Branch, MemberFilter, MemberLine, MemberOrder, MemberQuery};
use crate::app::shelf::Shelf;
use crate::app::when;
use crate::campaign::{Campaign, Hero, HeroId, MemberId, MemberState};
use crate::gui::screens::browse::{Faced, InColumns, Listed};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::TextureId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;

/// What each column sorts by.
pub const COLUMNS: [MemberOrder; 6] = [
    MemberOrder::Name,
    MemberOrder::CodeName,
    MemberOrder::State,
    MemberOrder::Vouches,
    MemberOrder::Brought,
    MemberOrder::Applied,
];

pub fn columns() -> [Column; 6] {
    [
        Column::new("Member", 220.0).grow().min_width(130.0),
        Column::new("Code name", 120.0).min_width(90.0),
        Column::new("State", 116.0),
        Column::new("Vouches", 70.0).right(),
        Column::new("Brought", 70.0).right(),
        Column::new("Applied", 84.0),
    ]
}

pub fn state_chip(state: MemberState) -> Chip<'static> {
    match state {
        MemberState::Applied => Chip::sun(state.title()),
        MemberState::Approved => Chip::success(state.title()),
        MemberState::Refused => Chip::neutral(state.title()),
        MemberState::Left => Chip::line(state.title()),
    }
}

/// Everything of one revision that list and tree show.
#[derive(Default)]
pub struct Known {
    pub lines: Vec<MemberLine>,
    pub tree: Vec<Branch>,
}

impl Shelf for Known {
    type Line = MemberLine;
    type Filter = MemberFilter;
    type Order = MemberOrder;

    fn lines(&self) -> &[MemberLine] {
        &self.lines
    }
    fn find(&self, query: &MemberQuery) -> Vec<u32> {
        self.lines.find(query)
    }
}

impl Listed for Known {
    const WORDS: [&'static str; 2] = ["member", "members"];

    fn make(campaign: &Campaign) -> Self {
        Self { lines: league::roster(campaign), tree: league::tree(campaign) }
    }
    fn all(campaign: &Campaign) -> usize {
        campaign.members().len()
    }
    fn is_there(campaign: &Campaign, key: u64) -> bool {
        campaign.members().contains(MemberId(key))
    }
}

impl Faced for MemberLine {
    fn hero<'c>(&self, campaign: &'c Campaign) -> Option<(HeroId, &'c Hero)> {
        campaign.hero_of(self.person)
    }
}

/// When and where the list is looked at: its dates are told by that.
pub struct Today {
    pub now: Timestamp,
    pub zone: TimeZone,
}

impl InColumns for MemberLine {
    type Besides = Today;

    fn names(&self) -> [&str; 2] {
        [&self.name, &self.code_name]
    }
    fn text<'a>(&'a self, column: usize, today: &'a Today) -> Cow<'a, str> {
        let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        match column {
            0 => self.name.as_str().into(),
            1 => self.code_name.as_str().into(),
            2 => self.state.title().into(),
            3 => number(self.vouches).into(),
            4 => number(self.brought).into(),
            _ => self.applied_at.map_or_else(String::new, |at| when::short_day(at, today.now, &today.zone)).into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>, face: Option<TextureId>, today: &Today) {
        match cell.column() {
            0 => {
                let plate = FacePlate::new(self.name.as_str()).texture(face);
                let under = match self.brought_by.as_str() {
                    "" => String::new(),
                    by => format!("brought by {by}"),
                };
                cell.face(&plate).gap(4.0).two_lines(&self.name, &under);
            }
            1 if self.code_name.is_empty() => {
                cell.muted("none yet");
            }
            1 => {
                cell.strong(&self.code_name);
            }
            2 => {
                cell.chip(&state_chip(self.state));
            }
            column => {
                cell.muted(&self.text(column, today));
            }
        }
    }
}
