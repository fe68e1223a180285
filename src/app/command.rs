//! Everything a person can ask for, as data: title, hint, shortcut, and whether it can be done now, with the reason.
//! Button, menu, shortcut and palette are the same command. What needs a value (a new name, a file) asks for it on its screen.

use super::workspace::Workspace;

/// The pages of the window, in rail order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    Home,
    Import,
    People,
    Nominations,
    Thanks,
    Mishaps,
    Stories,
    Monsters,
    Heroes,
    Judging,
    Awards,
    Sweepstake,
    League,
    PrintRoom,
    Kits,
    Hub,
    Impact,
    Ledger,
    Settings,
}

impl Section {
    pub const ALL: [Self; 19] = [
        Self::Home,
        Self::Import,
        Self::People,
        Self::Nominations,
        Self::Thanks,
        Self::Mishaps,
        Self::Stories,
        Self::Monsters,
        Self::Heroes,
        Self::Judging,
        Self::Awards,
        Self::Sweepstake,
        Self::League,
        Self::PrintRoom,
        Self::Kits,
        Self::Hub,
        Self::Impact,
        Self::Ledger,
        Self::Settings,
    ];
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Import => "Import",
            Self::People => "People",
            Self::Nominations => "Nominations",
            Self::Thanks => "Thanks",
            Self::Mishaps => "Mishaps",
            Self::Stories => "Stories",
            Self::Monsters => "Monsters",
            Self::Heroes => "Heroes",
            Self::Judging => "Judging",
            Self::Awards => "Awards",
            Self::Sweepstake => "Sweepstake",
            Self::League => "League",
            Self::PrintRoom => "Print room",
            Self::Kits => "Unboxing kits",
            Self::Hub => "Web hub",
            Self::Impact => "Impact",
            Self::Ledger => "Ledger",
            Self::Settings => "Campaign settings",
        }
    }
    /// As templates call it: the title in small letters with hyphens.
    pub fn id(self) -> String {
        self.title().to_lowercase().replace(' ', "-")
    }
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }
    /// The heading it stands under in the rail; empty for those on their own.
    pub fn group(self) -> &'static str {
        match self {
            Self::Home | Self::Settings => "",
            Self::Import | Self::People | Self::Nominations | Self::Thanks | Self::Mishaps => "Collect",
            Self::Stories | Self::Monsters | Self::Heroes => "Create",
            Self::Judging | Self::Awards | Self::Sweepstake | Self::League => "Decide",
            Self::PrintRoom | Self::Kits | Self::Hub | Self::Impact => "Deliver",
            Self::Ledger => "Prove",
        }
    }
    /// Name of its line icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Import => "import",
            Self::People => "people",
            Self::Nominations => "pen",
            Self::Thanks => "heart",
            Self::Mishaps => "bolt",
            Self::Stories => "book",
            Self::Monsters => "monster",
            Self::Heroes => "hero",
            Self::Judging => "scale",
            Self::Awards => "award",
            Self::Sweepstake => "ticket",
            Self::League => "league",
            Self::Kits => "box",
            Self::Hub => "globe",
            Self::PrintRoom => "printer",
            Self::Impact => "chart",
            Self::Ledger => "ledger",
            Self::Settings => "gear",
        }
    }
}

/// Keys of a shortcut, free of any window library. `command` is Ctrl, or Cmd on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    /// "S", "F1", "Left", "Plus", "1" ...
    pub key: &'static str,
}

const fn ctrl(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { command: true, shift: false, alt: false, key })
}
const fn ctrl_shift(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { command: true, shift: true, alt: false, key })
}
const fn alt(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { command: false, shift: false, alt: true, key })
}
const fn plain(key: &'static str) -> Option<Shortcut> {
    Some(Shortcut { command: false, shift: false, alt: false, key })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    NewCampaign,
    OpenSample,
    Open,
    Save,
    SaveAs,
    CloseCampaign,
    Undo,
    Redo,
    Import,
    /// New of the kind the page shows: a person, a nomination, an award ...
    NewHere,
    AddPerson,
    AddNomination,
    AddAward,
    AddMonster,
    AddSweepstake,
    MakeHeroes,
    Find,
    Palette,
    Print,
    VerifyRecord,
    /// The wall: a window for a projector.
    Present,
    PresentRehearsal,
    CheckLedger,
    Back,
    Forward,
    ToggleRail,
    ToggleTheme,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Help,
    Quit,
    GoTo(Section),
}

