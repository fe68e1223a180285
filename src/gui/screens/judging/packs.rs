//! Packs: written for each judge as a page and on paper, taken in again when they come back, with a report about every file; and
//! the ways to blind texts and to paper sheets.

use super::asking::counted;
use super::blind::Blind;
use super::grid_rows::faces_of;
use super::taking::Taking;
use super::typing::TypeIn;
use super::{Shown, rules};
use crate::app::judging::{blind, packs, papers, sheets_of_round};
use crate::app::{Failure, Task, exporting, when};
use crate::campaign::judging::Sheet;
use crate::campaign::{AwardId, Campaign, Change};
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::divider;
use crate::gui::picker::Ask;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::press::sheets::Paper;
use eframe::egui::{CentralPanel, Frame, TextureId, Ui};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Packs that were written.
struct WrittenPacks {
    folder: PathBuf,
    files: usize,
    judges: usize,
    /// The state of the campaign they were made from.
    revision: u64,
    change: Option<Change>,
    /// Characters no font has.
    missing: Vec<String>,
}

pub struct Packs {
    side: usize,
    table: TableState,
    html: bool,
    pdf: bool,
    paper: usize,
    writing: Option<Task<Option<WrittenPacks>>>,
    written: Option<(PathBuf, String)>,
    unread: Kept<(String, u64, AwardId, u32), usize>,
    blind: Blind,
    typing: TypeIn,
    taking: Taking,
}

impl Default for Packs {
    fn default() -> Self {
        Self {
            side: 0,
            table: TableState::default(),
            html: true,
            pdf: true,
            paper: 0,
            writing: None,
            written: None,
            unread: Kept::default(),
            blind: Blind::default(),
            typing: TypeIn::default(),
            taking: Taking::default(),
        }
    }
}

