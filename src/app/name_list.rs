//! The list of names that is sent round and read back: one line for each person with the name letter by letter, a place for the
//! right one and a place for a yes. What comes back is compared line by line with the record it was made from, so that a line
//! whose id was changed, or whose record changed meanwhile, confirms nobody. Nothing is done before it was shown.

use super::exporting::{self, Sheet};
use super::failure::Failure;
use super::outlook::counted;
use super::people::{confirmed_by, rename};
use super::{importing, privacy};
use crate::campaign::{Campaign, Change, Edit, Person, PersonId, Text, tidy_name};
use crate::intake::export::{Guard, guarded};
use crate::intake::{self, ReadOptions, Row, Table, yes_or_no};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

mod plausible;
use plausible::Typed;

const ID: &str = "Id";
const NAME: &str = "Name, as it will be printed";
const RIGHT: &str = "Is it right? (yes or no)";
const SHOULD_BE: &str = "If not: the name as it should be";
const CHECK: &str = "Leave this as it is";

/// The list, for these people; with `None` of everybody who was nominated and whose name nobody confirmed.
///
/// # Errors
/// Where nobody of them has a name.
pub fn list(campaign: &Campaign, people: Option<&[PersonId]>) -> Result<Sheet, Failure> {
    let all = people.map_or_else(|| privacy::unconfirmed(campaign), <[PersonId]>::to_vec);
    let named = all.iter().filter_map(|id| Some((*id, campaign.people().get(*id)?)));
    let rows: Vec<Vec<serde_json::Value>> = named
        .filter(|(_, person)| person.erased_at.is_none() && !tidy_name(&person.name).is_empty())
        .map(|(id, person)| {
            let (number, check) = (id.to_string(), check(id, person));
            let cells: [&str; 7] = [&number, &person.name, "", "", &person.email, &person.team, &check];
            cells.into_iter().map(serde_json::Value::from).collect()
        })
        .collect();
    if rows.is_empty() {
        return Err(Failure::new(
            "No list was written.",
            "Nobody's name waits for a confirmation.",
            "Name the people who are to confirm theirs.",
        ));
    }
    let headers = [ID, NAME, RIGHT, SHOULD_BE, "E-mail", "Team", CHECK];
    Ok(Sheet { headers: headers.map(str::to_owned).to_vec(), rows })
}

/// The list in the form that the ending of the name asks for: a workbook, else a CSV that opens safely.
///
/// # Errors
/// As [`list`], and where the table cannot be written.
pub fn bytes_for(path: &Path, campaign: &Campaign, people: Option<&[PersonId]>) -> Result<Vec<u8>, Failure> {
    let table = list(campaign, people)?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return exporting::table_xlsx("Names", &table);
    }
    exporting::table_csv(&table, Guard::Spreadsheet)
}

/// What [`guarded`] puts before a cell that could begin a formula.
const GUARD: char = '\'';

/// Ties a line to a person and a spelling: neither can change unseen. Begins with a letter that is no digit of it, since a
/// spreadsheet makes a number of `0123456789` and of `1234567e12`.
fn check(id: PersonId, person: &Person) -> String {
    let digest = Sha256::digest(format!("{id}\n{}", tidy_name(&person.name)));
    format!("{CHECK_BEGINS}{}", hex::encode(&digest[..5]))
}

const CHECK_BEGINS: char = 'n';

/// Is it the code of this line? Lists of earlier versions have it without its letter.
fn is_checked(typed: &str, id: PersonId, person: &Person) -> bool {
    let code = check(id, person);
    let typed = typed.trim();
    typed.eq_ignore_ascii_case(&code) || typed.eq_ignore_ascii_case(&code[CHECK_BEGINS.len_utf8()..])
}

/// What a list that came back says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// Their name is right.
    pub confirmed: Vec<PersonId>,
    /// It is to be this.
    pub renamed: Vec<(PersonId, String)>,
    /// Nothing was answered.
    pub unanswered: Vec<PersonId>,
    /// Lines that confirm nobody, by their number, with the reason.
    pub left: Vec<(u64, String)>,
    /// Nominees whose name waits for a confirmation and who are not in the list.
    pub missing: Vec<PersonId>,
    /// The spelling each confirmed or corrected record had when the list was read.
    was: BTreeMap<PersonId, Text>,
}