impl Command {
    /// All of them, for the palette.
    pub fn all() -> impl Iterator<Item = Self> {
        const PLAIN: [Command; 32] = [
            Command::NewCampaign,
            Command::OpenSample,
            Command::Open,
            Command::Save,
            Command::SaveAs,
            Command::CloseCampaign,
            Command::Undo,
            Command::Redo,
            Command::Import,
            Command::NewHere,
            Command::AddPerson,
            Command::AddNomination,
            Command::AddAward,
            Command::AddMonster,
            Command::AddSweepstake,
            Command::MakeHeroes,
            Command::Find,
            Command::Palette,
            Command::Print,
            Command::VerifyRecord,
            Command::Present,
            Command::PresentRehearsal,
            Command::CheckLedger,
            Command::Back,
            Command::Forward,
            Command::ToggleRail,
            Command::ToggleTheme,
            Command::ZoomIn,
            Command::ZoomOut,
            Command::ZoomReset,
            Command::Help,
            Command::Quit,
        ];
        PLAIN.into_iter().chain(Section::ALL.into_iter().map(Self::GoTo))
    }

    pub fn title(self) -> String {
        match self {
            Self::NewCampaign => "New campaign".into(),
            Self::OpenSample => "Open the sample".into(),
            Self::Open => "Open campaign".into(),
            Self::Save => "Save".into(),
            Self::SaveAs => "Save as".into(),
            Self::CloseCampaign => "Close campaign".into(),
            Self::Undo => "Undo".into(),
            Self::Redo => "Redo".into(),
            Self::Import => "Import a list".into(),
            Self::NewHere => "New on this page".into(),
            Self::AddPerson => "Add a person".into(),
            Self::AddNomination => "Add a nomination".into(),
            Self::AddAward => "Add an award".into(),
            Self::AddMonster => "Add a monster".into(),
            Self::AddSweepstake => "Add a sweepstake".into(),
            Self::MakeHeroes => "Make heroes of all nominees".into(),
            Self::Find => "Find on this page".into(),
            Self::Palette => "Find a person, a story, a command".into(),
            Self::Print => "Go to print".into(),
            Self::VerifyRecord => "Verify the draw's record".into(),
            Self::Present => "Present the draw".into(),
            Self::PresentRehearsal => "Present the rehearsal".into(),
            Self::CheckLedger => "Check the chain of the ledger".into(),
            Self::Back => "Back".into(),
            Self::Forward => "Forward".into(),
            Self::ToggleRail => "Narrow or widen the rail".into(),
            Self::ToggleTheme => "Light or dark".into(),
            Self::ZoomIn => "Zoom in".into(),
            Self::ZoomOut => "Zoom out".into(),
            Self::ZoomReset => "Zoom to 100 %".into(),
            Self::Help => "Help for this page".into(),
            Self::Quit => "Quit".into(),
            Self::GoTo(section) => format!("Go to {}", section.title()),
        }
    }

