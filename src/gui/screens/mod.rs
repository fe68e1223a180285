//! The pages, one file each. A page that grows keeps its parts in a folder of its name.

pub mod awards;
mod browse;
pub mod heroes;
pub mod home;
mod hub;
pub mod impact;
pub mod import;
pub mod judging;
mod kits;
mod league;
pub mod ledger;
mod many;
pub mod mishaps;
pub mod monsters;
pub mod nominations;
mod offered;
pub mod people;
pub mod print_room;
mod proposed;
pub mod seed_field;
mod settings;
mod sharing;
pub mod stories;
pub mod sweepstake;
pub mod thanks;
pub mod welcome;

use super::action::Screen;
use crate::app::Section;

/// All pages with what they remember.
#[derive(Default)]
pub struct Screens {
    pub welcome: welcome::Welcome,
    home: home::Home,
    pub import: import::Import,
    people: people::People,
    nominations: nominations::Nominations,
    thanks: thanks::ThanksPage,
    mishaps: mishaps::Mishaps,
    stories: stories::Stories,
    monsters: monsters::Monsters,
    heroes: heroes::Heroes,
    judging: judging::JudgingPage,
    awards: awards::Awards,
    pub sweepstake: sweepstake::SweepstakePage,
    league: league::League,
    print_room: print_room::PrintRoom,
    kits: kits::Kits,
    hub: hub::HubPage,
    impact: impact::ImpactPage,
    ledger: ledger::LedgerPage,
    settings: settings::SettingsPage,
}

impl Screens {
    pub fn page(&mut self, section: Section) -> &mut dyn Screen {
        match section {
            Section::Home => &mut self.home,
            Section::Import => &mut self.import,
            Section::People => &mut self.people,
            Section::Nominations => &mut self.nominations,
            Section::Thanks => &mut self.thanks,
            Section::Mishaps => &mut self.mishaps,
            Section::Stories => &mut self.stories,
            Section::Monsters => &mut self.monsters,
            Section::Heroes => &mut self.heroes,
            Section::Judging => &mut self.judging,
            Section::Awards => &mut self.awards,
            Section::Sweepstake => &mut self.sweepstake,
            Section::League => &mut self.league,
            Section::PrintRoom => &mut self.print_room,
            Section::Kits => &mut self.kits,
            Section::Hub => &mut self.hub,
            Section::Impact => &mut self.impact,
            Section::Ledger => &mut self.ledger,
            Section::Settings => &mut self.settings,
        }
    }
    pub fn reset(&mut self) {
        for section in Section::ALL {
            self.page(section).reset();
        }
    }
}
