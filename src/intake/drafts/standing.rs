//! Whether a row is an entry at all, by what its columns of states say.

use std::collections::{BTreeSet, HashSet};

use super::{Maker, Matters, Rules, different_cells};
use crate::intake::cells::short;
use crate::intake::date::ColumnOrder;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::mapping::Column;
use crate::intake::status::{self, Answers, Standing};
use crate::intake::table::{Row, Table};
use crate::intake::{DateOrder, Field, Kind, Mapping, Source, conditions, date, value};

/// Says of which columns yes and no do not tell whether a row is an entry.
pub(super) fn say_nothing_said(table: &Table, columns: &[usize], issues: &mut Issues) {
    for column in columns.iter().filter(|column| status::says_nothing(table, **column)) {
        issues.add(None, Some(*column), IssueKind::UnknownWord, Severity::Note, || {
            let header = table.headers.get(*column).map_or("", String::as_str);
            format!("“{}” holds yes and no, and does not say to what; no entry is left out for it.", short(header))
        });
    }
}

/// Says once of a list which states nobody knows: the rows go in, and one of them may be no entry.
pub(super) fn say_unknown_states(table: &Table, columns: &[usize], issues: &mut Issues) {
    let how_sent = says_how_sent(table);
    for column in columns.iter().filter(|column| Some(**column) != how_sent) {
        let states = status::unknown_states(table, *column);
        if states.is_empty() {
            continue;
        }
        issues.add(None, Some(*column), IssueKind::NotAttending, Severity::Note, || {
            let header = table.headers.get(*column).map_or("", String::as_str);
            let shown: Vec<String> = states.iter().take(6).map(|state| format!("“{}”", short(state))).collect();
            let more = states.len().saturating_sub(shown.len());
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!(
                "“{}” says {}{more}, which is no state that is known; no row is left out for it. Leave out those that are no entries.",
                short(header),
                shown.join(", ")
            )
        });
    }
}

/// Says once of a list in how many rows nothing stands under a condition of taking part: who did not tick the rules may not have
/// accepted them.
pub(super) fn say_blank_conditions(table: &Table, columns: &[usize], issues: &mut Issues) {
    for column in columns.iter().filter(|column| status::is_accepted(table, **column)) {
        let is_blank = |row: &&Row| row.cell(*column).chars().all(value::is_space) && !row.is_blank();
        let blank: Vec<u64> = table.rows.iter().filter(is_blank).map(|row| row.line).collect();
        let Some(first) = blank.first() else { continue };
        let others = blank.iter().skip(1).take(Issues::LISTED).copied().collect();
        issues.add_lines(Some(*first), others, Some(*column), IssueKind::NotAttending, Severity::Warning, || {
            let header = table.headers.get(*column).map_or("", String::as_str);
            let (rows, wait) = match blank.len() {
                1 => ("1 row".to_owned(), "it does not wait"),
                rows => (format!("{rows} rows"), "they do not wait"),
            };
            format!(
                "Nothing stands under “{}” in {rows}; {wait} for it. Leave out those that are no entries.",
                short(header)
            )
        });
    }
}

/// The column in which a survey says how an answer was sent: Qualtrics' status, SoSci Survey's mode beside its number of the case.
pub(super) fn says_how_sent(table: &Table) -> Option<usize> {
    let is_of_qualtrics = |header: &String| {
        let header = value::fold(header);
        table.source == Source::Qualtrics && (header.starts_with("status") || header.starts_with("responsetype"))
    };
    let is_of_sosci = |header: &String| {
        let begins = |header: &String, word: &str| header.split([':', ' ']).next() == Some(word);
        begins(header, "MODE") && table.headers.iter().any(|it| begins(it, "CASE"))
    };
    table.headers.iter().position(|header| is_of_qualtrics(header) || is_of_sosci(header))
}

/// Does it say that the answer was sent to try the survey?
pub(super) fn is_try(cell: &str) -> bool {
    cell.len() < 30
        && matches!(value::fold(cell).as_str(), "surveypreview" | "pretest" | "debug" | "admin" | "adminpretest")
}

/// A column that says how far a row has come.
#[derive(Debug)]
pub(super) struct Unfinished {
    column: usize,
    /// Its words that say that the row is none, as they are written.
    out: HashSet<Box<str>>,
}