    /// One sentence more than the title, for tooltips and the palette.
    pub fn hint(self) -> &'static str {
        match self {
            Self::NewCampaign => "Choose a template; everything stays available.",
            Self::OpenSample => "Heroes, stories and a sweepstake to play with.",
            Self::Open => "A file whose name ends in .unsung.",
            Self::Save => "Written whole; the version before it is kept beside it.",
            Self::SaveAs => "Under another name or in another folder.",
            Self::CloseCampaign => "Back to the start page.",
            Self::Undo => "Turn the last step back.",
            Self::Redo => "Do the step again.",
            Self::Import => "A CSV, TSV, XLSX or ODS file; nothing is added before you have seen it.",
            Self::NewHere => "A new one of what the page shows.",
            Self::AddPerson => "Somebody who is in no list.",
            Self::AddNomination => "One that came by word of mouth or on paper.",
            Self::AddAward => "A category with winners.",
            Self::AddMonster => "A villain for a recurring problem.",
            Self::AddSweepstake => "Prizes, entries and a draw that anybody can check.",
            Self::MakeHeroes => "A seeded proposal each; everything can be changed afterwards.",
            Self::Find => "Narrow the list on this page.",
            Self::Palette => "Commands, people and entries.",
            Self::Print => "Cards of everybody, or of what is selected.",
            Self::VerifyRecord => "Every step is named; nothing is taken on trust.",
            Self::PresentRehearsal => "The same show under a band that says so.",
            Self::Present => "A window for a projector; you keep the notes and the next step.",
            Self::CheckLedger => "Each line against the one before it.",
            Self::Back | Self::Forward => "Through the pages you have seen.",
            Self::ToggleRail => "More room for the page.",
            Self::ToggleTheme => "Paper by day, ink by night.",
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => "80 to 200 %.",
            Self::Help => "What this page is for and what to do next.",
            Self::Quit => "Asks before unsaved work is left.",
            Self::GoTo(_) => "Open the page.",
        }
    }

    pub fn shortcut(self) -> Option<Shortcut> {
        match self {
            Self::Open => ctrl("O"),
            Self::Save => ctrl("S"),
            Self::SaveAs => ctrl_shift("S"),
            Self::Undo => ctrl("Z"),
            Self::Redo => ctrl_shift("Z"),
            Self::Import => ctrl("I"),
            Self::NewHere => ctrl("N"),
            Self::Find => ctrl("F"),
            Self::Palette => ctrl("K"),
            Self::Print => ctrl("P"),
            Self::Back => alt("Left"),
            Self::Forward => alt("Right"),
            Self::ToggleRail => ctrl("B"),
            Self::ZoomIn => ctrl("Plus"),
            Self::ZoomOut => ctrl("Minus"),
            Self::ZoomReset => ctrl("0"),
            Self::Help => plain("F1"),
            Self::Present => plain("F5"),
            Self::Quit => ctrl("Q"),
            Self::GoTo(section) => {
                const DIGITS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
                let place = Section::ALL.iter().position(|other| *other == section)?;
                ctrl(DIGITS.get(place)?)
            }
            _ => None,
        }
    }

    /// `Ok` when it can be done now, else the reason in a sentence.
    pub fn availability(self, workspace: &Workspace) -> Result<(), String> {
        let needs_campaign = || match workspace.campaign() {
            Some(campaign) => Ok(campaign),
            None => Err("No campaign is open. Open one or start a new one.".to_owned()),
        };
        match self {
            Self::NewCampaign
            | Self::OpenSample
            | Self::Open
            | Self::ToggleTheme
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Help
            | Self::Quit
            | Self::Palette => Ok(()),
            Self::Undo => {
                needs_campaign()?;
                match (workspace.undo_title(), workspace.sealed_by()) {
                    (Some(_), _) => Ok(()),
                    (None, Some(seal)) => Err(format!("“{seal}” cannot be undone, nor what was done before it.")),
                    (None, None) => Err("Nothing was done yet.".into()),
                }
            }
            Self::Redo => {
                needs_campaign()?;
                workspace.redo_title().map(|_| ()).ok_or_else(|| "Nothing was undone.".into())
            }
            Self::MakeHeroes => {
                let campaign = needs_campaign()?;
                if campaign.nominations().is_empty() { Err("There are no nominations yet.".into()) } else { Ok(()) }
            }
            Self::Print => {
                let campaign = needs_campaign()?;
                if campaign.heroes().is_empty() { Err("There are no heroes yet.".into()) } else { Ok(()) }
            }
            Self::VerifyRecord => {
                let campaign = needs_campaign()?;
                let drawn =
                    campaign.sweepstakes().iter().any(|(_, s)| s.sealed.as_ref().is_some_and(|d| d.record.is_some()));
                if drawn { Ok(()) } else { Err("No draw has been made yet.".into()) }
            }
            Self::Present => {
                let campaign = needs_campaign()?;
                let reason = "No list is locked yet: the wall shows the lock code first.";
                super::presenting::newest(campaign).map(|_| ()).ok_or_else(|| reason.to_owned())
            }
            Self::PresentRehearsal => {
                let rehearsed = super::presenting::newest_rehearsal(needs_campaign()?);
                rehearsed.map(|_| ()).ok_or_else(|| "Nothing was rehearsed yet.".to_owned())
            }
            _ => needs_campaign().map(|_| ()),
        }
    }

    /// The title with what it would do: "Undo: Rename a person".
    pub fn full_title(self, workspace: &Workspace) -> String {
        let step = match self {
            Self::Undo => workspace.undo_title(),
            Self::Redo => workspace.redo_title(),
            _ => None,
        };
        match step {
            Some(step) => format!("{}: {step}", self.title()),
            None => self.title(),
        }
    }
}
