//! Straight from the program to paper: through the print command of the system where there is one, else by opening the file with
//! the system's own viewer. Which programs are called is decided here; that they are called is the world's.

use crate::app::failure::Failure;
use crate::app::world::{Answer, Call, System, World};
use serde::Serialize;
use std::ffi::OsString;
use std::io;
use std::path::Path;

/// A printer that the system knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printer {
    pub name: String,
    /// The one that is used where none is named.
    pub is_usual: bool,
}

/// How a file goes to paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// `None` for the system's usual one.
    pub printer: Option<String>,
    pub copies: u32,
    /// Both sides, turned over the long edge.
    pub duplex: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { printer: None, copies: 1, duplex: false }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sent {
    /// Handed to a printer; the system's usual one where none is named.
    Printer { name: Option<String>, copies: u32 },
    /// No printer could be asked, so the system's viewer shows it, from where it can be printed.
    Viewer,
}

/// Most copies of one file.
pub const MOST_COPIES: u32 = 99;

/// The path never reaches a command line of PowerShell as text, where quotes in names would end it.
const FILE: &str = "UNSUNG_FILE";
const PRINTER: &str = "UNSUNG_PRINTER";

/// The printers of the system, the usual one first; none where they cannot be asked for.
pub fn printers(world: &dyn World) -> Vec<Printer> {
    let mut all = match world.system() {
        System::Linux | System::MacOs => {
            // Only in this language the answer is known beforehand.
            let ask = |option: &str| said(world.call(&Call::new("lpstat").arg(option).env("LC_ALL", "C")));
            let usual = ask("-d").and_then(|text| Some(text.split_once(':')?.1.trim().to_owned()));
            let names = ask("-e").unwrap_or_default();
            let names = names.lines().map(str::trim).filter(|name| !name.is_empty());
            names
                .map(|name| Printer { name: name.to_owned(), is_usual: usual.as_deref() == Some(name) })
                .collect::<Vec<_>>()
        }
        System::Windows => {
            let ask = "Get-CimInstance Win32_Printer | ForEach-Object { \"$($_.Default)`t$($_.Name)\" }";
            let lines = said(world.call(&powershell(ask))).unwrap_or_default();
            let read = |line: &str| {
                let (usual, name) = line.trim().split_once('\t')?;
                Some(Printer { name: name.trim().to_owned(), is_usual: usual == "True" })
            };
            lines.lines().filter_map(read).collect()
        }
    };
    all.sort_by_key(|printer| !printer.is_usual);
    all
}

/// What a program said, where it ended well.
fn said(answer: io::Result<Answer>) -> Option<String> {
    answer.ok().filter(|answer| answer.is_good).map(|answer| answer.out)
}

fn powershell(command: &str) -> Call {
    Call::new("powershell").arg("-NoProfile").arg("-NonInteractive").arg("-Command").arg(command)
}