impl Packs {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_in(cx, shown);
        self.taking.look(ui, cx, shown);
        let unread = self.unread(cx, shown);
        let texts = if unread > 0 { format!("Blind texts ({unread} to read)") } else { "Blind texts".to_owned() };
        let titles = ["Packs out and in".to_owned(), texts, "Paper sheets".to_owned()];
        grid::inset(ui, |ui| {
            Segmented::new("What to work on", &titles, &mut self.side).small().show(ui);
        });
        ui.add_space(10.0);
        match self.side {
            1 => self.blind.show(ui, cx, shown),
            2 => self.typing.show(ui, cx, shown),
            _ => self.packs(ui, cx, shown, unread),
        }
    }

    fn unread(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) -> usize {
        if !shown.judging.blind.on {
            return 0;
        }
        let campaign = Arc::clone(shown.campaign);
        let (award, round) = (shown.award, shown.number());
        let key = (campaign.settings().id.clone(), campaign.revision(), award, round);
        let short = shown.judging.field.len() <= 20;
        let work = move |_: &_| Ok(blind::unread(&campaign, award, round).len());
        let made = self.unread.get(cx.ws.jobs(), "Counting texts to read", key, short, work);
        made.and_then(Result::ok).map_or(0, |count| *count)
    }

    fn take_in(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(result) = self.writing.as_ref().and_then(Task::poll) else { return };
        self.writing = None;
        match result {
            Ok(Some(made)) if made.revision != shown.campaign.revision() && made.change.is_some() => {
                // Versions are counted from what the campaign says now; what was written may be behind it.
                cx.act(Action::Fail(Failure::new(
                    "The packs were written, and are not noted in the campaign.",
                    "The campaign was changed while they were made.",
                    "Write them again before you send them.",
                )));
            }
            Ok(Some(made)) => {
                let words = format!(
                    "{} for {} in {}",
                    counted(made.files, "file", "files"),
                    counted(made.judges, "judge", "judges"),
                    made.folder.display()
                );
                let words = if made.missing.is_empty() {
                    words
                } else {
                    format!("{words}. No font here has: {}", made.missing.join(" "))
                };
                self.written = Some((made.folder, words));
                if let Some(change) = made.change {
                    let told = format!("Wrote {}", counted(made.judges, "judge pack", "judge packs"));
                    cx.act(Action::CommitAndTell(change, told));
                }
            }
            Ok(None) => {}
            Err(failure) if failure.is_cancelled() => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn packs(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, unread: usize) {
        let chosen: Vec<u64> = many::chosen(&self.table);
        let chosen: Vec<u32> = chosen.into_iter().map(|key| key as u32).collect();
        SidePane::detail("packs pane").width(350.0).show(ui, |pane| {
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                self.out(ui, cx, shown, unread, &chosen);
                divider(ui);
                self.taking.show(ui, cx);
            });
        });
        let Some(round) = shown.round else { return };
        let judges: Vec<u32> = shown.judging.judges_of(round).map(|it| it.number).collect();
        let sheets: HashMap<u32, &Sheet> =
            sheets_of_round(shown.campaign, shown.award, round.number).map(|(_, sheet)| (sheet.judge, sheet)).collect();
        let zone = cx.ws.world().time_zone();
        self.table.keep_selected(|key| judges.contains(&(key as u32)));
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            let columns = [
                Column::new("Judge", 190.0).grow().unsorted(),
                Column::new("Scored", 90.0).right().unsorted(),
                Column::new("Pack", 150.0).unsorted(),
                Column::new("Came back", 150.0).unsorted(),
                Column::new("", 116.0).unsorted(),
            ];
            let who = judges.iter().map(|number| (*number, shown.judging.judge(*number).and_then(|it| it.person)));
            let faces = faces_of(ui, cx, shown, &self.table, who);
            let rows = PackRows { shown, judges: &judges, sheets, zone: &zone, faces };
            DataTable::new("Packs", &columns)
                .checks()
                .two_lines()
                .empty("Nobody is on the panel of this round. Put judges on it under Set up.")
                .show(ui, &mut self.table, &rows);
        });
    }

    fn out(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, unread: usize, chosen: &[u32]) {
        Section::new("Write packs").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let mut hidden = shown.judging.blind.on;
            let row = CheckRow::new(&mut hidden, "Hide names").detail("Judges read code names and covered texts.");
            if row.show(ui).changed() {
                rules::finish_blind(cx, shown, hidden, shown.judging.blind.pronouns);
            }
            if unread > 0 {
                let title =
                    format!("{} before packs go out", counted(unread, "text is to be read", "texts are to be read"));
                let note = Note::warning(title)
                    .words("What gives nominees away is covered; somebody must have read it.")
                    .action(CommandButton::plain("Read the texts").icon(Icon::Eye));
                if note.show(ui).action {
                    self.side = 1;
                }
            }
            CheckRow::new(&mut self.html, "A page for the browser")
                .detail("One file; works from disk, sends nothing, saves its answers as a file.")
                .show(ui);
            CheckRow::new(&mut self.pdf, "Score sheets on paper (PDF)").show(ui);
            if self.pdf {
                Segmented::new("Paper", &["A4", "Letter"], &mut self.paper).small().show(ui);
            }
            let assigned = sheets_of_round(shown.campaign, shown.award, shown.number())
                .filter(|(_, sheet)| !sheet.assigned.is_empty() && (chosen.is_empty() || chosen.contains(&sheet.judge)))
                .count();
            let why = if self.writing.is_some() {
                Some("They are being written.")
            } else if let Some(frozen) = shown.frozen_reason() {
                Some(frozen)
            } else if assigned == 0 {
                Some("Nobody has anybody to judge. Assign nominees first.")
            } else if unread > 0 {
                Some("Read the blind texts first.")
            } else if !self.html && !self.pdf {
                Some("Choose a form first.")
            } else {
                None
            };
            let title = format!("Write {}", counted(assigned, "judge pack", "judge packs"));
            if CommandButton::primary(title).icon(Icon::Export).disabled_if(why).show(ui).clicked() {
                self.start(cx, shown, chosen.to_vec());
            }
            if let Some(why) = why {
                Text::caption(why).muted().show(ui);
            }
            if let Some((_, words)) = &self.written {
                Note::good("Packs are written").words(words.clone()).show(ui);
            }
        });
    }

    fn start(&mut self, cx: &Cx<'_>, shown: &Shown<'_>, judges: Vec<u32>) {
        let campaign = Arc::clone(shown.campaign);
        let (award, round, at) = (shown.award, shown.number(), cx.ws.world().now());
        let (picker, world, zone) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()), cx.ws.world().time_zone());
        let folder = cx.ws.path().and_then(Path::parent).map(Path::to_owned);
        let ask = Ask::new("Folder for the packs").folder(folder.or_else(|| cx.ws.world().documents_folder()));
        let (html, pdf) = (self.html, self.pdf);
        let paper = if self.paper == 0 { Paper::A4 } else { Paper::Letter };
        self.written = None;
        self.writing = Some(cx.ws.jobs().start("Writing judge packs", move |progress| {
            let Some(folder) = picker.folder(&ask) else { return Ok(None) };
            let ready = packs::make(&campaign, award, round, &judges, at, &zone)?;
            progress.set_total(ready.packs.len() as u64);
            let (mut files, mut missing) = (0, Vec::new());
            for (_, pack) in &ready.packs {
                progress.step()?;
                if html {
                    let page = packs::page(pack)?;
                    exporting::write_file(
                        world.as_ref(),
                        &folder.join(packs::file_name(pack, "html")),
                        page.as_bytes(),
                    )?;
                    files += 1;
                }
                if pdf {
                    let printed = papers::pack_pdf(&campaign, pack, paper, at)?;
                    exporting::write_file(world.as_ref(), &folder.join(packs::file_name(pack, "pdf")), &printed.bytes)?;
                    missing.extend(printed.missing);
                    files += 1;
                }
            }
            missing.sort_unstable();
            missing.dedup();
            let judges = ready.packs.len();
            Ok(Some(WrittenPacks {
                folder,
                files,
                judges,
                revision: campaign.revision(),
                change: ready.change,
                missing,
            }))
        }));
    }
}

