//! Accounts and rooms that directories list between people: "svc_backup", "krbtgt", "Meeting Room 1". They would be counted and
//! drawn as people, so somebody is asked.

use super::value;

/// Names of accounts that programs make themselves. Folded.
const ACCOUNTS: &[&str] = &[
    "aadsyncaccount",
    "admin",
    "administrateur",
    "administrator",
    "beheerder",
    "defaultaccount",
    "exchangeonlineapplicationaccount",
    "gast",
    "guest",
    "krbtgt",
    "localadmin",
    "mailerdaemon",
    "noreply",
    "onpremisesdirectorysynchronizationserviceaccount",
    "postmaster",
    "root",
    "slackbot",
    "wdagutilityaccount",
];

/// Beginnings of names of accounts, each followed by a sign that no name has there or by nothing but letters of a key.
const BEGINNINGS: &[&str] = &[
    "svc_",
    "svc-",
    "svc.",
    "sa_",
    "srv_",
    "srv-",
    "msol_",
    "aad_",
    "sync_",
    "healthmailbox",
    "systemmailbox{",
    "discoverysearchmailbox",
    "federatedemail",
    "migration.",
];

/// First words of what has a mailbox and is nobody. Folded.
const THINGS: &[&str] = &[
    "meeting room",
    "conference room",
    "board room",
    "boardroom",
    "room mailbox",
    "shared mailbox",
    "service account",
    "test account",
    "admin account",
    "besprechungsraum",
    "besprechungszimmer",
    "konferenzraum",
    "sitzungszimmer",
    "sitzungssaal",
    "seminarraum",
    "dienstkonto",
    "salle de reunion",
    "sala de reuniones",
    "sala riunioni",
    "sala de reunioes",
    "vergaderzaal",
    "vergaderruimte",
];

/// Is it the name of an account, a mailbox or a room?
pub(super) fn is_machine(name: &str) -> bool {
    // Asked of every name; these letters leave hardly one.
    let mut begin = name.bytes().map(|byte| byte.to_ascii_lowercase());
    let mut next = || begin.next().unwrap_or(0);
    #[rustfmt::skip]
    let may_begin = matches!(
        &[next(), next(), next(), next()],
        b"aads" | b"aad_" | b"admi" | b"behe" | b"besp" | b"boar" | b"conf" | b"defa" | b"dien" | b"disc" | b"exch" | b"fede" | b"gast"
            | b"gues" | b"heal" | b"konf" | b"krbt" | b"loca" | b"mail" | b"meet" | b"migr" | b"msol" | b"no-r" | b"no r" | b"nore"
            | b"on-p" | b"on p" | b"onpr" | b"post" | b"room" | b"root" | b"sala" | b"sall" | b"semi" | b"serv" | b"shar" | b"sitz"
            | b"slac" | b"srv_" | b"srv-" | b"svc_" | b"svc-" | b"svc." | b"sync" | b"syst" | b"test" | b"verg" | b"wdag"
            | [b's', b'a', b'_', _]
    );
    if !may_begin {
        return false;
    }
    let is_begun = |beginning: &&str| {
        let behind = name.get(..beginning.len()).filter(|it| it.eq_ignore_ascii_case(beginning));
        behind.is_some() && !name.contains(value::is_space)
    };
    if BEGINNINGS.iter().any(is_begun) {
        return true;
    }
    let words = value::fold_words(name);
    let is_thing = |thing: &&str| {
        let mut own = words.iter();
        thing.split(' ').all(|word| own.next().is_some_and(|it| it == word))
    };
    ACCOUNTS.contains(&words.concat().as_str()) || THINGS.iter().any(is_thing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_and_rooms_are_nobody() {
        for name in [
            "svc_backup",
            "SVC-Print",
            "krbtgt",
            "Administrator",
            "Guest",
            "Admin",
            "DefaultAccount",
            "Meeting Room 1",
            "Besprechungsraum Nord",
            "Salle de réunion 2",
            "HealthMailbox0a1b2c",
            "SystemMailbox{bb558c35}",
            "MSOL_ab12cd",
            "Shared Mailbox Sales",
            "Slackbot",
            "no-reply",
            "Exchange Online-ApplicationAccount",
            "On-Premises Directory Synchronization Service Account",
        ] {
            assert!(is_machine(name), "{name}");
        }
        for folded in ACCOUNTS {
            assert!(is_machine(folded) && value::fold(folded) == *folded, "{folded}");
        }
        for beginning in BEGINNINGS {
            assert!(is_machine(&format!("{beginning}1")), "{beginning}");
        }
        for thing in THINGS {
            assert!(is_machine(&format!("{thing} 3")), "{thing}");
        }
    }

    #[test]
    fn people_are_no_machines() {
        for name in [
            "",
            "Ada Quist",
            "Guest, Ada",
            "Judy Guest",
            "Edgar Guest",
            "Guest Edgar",
            "Root Elihu",
            "Sa Nguyen",
            "Admir Kovač",
            "Meeting Anna",
            "Sync Anna",
            "Gast Alice",
            "Healy Mailbox",
        ] {
            assert!(!is_machine(name), "{name}");
        }
    }
}