/// Prints a finished file. Where the system has no print command, or no printer, its viewer opens the file.
pub fn print(world: &dyn World, path: &Path, order: &Order) -> Result<Sent, Failure> {
    let copies = order.copies.clamp(1, MOST_COPIES);
    let sent = || Sent::Printer { name: order.printer.clone(), copies };
    let asked = match world.system() {
        System::Linux | System::MacOs => {
            let mut lp = Call::new("lp").arg("-n").arg(copies.to_string());
            let mut lpr = Call::new("lpr").arg("-#").arg(copies.to_string());
            if let Some(printer) = &order.printer {
                lp = lp.arg("-d").arg(printer);
                lpr = lpr.arg("-P").arg(printer);
            }
            // At its own size: labels and cards that are scaled to the page miss their places.
            let sides = if order.duplex { "sides=two-sided-long-edge" } else { "sides=one-sided" };
            let with = |call: Call| call.arg("-o").arg(sides).arg("-o").arg("print-scaling=none").arg("--").arg(path);
            match world.call(&with(lp)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => world.call(&with(lpr)),
                answer => answer,
            }
        }
        System::Windows => {
            let print = match &order.printer {
                Some(_) => format!(
                    "Start-Process -FilePath $env:{FILE} -Verb PrintTo -ArgumentList ('\"' + $env:{PRINTER} + '\"')"
                ),
                None => format!("Start-Process -FilePath $env:{FILE} -Verb Print"),
            };
            // The verb knows no number of copies.
            let call = powershell(&format!("1..{copies} | ForEach-Object {{ {print} }}"));
            let printer = order.printer.clone().unwrap_or_default();
            world.call(&call.env(FILE, path).env(PRINTER, printer))
        }
    };
    let complaint = match asked {
        Ok(answer) if answer.is_good => return Ok(sent()),
        Ok(answer) => answer.complaint,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => error.to_string(),
    };
    // Somebody who chose a printer is told that it did not print; else the viewer has a dialog for it.
    if let (Some(printer), false) = (&order.printer, complaint.is_empty()) {
        let why = format!("The printer {printer} did not take it. The system says: {}", sentence(&complaint));
        return Err(Failure::new(
            "It was not printed. The file is whole.",
            why,
            "See whether the printer is switched on, or choose another one.",
        ));
    }
    match open(world, path) {
        Ok(()) => Ok(Sent::Viewer),
        Err(_) => Err(Failure::new(
            "It was not printed. The file is whole.",
            "This system has neither a print command nor a viewer for PDF files.",
            format!("Open {} on another computer, or install a PDF viewer.", path.display()),
        )),
    }
}

fn sentence(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.ends_with('.') { line.to_owned() } else { format!("{line}.") }
}

/// Opens a file or a folder with the program that the system has for it.
pub fn open(world: &dyn World, path: &Path) -> Result<(), Failure> {
    let call = match world.system() {
        System::Linux => Call::new("xdg-open").arg(path),
        System::MacOs => Call::new("open").arg(path),
        System::Windows => powershell(&format!("Invoke-Item -LiteralPath $env:{FILE}")).env(FILE, path),
    };
    carried_out(world, &call.staying(), path)
}

/// Shows a file in its folder.
pub fn show_in_folder(world: &dyn World, path: &Path) -> Result<(), Failure> {
    let call = match world.system() {
        System::Linux => return open(world, path.parent().unwrap_or(path)),
        System::MacOs => Call::new("open").arg("-R").arg(path),
        System::Windows => {
            let mut select = OsString::from("/select,");
            select.push(path);
            // Explorer ends with 1 whether it worked or not.
            let call = Call::new("explorer").arg(select).staying();
            return match world.call(&call) {
                Ok(_) => Ok(()),
                Err(_) => Err(not_opened(path)),
            };
        }
    };
    carried_out(world, &call.staying(), path)
}

fn carried_out(world: &dyn World, call: &Call, path: &Path) -> Result<(), Failure> {
    match world.call(call) {
        Ok(answer) if answer.is_good => Ok(()),
        _ => Err(not_opened(path)),
    }
}

