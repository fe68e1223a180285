//! What stands around the page: rail, title bar and status line, as plain values of this frame.

use super::Window;
use crate::app::{Command, Section, Workspace, templates};
use crate::campaign::judging::Sheet;
use crate::campaign::{Campaign, MemberState, MishapState, NominationState, ThanksState};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::screens::people::latest::Latest;
use crate::gui::shell::Shell;
use crate::gui::widgets::job_chip::JobState;
use crate::gui::widgets::nav_rail::NavItem;
use crate::gui::widgets::status_line::StatusLine;
use crate::gui::widgets::title_bar::{Saved as SavedState, Step, TitleBar};
use eframe::egui::Context;

/// The numbers of the rail, counted once per revision and beside the window where there are many nominations.
#[derive(Default)]
pub(super) struct RailCounts(Latest<Counts>);

#[derive(Default)]
struct Counts {
    new_nominations: u64,
    open_awards: u64,
    applications: u64,
    unread_mishaps: u64,
    unread_thanks: u64,
    open_sheets: u64,
}

impl Counts {
    fn of(campaign: &Campaign) -> Self {
        let new = campaign.nominations().iter().filter(|(_, it)| it.state == NominationState::New);
        let open = campaign.awards().iter().filter(|(_, award)| award.winners.is_empty());
        let applied = campaign.members().iter().filter(|(_, member)| member.state == MemberState::Applied);
        let mishaps = campaign.mishaps().iter().filter(|(_, mishap)| mishap.state == MishapState::New);
        let thanks = campaign.thanks().iter().filter(|(_, thanks)| thanks.state == ThanksState::Waiting);
        let open_sheets = campaign.sheets().iter().filter(|(_, sheet)| is_open(campaign, sheet));
        let count = |them: usize| them as u64;
        Self {
            new_nominations: count(new.count()),
            open_awards: count(open.count()),
            applications: count(applied.count()),
            unread_mishaps: count(mishaps.count()),
            unread_thanks: count(thanks.count()),
            open_sheets: count(open_sheets.count()),
        }
    }
}

/// Is something of the sheet still to come from a judge who is on the panel, in a round that is not decided?
fn is_open(campaign: &Campaign, sheet: &Sheet) -> bool {
    let Some(judging) = campaign.judgings().get(sheet.award) else { return false };
    judging.judge(sheet.judge).is_some_and(|judge| judge.left.is_empty())
        && judging.frozen(sheet.round).is_none()
        && sheet.missing().any(|candidate| !judging.is_recused(sheet.judge, candidate, sheet.round))
}

impl RailCounts {
    pub fn update(&mut self, ws: &Workspace) {
        let records = ws.campaign().map_or(0, |campaign| {
            let few =
                campaign.members().len() + campaign.mishaps().len() + campaign.thanks().len() + campaign.sheets().len();
            campaign.nominations().len() + few
        });
        self.0.of(ws, records, "", Counts::of);
    }
}

impl Window {
    /// Sections of the rail, the settings last.
    pub(super) fn rail_sections(&self) -> Vec<Section> {
        self.ws.campaign().map_or_else(Vec::new, |campaign| templates::navigation(&campaign.settings().template))
    }

    pub(super) fn frame(&self, ctx: &Context) -> Shell {
        let sections = self.rail_sections();
        let items = sections.iter().map(|section| self.rail_item(*section)).collect();
        let campaign = self.ws.campaign();
        let clock = |at: jiff::Timestamp| at.to_zoned(self.ws.world().time_zone()).strftime("%H:%M").to_string();
        let saved = match (campaign, &self.saving, self.ws.is_unsaved(), self.ws.saved_at()) {
            (None, ..) => SavedState::Nothing,
            (_, Some(_), ..) => SavedState::Saving("Saving".into()),
            (_, _, true, _) => SavedState::No(match self.ws.journal().kept_at() {
                // Kept is not saved: the words say both.
                Some(at) => format!("Not saved, kept {}", clock(at)),
                None => "Not saved yet".into(),
            }),
            (_, _, false, Some(at)) => SavedState::Yes(format!("Saved {}", clock(at))),
            (_, _, false, None) => SavedState::Yes("As in the file".into()),
        };
        let step = |command: Command| match command.availability(&self.ws) {
            Ok(()) => Step::Ready(command.full_title(&self.ws)),
            Err(reason) => Step::Not(reason),
        };
        let jobs = self.ws.jobs().running();
        let jobs = jobs.iter().enumerate().map(|(index, job)| JobState {
            id: index as u64,
            title: job.title().to_owned(),
            done: (job.total() > 0).then(|| (job.done(), job.total())),
            can_cancel: true,
        });
        Shell {
            bar: TitleBar {
                title: campaign.map_or_else(|| "Unsung".to_owned(), |campaign| campaign.settings().title.clone()),
                campaign_open: campaign.is_some(),
                saved,
                undo: step(Command::Undo),
                redo: step(Command::Redo),
                palette_keys: keys::words(Command::Palette, ctx),
                band: None,
            },
            items,
            current: sections.iter().position(|section| *section == self.section).unwrap_or(0),
            status: StatusLine {
                offline: "Works offline. Nothing leaves this laptop.".into(),
                jobs: jobs.collect(),
                problems: String::new(),
                file: match self.ws.path() {
                    Some(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                    None if campaign.is_some() => "no file yet".into(),
                    None => format!("Version {}", env!("CARGO_PKG_VERSION")),
                },
                problems_open: false,
            },
        }
    }

    fn rail_item(&self, section: Section) -> NavItem {
        let icon = Icon::named(section.icon()).unwrap_or(Icon::ALL[0]);
        let item = NavItem::new(section.group(), icon, section.title());
        let Some(campaign) = self.ws.campaign() else { return item };
        let counts = self.rail_counts.0.value();
        match section {
            Section::People => item.count(campaign.people().len() as u64),
            Section::Nominations => item.count(campaign.nominations().len() as u64).waiting(counts.new_nominations),
            Section::Thanks => item.count(campaign.thanks().len() as u64).waiting(counts.unread_thanks),
            Section::Mishaps => item.count(campaign.mishaps().len() as u64).waiting(counts.unread_mishaps),
            Section::Stories => item.count(campaign.stories().len() as u64),
            Section::Monsters => item.count(campaign.monsters().len() as u64),
            Section::Heroes => item.count(campaign.heroes().len() as u64),
            Section::Awards => item.count(campaign.awards().len() as u64).waiting(counts.open_awards),
            Section::Judging => item.count(campaign.judgings().len() as u64).waiting(counts.open_sheets),
            Section::League => item.count(campaign.members().len() as u64).waiting(counts.applications),
            Section::Kits => item.count(campaign.parcels().len() as u64),
            Section::Settings => item.at_foot(),
            _ => item,
        }
    }
}