#[derive(Debug, Clone, Copy)]
enum Means {
    /// "Status": one of the words below.
    State,
    /// "Membership status": one of those of people who are gone or not there yet.
    Membership,
    /// "Finished": a no.
    NoIsOut,
    /// "Active status": a no, or one of the words of a membership.
    Still,
    /// "Archived": a yes, or the day on which it was done.
    YesIsOut,
    /// "Trash": whatever is no no and no score.
    FilledIsOut,
    /// "Left on": a day, or a yes.
    DayIsOut,
    /// "Refunded amount": more than nothing.
    MoneyIsOut,
    /// "Gross": less than nothing, as a payment back has it.
    PaidBack,
    /// "Type": a refund, or the like.
    PaymentBack,
    /// "Member until": a day, where others have none.
    LastDay,
}

/// Headers of the columns in which forms say it, folded.
const STATES: [&str; 9] = [
    "status",
    "state",
    "entrystatus",
    "submissionstatus",
    "responsestatus",
    "poststatus",
    "formstatus",
    "nominationstatus",
    "entrystate",
];
const FINISHED: [&str; 6] = ["finished", "completed", "complete", "iscomplete", "isfinished", "completata"];
const SPOILT: [&str; 11] = [
    "draft",
    "isdraft",
    "spam",
    "isspam",
    "trash",
    "trashed",
    "trashedat",
    "deleted",
    "deletedat",
    "deletedon",
    "isdeleted",
];
/// What says there that nothing is wrong, folded: beginnings.
const CLEAN: [&str; 10] = ["not", "ham", "clean", "nicht", "inbox", "final", "active", "live", "published", "aktiv"];
/// States of what is no row unless somebody says so, folded.
const OUT: [&str; 38] = [
    "draft",
    "partial",
    "partiallycompleted",
    "partiallycomplete",
    "incomplete",
    "spam",
    "trash",
    "trashed",
    "deleted",
    "withdrawn",
    "rejected",
    "duplicate",
    "abandoned",
    "disqualified",
    "entwurf",
    "unvollstandig",
    "teilweise",
    "brouillon",
    "incomplet",
    "concept",
    "onvolledig",
    "borrador",
    "incompleto",
    "abgelehnt",
    "zuruckgezogen",
    "declined",
    "denied",
    "refused",
    "cancelled",
    "canceled",
    "refuse",
    "refusee",
    "rejete",
    "rejetee",
    "afgewezen",
    "ingetrokken",
    "rechazado",
    "rechazada",
];