/// Reads a list back: CSV or workbook, with its columns in any order.
///
/// # Errors
/// Where the file is no table, or not such a list.
pub fn read_back(campaign: &Campaign, file_name: &str, bytes: &[u8]) -> Result<Returned, Failure> {
    const WHAT: &str = "No name was confirmed; the campaign is as it was.";
    let table = intake::read(bytes, &ReadOptions::default())
        .map_err(|error| Failure { what: WHAT.into(), ..importing::failure(file_name, &error) })?;
    let columns = Columns::of(&table).ok_or_else(|| {
        Failure::new(
            WHAT,
            format!("{file_name} has no columns “{ID}”, “{RIGHT}” and “{CHECK}”."),
            "Take the list that this program wrote, with its first line.",
        )
    })?;
    let names = columns.names(campaign, &table);
    let mut said: BTreeMap<PersonId, (u64, Answer)> = BTreeMap::new();
    let mut returned = Returned::default();
    let mut twice = BTreeSet::new();
    for row in table.rows.iter().filter(|row| !row.is_blank()) {
        match columns.answer(campaign, &names, row) {
            Ok((id, answer)) => match said.get(&id) {
                Some((line, other)) if *other != answer => {
                    twice.insert(id);
                    returned.left.push((row.line, format!("line {line} says something else of {id}")));
                }
                Some(_) => {}
                None => {
                    said.insert(id, (row.line, answer));
                }
            },
            Err(why) => returned.left.push((row.line, why)),
        }
    }
    for (id, (line, answer)) in said {
        if twice.contains(&id) {
            returned.left.push((line, format!("another line says something else of {id}")));
            continue;
        }
        if let Some(person) = campaign.people().get(id).filter(|_| answer != Answer::None) {
            returned.was.insert(id, person.name.clone());
        }
        match answer {
            Answer::Right => returned.confirmed.push(id),
            Answer::ShouldBe(name) => returned.renamed.push((id, name)),
            Answer::None => returned.unanswered.push(id),
        }
    }
    returned.left.sort_unstable();
    let known: BTreeSet<PersonId> = [&returned.confirmed, &returned.unanswered]
        .into_iter()
        .flatten()
        .copied()
        .chain(returned.renamed.iter().map(|(id, _)| *id))
        .chain(twice)
        .collect();
    returned.missing = privacy::unconfirmed(campaign).into_iter().filter(|id| !known.contains(id)).collect();
    Ok(returned)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Right,
    ShouldBe(String),
    None,
}

