//! What a run that failed left behind, in words: nobody has to look into the folder to know what is there.

use crate::app::failure::Failure;
use crate::app::outlook::grouped;
use std::io;
use std::path::Path;

/// Files of a run by what became of them, when it failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Account {
    pub made: usize,
    /// They lay there from before.
    pub unchanged: usize,
}

impl Account {
    /// The failure with what was written before it; `unlisted` is the list of files where that is not up to date.
    pub fn add_to(self, mut failure: Failure, unlisted: Option<&Path>) -> Failure {
        let words = match self.made {
            // It says so itself.
            0 if failure.what.starts_with(NOTHING) || failure.what.contains("not printed") => return failure,
            0 => {
                let there = match self.unchanged {
                    0 => String::new(),
                    1 => " The file that was there is as it was.".to_owned(),
                    many => format!(" The {} files that were there are as they were.", grouped(many as u64)),
                };
                failure.what = format!("{NOTHING} {}{there}", failure.what);
                return failure;
            }
            1 => "1 file was written before that and is whole".to_owned(),
            many => format!("{} files were written before that and are whole", grouped(many as u64)),
        };
        let list = match unlisted {
            Some(list) => format!(", but the list of files, {}, does not name all of it yet", list.display()),
            None => String::new(),
        };
        failure.what = format!("{} {words}{list}.", failure.what);
        failure
    }
}

/// How every failure begins that left nothing.
pub(in crate::app) const NOTHING: &str = "Nothing was printed.";

/// The list of files could not be written.
pub(in crate::app) fn not_listed(list: &Path, error: &io::Error) -> Failure {
    Failure::unwritten(format!("The list of files, {}, was not written.", list.display()), error, "--out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_said_and_nothing_else() {
        let full = || not_listed("/out/unsung-print.ron".as_ref(), &io::ErrorKind::StorageFull.into());
        let said =
            |made, unchanged, list: Option<&str>| Account { made, unchanged }.add_to(full(), list.map(Path::new)).what;
        let list = "The list of files, /out/unsung-print.ron, was not written.";
        assert_eq!(said(0, 0, None), format!("Nothing was printed. {list}"));
        assert_eq!(
            said(0, 2, Some("/out/l")),
            format!("Nothing was printed. {list} The 2 files that were there are as they were.")
        );
        assert_eq!(said(1, 0, None), format!("{list} 1 file was written before that and is whole."));
        assert_eq!(
            said(1200, 7, Some("/out/l")),
            format!(
                "{list} 1,200 files were written before that and are whole, but the list of files, /out/l, does not name all of it yet."
            )
        );
        let nobody = Failure::new(NOTHING, "There is nobody.", "Add somebody.");
        assert_eq!(Account::default().add_to(nobody.clone(), None), nobody);
        assert_eq!(full().what_to_do, "Make room there, or choose another folder.");
        assert_eq!(full().at_the_prompt().what_to_do, "Make room there, or give another place with --out.");
    }
}
