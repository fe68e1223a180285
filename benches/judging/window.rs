//! The window over a judging of 2,000 nominees, 100 judges and 20,000 scores: how long a frame takes on each of its pages, and how long
//! it is until all that runs beside the window is done. With `UNSUNG_JUDGING_FILE` the campaign is written there, to be looked at.

use super::large;
use super::open_window::{App, blank, open};
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use std::time::{Duration, Instant};
use unsung::app::Section;

/// Frames of a page, and the time until nothing runs any more.
#[derive(Default)]
struct Frames {
    all: Vec<Duration>,
    settled: Duration,
}

impl Frames {
    fn of(app: &mut App) -> Self {
        let mut frames = Self::default();
        let began = Instant::now();
        let mut calm = 0;
        while calm < 12 {
            let start = Instant::now();
            app.harness.step();
            frames.all.push(start.elapsed());
            if app.harness.state().is_busy() {
                calm = 0;
                std::thread::sleep(Duration::from_millis(2));
            } else {
                calm += 1;
                frames.settled = if calm == 1 { began.elapsed() } else { frames.settled };
            }
        }
        frames
    }
    fn print(mut self, what: &str) {
        self.all.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let median = self.all[self.all.len() / 2];
        let worst = self.all.last().copied().unwrap_or_default();
        println!("  {what:34} {:9.1} {:9.1} {:9.1}", ms(median), ms(worst), ms(self.settled));
    }
}

/// Presses what has this label, whatever it is, without waiting.
fn press(app: &App, starts: &str) {
    let node = app
        .harness
        .query_all_by(|node| {
            matches!(node.role(), Role::Tab | Role::ListItem | Role::Button | Role::RadioButton)
                && node.label().is_some_and(|label| label.starts_with(starts))
        })
        .next();
    node.unwrap_or_else(|| panic!("there is no {starts}")).click();
}

pub fn measure() {
    println!();
    println!("The window over 2,000 nominees, 100 judges and 20,000 scores, in milliseconds.");
    println!();
    println!("  page                               frame     longest   until all is done");
    let began = Instant::now();
    let mut made = Duration::ZERO;
    let mut app = open(
        |world| {
            let (mut campaign, blobs) = blank(world);
            large::fill(&mut campaign);
            made = began.elapsed();
            (campaign, blobs)
        },
        false,
    );
    if let Some(path) = std::env::var_os("UNSUNG_JUDGING_FILE") {
        let bytes = unsung::store::to_bytes(app.campaign(), &unsung::store::Blobs::default());
        std::fs::write(path, bytes.expect("a campaign can be written")).expect("the file can be written");
    }
    app.go(Section::Judging);
    let pages: [&[&str]; 14] = [
        &["Set up", "Rounds"],
        &["Set up", "Field"],
        &["Set up", "Panel"],
        &["Assign"],
        &["Conflicts"],
        &["Packs", "Packs out"],
        &["Packs", "Blind texts"],
        &["Packs", "Paper sheets"],
        &["Scores", "By judge"],
        &["Scores", "By question"],
        &["Decide", "Result"],
        &["Decide", "People's choice"],
        &["Conflicts", "Declare a conflict"],
        &["Cancel"],
    ];
    for page in pages {
        for part in page {
            press(&app, part);
            Frames::of(&mut app).print(&page.join(", "));
        }
    }
    println!();
    println!("  made in {:.1} s", made.as_secs_f64());
}