/// Headers of the columns in which lists say whether somebody still belongs there, folded.
const MEMBERSHIPS: [&str; 28] = [
    "status",
    "state",
    "memberstatus",
    "membershipstatus",
    "memberstate",
    "accountstatus",
    "userstatus",
    "contactstatus",
    "patronstatus",
    "employmentstatus",
    "employeestatus",
    "mitgliedsstatus",
    "mitgliedstatus",
    "mitgliederstatus",
    "beschaftigungsstatus",
    "lidstatus",
    "ledenstatus",
    "statut",
    "statutdumembre",
    "estado",
    "estadodelsocio",
    "contacttype",
    "contacttyp",
    "standing",
    "positionstatus",
    "lifecyclestatus",
    "workerstatus",
    "jobstatus",
];
/// The same, of yes and no.
const STILL: [&str; 14] = [
    "active",
    "isactive",
    "enabled",
    "isenabled",
    "accountenabled",
    "membershipenabled",
    "aktiv",
    "actif",
    "actief",
    "activo",
    "currentmember",
    "ismember",
    "activestatus",
    "activeemployee",
];
const GONE: [&str; 28] = [
    "deletedat",
    "deletedon",
    "archivedat",
    "archived",
    "isarchived",
    "banned",
    "isbanned",
    "suspended",
    "blocked",
    "deactivated",
    "deleted",
    "isdeleted",
    "deceased",
    "isdeceased",
    "terminated",
    "lapsed",
    "bot",
    "isbot",
    "verstorben",
    "ausgetreten",
    "archiviert",
    "gesperrt",
    "decede",
    "overleden",
    "hasleftcompany",
    "hasleftthecompany",
    "leftcompany",
    "leftthecompany",
];
/// The same, of the day on which somebody left.
const LEFT_ON: [&str; 20] = [
    "austrittsdatum",
    "austritt",
    "ausgetretenam",
    "austrittam",
    "exitdate",
    "terminationdate",
    "dateofleaving",
    "leavingdate",
    "dateleft",
    "lefton",
    "leftat",
    "uitdienst",
    "datumuitdienst",
    "datumuitdiensttreding",
    "datedesortie",
    "datededepart",
    "fechadebaja",
    "dateofdeath",
    "deathdate",
    "todesdatum",
];
/// Headers of what was paid back, folded.
const REFUNDED: [&str; 12] = [
    "refundedamount",
    "amountrefunded",
    "refundamount",
    "refund",
    "refundtotal",
    "totalrefunded",
    "erstatteterbetrag",
    "erstattungsbetrag",
    "montantrembourse",
    "importereembolsado",
    "terugbetaaldbedrag",
    "importorimborsato",
];
/// Headers of what was paid, folded.
const PAID: [&str; 31] = [
    "gross",
    "net",
    "amount",
    "grossamount",
    "netamount",
    "total",
    "totalamount",
    "ordertotal",
    "amountpaid",
    "totalpaid",
    "brutto",
    "netto",
    "bruttobetrag",
    "nettobetrag",
    "betrag",
    "gesamt",
    "gesamtbetrag",
    "summe",
    "brut",
    "montant",
    "montantbrut",
    "montanttotal",
    "bruto",
    "bedrag",
    "totaal",
    "importe",
    "importebruto",
    "importo",
    "lordo",
    "importolordo",
    "valorbruto",
];
/// Headers of what kind of payment it was, folded.
const PAYMENTS: [&str; 18] = [
    "type",
    "typ",
    "transactiontype",
    "paymenttype",
    "transactioneventtype",
    "typeoftransaction",
    "transaktionstyp",
    "transaktionsart",
    "buchungsart",
    "buchungstyp",
    "artderzahlung",
    "typedetransaction",
    "typedetransactions",
    "tipo",
    "tipodetransaccion",
    "tipoditransazione",
    "soort",
    "transactietype",
];
/// Parts of words for payments that went back to who had paid, folded.
const PAYMENTS_BACK: [&str; 18] = [
    "refund",
    "reversal",
    "chargeback",
    "withdrawal",
    "payout",
    "ruckzahlung",
    "ruckbuchung",
    "ruckerstattung",
    "ruckgabe",
    "auszahlung",
    "abbuchung",
    "remboursement",
    "annulation",
    "reembolso",
    "devolucion",
    "terugbetaling",
    "terugboeking",
    "rimborso",
];
const UNTIL: [&str; 5] = ["lidtot", "memberuntil", "mitgliedbis", "membrejusquau", "miembrohasta"];
/// States of people who are gone, not there yet or none, folded: first words, with an ending or none, and whole states.
const NOT_THERE: [&str; 50] = [
    "lapsed",
    "archived",
    "archive",
    "archiviert",
    "archivado",
    "banned",
    "suspended",
    "pending",
    "invited",
    "invitation",
    "terminated",
    "deceased",
    "former",
    "expired",
    "inactive",
    "cancelled",
    "canceled",
    "resigned",
    "deleted",
    "removed",
    "rejected",
    "declined",
    "blocked",
    "deactivated",
    "applicant",
    "applied",
    "ausgetreten",
    "ausgeschieden",
    "verstorben",
    "gekundigt",
    "gesperrt",
    "ehemalig",
    "eingeladen",
    "beantragt",
    "inaktiv",
    "ancien",
    "decede",
    "radie",
    "demission",
    "demissionn",
    "inactif",
    "uitgeschreven",
    "opgezegd",
    "overleden",
    "inactief",
    "fallecid",
    "inactiv",
    "pendiente",
    "deprovisioned",
    "locked",
];
const NOT_THERE_WHOLE: [&str; 8] =
    ["left", "bot", "baja", "antrag", "organization", "organisation", "household", "exmember"];

/// Those that may begin what somebody is, where one of these stands behind them: a "Former president", an "Invited speaker" and
/// "Applied Mathematics" are there.
const OF_MANY: [&str; 7] = ["former", "invited", "applied", "applicant", "ancien", "ehemalig", "eingeladen"];
const FUNCTIONS: [&str; 49] = [
    "president",
    "prasident",
    "prasidentin",
    "presidente",
    "speaker",
    "keynote",
    "referent",
    "referentin",
    "redner",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "vorsitzende",
    "vorstand",
    "board",
    "director",
    "direktor",
    "directeur",
    "officer",
    "secretary",
    "sekretar",
    "treasurer",
    "schatzmeister",
    "tresorier",
    "trustee",
    "captain",
    "coach",
    "trainer",
    "professor",
    "lecturer",
    "teacher",
    "fellow",
    "artist",
    "author",
    "editor",
    "mayor",
    "minister",
    "champion",
    "mathematics",
    "physics",
    "science",
    "chemistry",
    "linguistics",
    "statistics",
    "psychology",
    "research",
    "tracking",
    "art",
];