struct Columns {
    id: usize,
    name: usize,
    right: usize,
    should_be: usize,
    check: usize,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let find = |title: &str| table.headers.iter().position(|header| header.eq_ignore_ascii_case(title));
        Some(Self {
            id: find(ID)?,
            name: find(NAME)?,
            right: find(RIGHT)?,
            should_be: find(SHOULD_BE)?,
            check: find(CHECK)?,
        })
    }

    /// What a row says; `names` are those of the list.
    fn answer(
        &self,
        campaign: &Campaign,
        names: &HashMap<String, PersonId>,
        row: &Row,
    ) -> Result<(PersonId, Answer), String> {
        let typed = row.cell(self.id).trim();
        let there = typed.parse::<PersonId>().ok().and_then(|id| Some((id, campaign.people().get(id)?)));
        let Some((id, person)) = there.filter(|(_, person)| person.erased_at.is_none()) else {
            return Err(if typed.is_empty() { "it has no id".into() } else { format!("there is no person {typed}") });
        };
        if !is_checked(row.cell(self.check), id, person) {
            return Err(format!(
                "the line was not written for {id} with this spelling: the id or the record changed since"
            ));
        }
        let said = row.cell(self.right).trim();
        let right = yes_or_no(said);
        if right.is_none() && !said.is_empty() {
            return Err(format!("“{said}” is neither yes nor no"));
        }
        // People correct the name where it stands as well as where they are asked to.
        let (in_place, was) = (row.cell(self.name), guarded(&person.name));
        let in_place = (in_place != was).then(|| {
            // The sign that kept it from being a formula is not part of the name.
            let is_signed = was.starts_with(GUARD) && !person.name.starts_with(GUARD);
            tidy_name(in_place.strip_prefix(GUARD).filter(|_| is_signed).unwrap_or(in_place))
        });
        let was = tidy_name(&person.name);
        let in_place = in_place.filter(|name| !name.is_empty() && *name != was);
        let should_be = Some(tidy_name(row.cell(self.should_be))).filter(|name| !name.is_empty());
        let (mut right, mut should) = (right, None);
        match should_be.map(|name| plausible::typed(name, &was)).transpose()? {
            // People type their yes into the nearest box.
            Some(Typed::Answer(answer)) => match right {
                Some(other) if other != answer => return Err("it says yes and no".into()),
                _ => right = Some(answer),
            },
            Some(Typed::Name(name)) => should = Some(name),
            None => {}
        }
        if let Some(name) = &in_place {
            if let Typed::Answer(_) = plausible::typed(name.clone(), &was)? {
                return Err(format!("“{name}” stands in the place of the name"));
            }
            // Whoever says no means the new one.
            if right != Some(false) && plausible::lost_accents(name, &was) {
                return Err(plausible::DAMAGED.into());
            }
            if let Some(other) = names.get(name.as_str()).filter(|other| **other != id) {
                return Err(format!("it gives the name of {other}; was a column sorted alone?"));
            }
        }
        let other = match (in_place, should) {
            (Some(one), Some(other)) if one != other => return Err(format!("it gives two names, {one} and {other}")),
            (one, other) => other.or(one).filter(|name| *name != was),
        };
        match (right, other) {
            (Some(true), Some(name)) => Err(format!("it says yes and gives another name, {name}")),
            (Some(false), None) => Err("it says no and gives no other name".into()),
            (Some(true), None) => Ok((id, Answer::Right)),
            (_, Some(name)) => Ok((id, Answer::ShouldBe(name))),
            (None, None) => Ok((id, Answer::None)),
        }
    }

    /// The names as they were sent, and whose each is.
    fn names(&self, campaign: &Campaign, table: &Table) -> HashMap<String, PersonId> {
        let person = |row: &Row| {
            let id = row.cell(self.id).trim().parse::<PersonId>().ok()?;
            Some((tidy_name(&campaign.people().get(id)?.name), id))
        };
        table.rows.iter().filter_map(person).collect()
    }
}

impl Returned {
    /// How many names are confirmed by it.
    pub fn count(&self) -> usize {
        self.confirmed.len() + self.renamed.len()
    }