fn not_opened(path: &Path) -> Failure {
    Failure::new(
        format!("{} was not opened.", path.display()),
        "The system has no program for it.",
        "Open it by hand; it is whole.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;

    fn world(system: System, programs: &[(&str, Answer)]) -> FakeWorld {
        let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
        world.install(system, programs);
        world
    }

    fn good(out: &str) -> Answer {
        Answer { is_good: true, out: out.into(), complaint: String::new() }
    }

    fn bad(complaint: &str) -> Answer {
        Answer { is_good: false, out: String::new(), complaint: complaint.into() }
    }

    fn words(call: &Call) -> Vec<String> {
        call.args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn lp_prints_at_its_own_size() {
        let world = world(System::Linux, &[("lp", good("request id is office-7"))]);
        let order = Order { printer: Some("office".into()), copies: 3, duplex: true };
        let sent = print(&world, "/out/-rf.pdf".as_ref(), &order).unwrap();
        assert_eq!(sent, Sent::Printer { name: Some("office".into()), copies: 3 });
        let wanted = [
            "-n",
            "3",
            "-d",
            "office",
            "-o",
            "sides=two-sided-long-edge",
            "-o",
            "print-scaling=none",
            "--",
            "/out/-rf.pdf",
        ];
        assert_eq!(words(&world.calls()[0]), wanted);
    }

    #[test]
    fn without_lp_there_is_lpr_and_without_both_the_viewer() {
        let order = Order::default();
        let only_lpr = world(System::MacOs, &[("lpr", good(""))]);
        assert!(matches!(print(&only_lpr, "/a.pdf".as_ref(), &order), Ok(Sent::Printer { name: None, copies: 1 })));
        let viewer = world(System::Linux, &[("xdg-open", good(""))]);
        assert_eq!(print(&viewer, "/a.pdf".as_ref(), &order).unwrap(), Sent::Viewer);
        let no_printer =
            world(System::Linux, &[("lp", bad("lp: Error - no default destination")), ("xdg-open", good(""))]);
        assert_eq!(print(&no_printer, "/a.pdf".as_ref(), &order).unwrap(), Sent::Viewer);
        let nothing = world(System::Linux, &[]);
        let failure = print(&nothing, "/a.pdf".as_ref(), &order).unwrap_err();
        assert!(failure.why.contains("neither a print command nor a viewer"), "{failure}");
        assert!(failure.what.contains("The file is whole"), "{failure}");
    }

    #[test]
    fn a_printer_that_was_chosen_and_fails_is_said() {
        let world =
            world(System::Linux, &[("lp", bad("lp: The printer or class does not exist.")), ("xdg-open", good(""))]);
        let order = Order { printer: Some("attic".into()), ..Order::default() };
        let failure = print(&world, "/a.pdf".as_ref(), &order).unwrap_err();
        assert!(failure.why.contains("attic") && failure.why.contains("does not exist"), "{failure}");
    }

    #[test]
    fn on_windows_names_travel_outside_the_command() {
        let world = world(System::Windows, &[("powershell", good("False\tPDF\nTrue\tHP \"1\"\n"))]);
        let printers = printers(&world);
        assert_eq!(printers.len(), 2);
        assert_eq!(printers[0], Printer { name: "HP \"1\"".into(), is_usual: true });
        let order = Order { printer: Some(printers[0].name.clone()), copies: 2, duplex: false };
        print(&world, "C:\\it's\\a.pdf".as_ref(), &order).unwrap();
        let call = world.calls().pop().unwrap();
        assert!(words(&call).last().unwrap().starts_with("1..2 | ForEach-Object"));
        assert!(!words(&call).iter().any(|word| word.contains("it's") || word.contains("HP")));
        assert!(call.env.contains(&(FILE.into(), "C:\\it's\\a.pdf".into())));
    }

    #[test]
    fn printers_of_cups() {
        let empty = world(System::Linux, &[]);
        assert_eq!(printers(&empty), []);
        // The same answer for both questions: names are lines, the usual one stands behind a colon.
        let one = world(System::Linux, &[("lpstat", good("office"))]);
        assert_eq!(printers(&one), [Printer { name: "office".into(), is_usual: false }]);
    }

    #[test]
    fn a_file_is_shown_in_its_folder() {
        let linux = world(System::Linux, &[("xdg-open", good(""))]);
        show_in_folder(&linux, "/out/a.pdf".as_ref()).unwrap();
        assert_eq!(words(&linux.calls()[0]), ["/out"]);
        let mac = world(System::MacOs, &[("open", good(""))]);
        show_in_folder(&mac, "/out/a.pdf".as_ref()).unwrap();
        assert_eq!(words(&mac.calls()[0]), ["-R", "/out/a.pdf"]);
        let none = world(System::Linux, &[]);
        assert!(show_in_folder(&none, "/out/a.pdf".as_ref()).is_err());
    }
}