/// Does a state say that somebody is gone, or not there yet?
fn is_gone(cell: &str) -> bool {
    let mut words = cell.split(|c: char| !c.is_alphanumeric()).map(value::fold).filter(|word| !word.is_empty());
    let Some(first) = words.next().filter(|word| status::is_whole(word, &NOT_THERE)) else { return false };
    !status::is_whole(&first, &OF_MANY) || !words.any(|word| status::is_whole(&word, &FUNCTIONS))
}

/// An amount below nothing: "-5.00", "−5,00 €", "(5.00)".
fn is_negative(cell: &str) -> bool {
    let cell = cell.trim_matches(|c: char| value::is_space(c) || c.is_alphabetic() || matches!(c, '€' | '$' | '£'));
    let is_below = cell.starts_with(['-', '−']) || (cell.starts_with('(') && cell.ends_with(')'));
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    is_below && value::decimal(number).is_some_and(|paid| paid > 0.0)
}

/// Years that stand for no end.
const NEVER: [&str; 3] = ["9999", "2999", "2099"];

impl Means {
    /// What a header of such a column says, in a list of this kind.
    fn of(header: &str, kind: Kind) -> Option<Self> {
        // "Status [READ ONLY]"
        let words = header.split_once('[').map_or(header, |(words, _)| words);
        let folded = value::fold(if words.chars().all(value::is_space) { header } else { words });
        let is = |list: &[&str]| list.contains(&folded.as_str());
        let are_people = matches!(kind, Kind::People | Kind::Members);
        match kind {
            _ if are_people && is(&MEMBERSHIPS) => Some(Self::Membership),
            _ if are_people && is(&STILL) => Some(Self::Still),
            _ if are_people && is(&GONE) => Some(Self::YesIsOut),
            _ if are_people && is(&LEFT_ON) => Some(Self::DayIsOut),
            _ if are_people && is(&UNTIL) => Some(Self::LastDay),
            Kind::Entries if is(&REFUNDED) => Some(Self::MoneyIsOut),
            Kind::Entries if is(&PAID) => Some(Self::PaidBack),
            Kind::Entries if is(&PAYMENTS) => Some(Self::PaymentBack),
            Kind::Entries => None,
            _ if are_people => None,
            _ if is(&STATES) => Some(Self::State),
            _ if is(&FINISHED) => Some(Self::NoIsOut),
            _ if is(&SPOILT) => Some(Self::FilledIsOut),
            _ => None,
        }
    }

    fn is_out(self, cell: &str) -> bool {
        if cell.is_empty() || cell.len() > 40 {
            return false;
        }
        let folded = value::fold(cell);
        match self {
            Self::State => OUT.contains(&folded.as_str()),
            Self::Membership => NOT_THERE_WHOLE.contains(&folded.as_str()) || is_gone(cell),
            Self::MoneyIsOut => {
                let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
                value::decimal(number).is_some_and(|paid| paid > 0.0)
            }
            Self::NoIsOut => value::yes_or_no(cell) == Some(false),
            Self::Still => value::yes_or_no(cell) == Some(false) || is_gone(cell),
            Self::PaidBack => is_negative(cell),
            Self::PaymentBack => PAYMENTS_BACK.iter().any(|word| folded.contains(word)),
            Self::FilledIsOut => {
                // "v2" is a version, and none of a row that was thrown away.
                let digits = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
                let is_version = || folded.strip_prefix('v').is_some_and(digits);
                let is_denied = CLEAN.iter().any(|word| folded.starts_with(word)) || is_version();
                let says_nothing = is_denied || value::is_nothing(cell) || value::is_no_day(cell);
                value::yes_or_no(cell).unwrap_or_else(|| !says_nothing && value::decimal(cell).is_none())
            }
            // Programs of staff write a day that never comes for those who stay.
            Self::YesIsOut | Self::DayIsOut | Self::LastDay if NEVER.iter().any(|year| cell.contains(year)) => false,
            Self::YesIsOut | Self::DayIsOut | Self::LastDay => {
                date::looks_like_date(cell) || value::yes_or_no(cell) == Some(true)
            }
        }
    }
}