    /// What it says, line by line for the screen.
    pub fn lines(&self) -> Vec<String> {
        let of = |count: usize, one: &str, many: &str| match count {
            0 => None,
            n => Some(counted(n as u64, one, many)),
        };
        [
            of(self.confirmed.len(), "name is right", "names are right"),
            of(self.renamed.len(), "name is corrected", "names are corrected"),
            of(self.unanswered.len(), "line is not answered", "lines are not answered"),
            of(self.left.len(), "line confirms nobody", "lines confirm nobody"),
            of(self.missing.len(), "nominee is not in the list", "nominees are not in the list"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The answers as one step; `None` where nobody confirmed a name. Whoever was renamed, erased or removed since the list was
    /// read is left out: what was shown is not what would be confirmed.
    pub fn change(&self, campaign: &Campaign, by: &str, at: Timestamp) -> Option<Change> {
        let same = self.confirmed.iter().map(|id| (*id, None));
        let other = self.renamed.iter().map(|(id, name)| (*id, Some(name.clone())));
        let edits: Vec<Edit> = same
            .chain(other)
            .filter_map(|(id, name)| {
                let person = campaign.people().get(id).filter(|person| person.erased_at.is_none())?;
                let mut person = self.was.get(&id).is_some_and(|was| *was == person.name).then(|| person.clone())?;
                let name = name.unwrap_or_else(|| tidy_name(&person.name));
                rename(&mut person, name);
                person.name_confirmed = Some(confirmed_by(by, at));
                Some(Edit::person(id, person))
            })
            .collect();
        let title = super::people::counted("Take in the confirmed names of", edits.len());
        (!edits.is_empty()).then(|| Change::new(title, edits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::Nomination;

    fn campaign() -> Campaign {
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let names = ["Sabine Okonjo", "-Ali Baba", "Đặng Thùy Trâm", "Ravi Menon", "Ann Field", "Tom Hart", "יעל כהן"];
        let mut edits = Vec::new();
        for (number, name) in (1..).zip(names) {
            let email = format!("p{number}@mail.example").into();
            edits.push(Edit::person(PersonId(number), Person { name: name.into(), email, ..Person::default() }));
            edits.push(Edit::nomination(number.into(), Nomination::new(PersonId(number))));
        }
        campaign.apply(&Change::new("Set up", edits), now).unwrap();
        campaign
    }

    /// The list as rows of cells, changed as people change it, and written again.
    fn sent_round(campaign: &Campaign, change: impl FnOnce(&mut Vec<Vec<String>>)) -> Vec<u8> {
        let bytes = bytes_for(Path::new("names.csv"), campaign, None).unwrap();
        let table = intake::read(&bytes, &ReadOptions::default()).unwrap();
        let mut rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.cells().map(str::to_owned).collect()).collect();
        assert_eq!(rows[1][1], "'-Ali Baba");
        change(&mut rows);
        intake::export::csv(&table.headers, rows, Guard::Exact).unwrap()
    }

    #[test]
    fn what_comes_back_confirms_corrects_or_is_left_with_the_reason() {
        let mut campaign = campaign();
        let bytes = sent_round(&campaign, |rows| {
            rows[0][2] = "Yes".into();
            rows[1][2] = "ja".into();
            // Corrected where it was asked, and where it stands.
            rows[2][3] = " Đặng Thuỳ Trâm ".into();
            rows[3][1] = "Ravi Kumar Menon".into();
            // An id that was changed, and a line that is gone.
            rows[4][0] = "P1".into();
            rows.remove(5);
            rows.push(["P99", "Somebody New", "yes", "", "", "", ""].map(str::to_owned).to_vec());
            rows.push(["", "Without Id", "yes", "", "", "", ""].map(str::to_owned).to_vec());
        });
        let back = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!(back.confirmed, [PersonId(1), PersonId(2)]);
        let renamed = [(PersonId(3), "Đặng Thuỳ Trâm".to_owned()), (PersonId(4), "Ravi Kumar Menon".to_owned())];
        assert_eq!(back.renamed, renamed);
        assert_eq!(back.unanswered, [PersonId(7)]);
        assert_eq!(back.missing, [PersonId(5), PersonId(6)]);
        let lines: Vec<u64> = back.left.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [6, 8, 9], "{:?}", back.left);
        let at: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let change = back.change(&campaign, "their team leads", at).unwrap();
        campaign.apply(&change, at).unwrap();
        let person = |id: u64| campaign.people().get(PersonId(id)).unwrap();
        assert_eq!(person(4).name, "Ravi Kumar Menon");
        assert_eq!(person(2).name, "-Ali Baba");
        assert_eq!(person(3).name_confirmed, Some(confirmed_by("their team leads", at)));
        assert!(person(5).name_confirmed.is_none() && person(7).name_confirmed.is_none());
        assert!(person(4).name_confirmed.is_some());
        // The same file again: names that were corrected are other spellings than those that were sent.
        let again = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!((again.confirmed.len(), again.renamed.len()), (2, 0));
    }

    #[test]
    fn answers_that_do_not_agree_confirm_nobody() {
        let campaign = campaign();
        let bytes = sent_round(&campaign, |rows| {
            rows[0][2] = "yes".into();
            rows[0][3] = "Sabina Okonjo".into();
            rows[1][2] = "no".into();
            rows[2][2] = "perhaps".into();
            let mut other = rows[3].clone();
            rows[3][2] = "yes".into();
            other[3] = "Ravi Menen".into();
            rows.push(other);
        });
        let back = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!((back.count(), back.left.len()), (0, 5), "{back:?}");
        assert!(back.change(&campaign, "", Timestamp::UNIX_EPOCH).is_none());
        assert!(read_back(&campaign, "other.csv", b"Name,Email\nAnn,ann@x.example\n").is_err());
    }

    #[test]
    fn who_changed_since_the_list_was_read_is_not_confirmed() {
        let mut campaign = campaign();
        let bytes = sent_round(&campaign, |rows| {
            rows[0][2] = "yes".into();
            rows[1][2] = "yes".into();
            rows[2][3] = "Đặng Thuỳ Trâm".into();
        });
        let back = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!(back.count(), 3);
        let at: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let mut renamed = campaign.people().get(PersonId(1)).unwrap().clone();
        rename(&mut renamed, "Sabine Else".into());
        let edits = vec![Edit::person(PersonId(1), renamed), Edit::erase(PersonId(3), at)];
        campaign.apply(&Change::new("Meanwhile", edits), at).unwrap();
        let change = back.change(&campaign, "themselves", at).unwrap();
        campaign.apply(&change, at).unwrap();
        let person = |id: u64| campaign.people().get(PersonId(id)).unwrap();
        assert_eq!((&*person(1).name, person(1).name_confirmed.is_some()), ("Sabine Else", false));
        assert!(person(2).name_confirmed.is_some());
        assert!(campaign.people().get(PersonId(3)).is_none_or(|it| it.name.is_empty()));
    }

    #[test]
    fn what_a_spreadsheet_does_to_a_cell_confirms_nobody_else_and_loses_nobody() {
        let campaign = campaign();
        let bytes = sent_round(&campaign, |rows| {
            // Edited behind the sign that keeps the cell from being a formula.
            rows[1][1] = "'-Ali Baba B.".into();
            // As an earlier version wrote it.
            rows[0][6].remove(0);
            rows[0][2] = "yes".into();
        });
        let back = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!(back.renamed, [(PersonId(2), "-Ali Baba B.".to_owned())]);
        assert_eq!(back.confirmed, [PersonId(1)]);
        for (id, person) in campaign.people().iter() {
            assert!(check(id, person).parse::<f64>().is_err());
        }
        assert!(list(&campaign, Some(&[])).is_err(), "nobody asked for is not everybody");
    }

    #[test]
    fn what_is_no_correction_of_the_name_confirms_nobody() {
        let campaign = campaign();
        // A column sorted alone gives everybody another one's name.
        let bytes = sent_round(&campaign, |rows| {
            let names: Vec<String> = rows.iter().map(|row| row[1].clone()).collect();
            for (row, name) in rows.iter_mut().zip(names.into_iter().cycle().skip(1)) {
                row[1] = name;
            }
        });
        let back = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!((back.count(), back.left.len()), (0, 7), "{back:?}");
        // Letters that a code page does not have, and answers in the nearest box.
        let bytes = sent_round(&campaign, |rows| {
            rows[2][1] = "??ng Thùy Trâm".into();
            rows[6][1] = "??? ???".into();
            rows[0][3] = "ok".into();
            rows[3][3] = "see mail".into();
            rows[4][2] = "yes".into();
            rows[4][3] = "no".into();
            rows[5][2] = "no".into();
            rows[5][1] = "Ravi Menon".into();
        });
        let back = read_back(&campaign, "names.csv", &bytes).unwrap();
        assert_eq!((back.confirmed.as_slice(), back.renamed.len()), ([PersonId(1)].as_slice(), 0), "{back:?}");
        assert_eq!((back.left.len(), back.unanswered.len()), (5, 1), "{back:?}");
    }

    #[test]
    fn a_workbook_comes_back_as_it_went() {
        let campaign = campaign();
        let bytes = bytes_for(Path::new("names.XLSX"), &campaign, Some(&[PersonId(7)])).unwrap();
        let back = read_back(&campaign, "names.xlsx", &bytes).unwrap();
        assert_eq!(back.unanswered, [PersonId(7)]);
        assert!(back.left.is_empty(), "{:?}", back.left);
    }
}