/// Whether the sheet of a judge asks what the last pack asked.
fn is_stale(sheet: &Sheet) -> bool {
    sheet.packs.last().is_some_and(|pack| pack.asked != sheet.assigned)
}

struct PackRows<'a> {
    shown: &'a Shown<'a>,
    judges: &'a [u32],
    sheets: HashMap<u32, &'a Sheet>,
    zone: &'a jiff::tz::TimeZone,
    faces: HashMap<u32, TextureId>,
}

impl PackRows<'_> {
    fn judge(&self, row: u64) -> u32 {
        self.judges.get(row as usize).copied().unwrap_or_default()
    }
    fn sheet(&self, row: u64) -> Option<&Sheet> {
        self.sheets.get(&self.judge(row)).copied()
    }
    fn state(&self, row: u64) -> (Chip<'static>, &'static str) {
        let Some(sheet) = self.sheet(row).filter(|sheet| !sheet.assigned.is_empty()) else {
            return (Chip::neutral("nobody yet"), "nobody yet");
        };
        let missing = sheet.missing().count();
        if missing == 0 {
            return (Chip::success("complete").icon(Icon::Check), "complete");
        }
        if sheet.is_scored() {
            return (Chip::warning("partial"), "partial");
        }
        if is_stale(sheet) {
            return (Chip::warning("pack outdated"), "pack outdated");
        }
        if sheet.packs.is_empty() { (Chip::line("not out"), "not out") } else { (Chip::accent("out"), "out") }
    }
}

impl TableRows for PackRows<'_> {
    fn len(&self) -> u64 {
        self.judges.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        u64::from(self.judge(row))
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let sheet = self.sheet(row);
        match column {
            0 => self.shown.judge_name(self.judge(row)).into(),
            1 => sheet.map_or(Cow::Borrowed(""), |sheet| {
                format!("{} of {}", sheet.assigned.len() - sheet.missing().count(), sheet.assigned.len()).into()
            }),
            2 => sheet.and_then(|sheet| sheet.packs.last()).map_or(Cow::Borrowed(""), |pack| {
                format!("version {}, {}", pack.version, when::day(pack.at, pack.at, self.zone)).into()
            }),
            3 => sheet.and_then(|sheet| sheet.returns.last()).map_or(Cow::Borrowed(""), |it| {
                let mut words = when::day(it.at, it.at, self.zone);
                for (is, word) in [(it.late, ", late"), (it.partial, ", partial")] {
                    if is {
                        words.push_str(word);
                    }
                }
                words.into()
            }),
            _ => self.state(row).1.into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => {
                let code = self.shown.judge_code(self.judge(cell.row()));
                let plate = FacePlate::new(words.as_str()).texture(self.faces.get(&self.judge(cell.row())).copied());
                cell.face(&plate).gap(4.0).two_lines(&words, code);
            }
            4 => {
                cell.chip(&self.state(cell.row()).0);
            }
            _ => {
                cell.text(&words);
            }
        }
    }
}

/// The name of a file without its folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A snapshot with its state, for work that must fit to it when it is done.
pub fn stamp(campaign: &Arc<Campaign>) -> (Arc<Campaign>, u64) {
    (Arc::clone(campaign), campaign.revision())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_pack_is_outdated_once_somebody_else_is_asked() {
        let mut sheet = Sheet::new(AwardId(1), 1, 1);
        sheet.assigned = BTreeSet::from([1, 2]);
        assert!(!is_stale(&sheet));
        sheet.packs.push(crate::campaign::judging::Pack {
            id: "x".into(),
            version: 1,
            at: jiff::Timestamp::UNIX_EPOCH,
            asked: sheet.assigned.clone(),
            questions_sha256: String::new(),
        });
        assert!(!is_stale(&sheet));
        sheet.assigned.insert(3);
        assert!(is_stale(&sheet));
    }
}