/// The columns that say it, where nothing else is read from them. What their words say is told once for all rows.
pub(super) fn unfinished(table: &Table, mapping: &Mapping, kind: Kind, rules: &Rules) -> Vec<Unfinished> {
    let of_column = |(column, it): (usize, &Column)| {
        let means = Means::of(&it.header, kind).filter(|_| it.field.is_none() && !it.left_out)?;
        let typed = rules.fixes.values().filter_map(|cells| cells.get(&column)).map(String::as_str);
        let cells = different_cells(table, &[column]).into_iter().chain(typed);
        // A day in all rows is the end of the year that was paid for.
        let is_term = || table.rows.iter().all(|row| !row.cell(column).chars().all(value::is_space));
        if matches!(means, Means::LastDay) && is_term() {
            return None;
        }
        let order = match date::column_order(&table.rows, column) {
            ColumnOrder::Decided { order, .. } => Some(order),
            _ => rules.date_order,
        };
        // Whoever is there for some time has a last day, too.
        let is_to_come = |cell: &str| {
            let day = date::parse(cell).and_then(|parts| parts.date(order.or(Some(DateOrder::DayFirst))));
            matches!(means, Means::DayIsOut | Means::LastDay)
                && day.zip(rules.today).is_some_and(|(day, now)| day >= now)
        };
        let is_out = |cell: &&str| means.is_out(cell) && !is_to_come(cell);
        let out: HashSet<Box<str>> = cells.filter(is_out).map(Box::from).collect();
        // Where all that was paid is below nothing, whoever keeps the list writes it so.
        let is_more = |cell: &str| cell.contains(|c: char| matches!(c, '1'..='9')) && !out.contains(cell);
        if matches!(means, Means::PaidBack)
            && table.rows.len() > 1
            && !table.rows.iter().any(|row| is_more(row.cell(column)))
        {
            return None;
        }
        // One word in every row ("Draft: first") is no state of any.
        let is_state = |cell: &str| {
            let is_word = || SPOILT.contains(&value::fold(cell).as_str());
            value::yes_or_no(cell).is_some() || date::looks_like_date(cell) || is_word()
        };
        if matches!(means, Means::FilledIsOut) && !out.iter().any(|cell| is_state(cell)) {
            let is_out = |row: &Row| out.contains(row.cell(column));
            if table.rows.len() > 1 && table.rows.iter().all(is_out) {
                return None;
            }
        }
        (!out.is_empty()).then_some(Unfinished { column, out })
    };
    mapping.columns.iter().enumerate().filter_map(of_column).collect()
}

impl Unfinished {
    /// The column in which it stands.
    pub const fn column(&self) -> usize {
        self.column
    }

    /// The column and its words where they say that the row is none.
    pub fn says<'r>(&self, row: &'r Row) -> Option<(usize, &'r str)> {
        let cell = row.cell(self.column);
        self.out.contains(cell).then_some((self.column, cell))
    }
}

/// A column of states of entries.
#[derive(Debug)]
pub(super) struct StatusColumn {
    column: usize,
    answers: Answers,
    /// Somebody may be left out for what stands in it.
    is_sure: bool,
}

impl StatusColumn {
    pub fn of(table: &Table, column: usize) -> Self {
        let header = table.headers.get(column).map_or("", String::as_str);
        Self { column, answers: status::answers(header), is_sure: status::is_sure(table, column) }
    }
}

/// What staff programs write behind the name of somebody who has left, folded.
const LEFT: [&str; 5] = ["terminated", "inactive", "deactivated", "disabled", "ausgeschieden"];

/// The columns of entries that say what kind of payment it was.
pub(super) fn kinds_of_payments(table: &Table, kind: Kind) -> Vec<usize> {
    let is_one = |header: &str| PAYMENTS.contains(&value::fold(header).as_str());
    let found = (0..table.headers.len()).filter(|at| table.headers.get(*at).is_some_and(|header| is_one(header)));
    found.filter(|_| kind == Kind::Entries).collect()
}

/// The first lines of a list without a header that are shorter than all below: "Prize quiz", "Played on, 14 March". They stand above it
/// as titles do.
pub(super) fn titles_above(table: &Table) -> BTreeSet<u64> {
    const LINES: usize = 10;
    let width = table.headers.len();
    let above = || table.rows.iter().take(LINES).take_while(|row| row.filled() < width);
    let behind = || table.rows.iter().skip(above().count()).take(3);
    let is_title = table.rows.first().is_some_and(|row| row.filled() == 1) && above().count() < LINES;
    let are_full = behind().count() >= 2 && behind().all(|row| row.filled() == width);
    if table.header_rows > 0 || table.is_facts || width < 3 {
        return BTreeSet::new();
    }
    if is_title && are_full {
        return above().filter(|row| !row.is_blank()).map(|row| row.line).collect();
    }
    // Where rows have gaps, one or two lines of words that are nobody's name.
    let is_name = |row: &Row| row.cells().any(|cell| value::is_full_name(value::trimmed(cell)));
    let alone = || table.rows.iter().take(LINES).take_while(|row| row.filled() <= 1);
    let titles = || alone().filter(|row| !row.is_blank());
    let behind = || table.rows.iter().skip(alone().count()).take(3);
    let are_rows = behind().count() >= 2 && behind().all(|row| row.filled() > 1 && row.filled() * 2 >= width);
    if (1..=3).contains(&titles().count()) && are_rows && !titles().any(is_name) {
        return titles().map(|row| row.line).collect();
    }
    BTreeSet::new()
}

/// Is there a row in which all `columns` are blank and this one is not?
pub(super) fn stands_in(table: &Table, columns: &[usize], column: usize) -> bool {
    let is_blank = |cell: &str| cell.chars().all(value::is_space);
    let stands = |row: &Row| !is_blank(row.cell(column)) && columns.iter().all(|at| is_blank(row.cell(*at)));
    table.rows.iter().any(stands)
}

/// So many different states of a column are remembered.
const REMEMBERED: usize = 256;

impl Maker<'_> {
    /// Holds a row of people whose name says that they have left: "Di Park (Terminated)".
    pub(super) fn heed_remark(&self, row: &Row, matters: &mut Matters, issues: &mut Issues) {
        let columns = [Field::Name, Field::Given, Field::Family].map(|field| self.column(field));
        for column in columns.into_iter().flatten() {
            let cell = row.cell(column);
            // Nearly every name ends with a plain letter.
            if cell.bytes().next_back().is_none_or(|last| last.is_ascii_alphanumeric()) {
                continue;
            }
            let cell = cell.trim_end_matches(value::is_space);
            let Some((_, remark)) = cell.strip_suffix(')').and_then(|cell| cell.rsplit_once('(')) else { continue };
            if !LEFT.contains(&value::fold(remark).as_str()) {
                continue;
            }
            issues.add(row.line, Some(column), IssueKind::Unfinished, Severity::Decision, || {
                format!("“({})” stands behind the name, so this may be nobody who belongs here.", short(remark))
            });
            matters.hold.get_or_insert_with(|| format!("“({})” stands behind the name.", short(remark)));
        }
    }

    /// Rejects what is no entry and holds what may be none.
    pub(super) fn heed_status(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) {
        let sense = self.sense;
        for (known, StatusColumn { column, answers, is_sure }) in self.standings.iter_mut().zip(&sense.status) {
            let cell = row.cell(*column);
            // A million entries have a few states.
            let standing = known.get(cell).copied().unwrap_or_else(|| {
                let header = sense.headers.get(*column).map_or("", String::as_str);
                let standing = conditions::standing(header, cell, *answers);
                if known.len() < REMEMBERED {
                    known.insert(cell.into(), standing);
                }
                standing
            });
            // A yes or no alone does not say to what.
            let words = || match (answers, value::yes_or_no(cell)) {
                (Answers::YesIsOut, _) | (Answers::NoIsOut, Some(_)) => {
                    let header = sense.headers.get(*column).map_or("", String::as_str);
                    format!("{}: {}", short(header), short(cell))
                }
                (Answers::NoIsOut | Answers::Nothing, _) => short(cell),
            };
            let (severity, reason) = match standing {
                Standing::Counts => continue,
                Standing::Out if !is_sure => {
                    (Severity::Decision, format!("It says “{}”, so this may be no entry.", words()))
                }
                Standing::Out => (Severity::Error, format!("The status is “{}”, so this is no entry.", words())),
                Standing::Open => {
                    (Severity::Decision, format!("The status is “{}”, so this may be no entry.", words()))
                }
            };
            issues.add(row.line, Some(*column), IssueKind::NotAttending, severity, || reason.clone());
            if standing == Standing::Out && *is_sure {
                matters.reject = Some(reason);
                return;
            }
            matters.hold.get_or_insert(reason);
        }
    }
}
