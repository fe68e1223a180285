//! A judging of the size the program is made for: 2,000 nominees, 100 judges, 20,000 scores, thousands of conflicts, votes, texts under
//! code names. Made through the functions both shells use; the bench of the window opens the same one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use unsung::app::judging::{assigning, conflicts, setup, votes};
use unsung::campaign::judging::{ConflictState, Ground, Line, Mark, Round, Sheet, Way};
use unsung::campaign::{Award, AwardId, Campaign, Change, Edit, Nomination, NominationId, Person, PersonId, SheetId};

pub const NOMINEES: u64 = 2_000;
pub const JUDGES: u64 = 100;
/// Judges that see each nominee.
pub const EACH: u32 = 10;

const AWARD: AwardId = AwardId(1);

const GIVEN: [&str; 24] = [
    "Sabine", "Tom", "Ravi", "Grace", "Luis", "Marta", "Ola", "Ines", "Yusuf", "Chiara", "Noor", "Pavel", "Aoife",
    "Kofi", "Lena", "Hugo", "Sanne", "Emre", "Zofia", "Arjun", "Maja", "Tomás", "Freya", "Nils",
];
const FAMILY: [&str; 40] = [
    "Okonjo",
    "Hartwell",
    "Menon",
    "Achieng",
    "Ferrer",
    "Kowalska",
    "Nilsen",
    "Duarte",
    "Demir",
    "Ricci",
    "Haddad",
    "Novák",
    "Byrne",
    "Mensah",
    "Vogt",
    "Lefèvre",
    "de Boer",
    "Aydın",
    "Wójcik",
    "Patel",
    "Lindqvist",
    "Reyes",
    "Møller",
    "Berg",
    "Castillo",
    "Fischer",
    "Moreau",
    "Jansen",
    "Rossi",
    "Silva",
    "Horvat",
    "Petrov",
    "Sato",
    "Nguyen",
    "Kim",
    "Osei",
    "Walsh",
    "Schmid",
    "Costa",
    "Laine",
];

/// A number that looks drawn and is the same each time.
fn drawn(seed: u64, below: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D;
    x ^= x >> 29;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^= x >> 32;
    x % below.max(1)
}

fn person(number: u64) -> Person {
    let name = match number % 97 {
        7 => "محمد بن عبد الله".to_owned(),
        13 => "陈思远".to_owned(),
        _ => {
            let given = GIVEN[drawn(number, GIVEN.len() as u64) as usize];
            let family = FAMILY[drawn(number * 31 + 7, FAMILY.len() as u64) as usize];
            // An initial behind it, so that fewer share a name; some still do, as in life.
            format!("{given} {family}-{}", FAMILY[(number % 40) as usize].trim_end_matches(char::is_lowercase))
        }
    };
    let organisation = format!("Company {}", drawn(number * 17, 80));
    let email = format!("p{number}@firm{}.example", drawn(number * 17, 80));
    let team = format!("Desk {}", drawn(number * 5, 300)).into();
    Person { name: name.into(), organisation: organisation.into(), email: email.into(), team, ..Person::default() }
}

fn make(campaign: &mut Campaign, change: &Change) {
    campaign.apply(change, super::now()).unwrap();
}

/// Puts it into an empty campaign.
pub fn fill(campaign: &mut Campaign) {
    let now = super::now();
    let mut edits = vec![Edit::award(AWARD, Award { title: "The Night Owl".into(), ..Award::default() })];
    for number in 1..=NOMINEES + JUDGES {
        let person = person(number);
        if number <= NOMINEES {
            let mut nomination = Nomination::new(PersonId(number));
            nomination.story = format!(
                "At two in the morning the line at {} stood still. {} drove over and she found the fault in the {} rack, and her team was \
                 at work at nine. Write to {} or ask anybody at the desk.",
                person.organisation,
                person.name,
                ["first", "second", "third"][(number % 3) as usize],
                person.email
            ).into();
            nomination.awards.push(AWARD);
            edits.push(Edit::nomination(NominationId(number), nomination));
        }
        edits.push(Edit::person(PersonId(number), person));
    }
    make(campaign, &Change::new("Make it", edits));
    make(campaign, &setup::begin(campaign, AWARD, now).unwrap());
    let panel: Vec<PersonId> = (NOMINEES + 1..=NOMINEES + JUDGES).map(PersonId).collect();
    make(campaign, &setup::add_judges(campaign, AWARD, &panel).unwrap().unwrap());
    make(campaign, &setup::set_blind(campaign, AWARD, true, true).unwrap());
    let round = campaign.judgings().get(AWARD).unwrap().rounds[0].clone();
    let round = Round { each: EACH, quota: 20, ..round };
    make(campaign, &setup::set_round(campaign, AWARD, round).unwrap());
    let wish = assigning::Wish { seed: 11, uneven: true, ..assigning::Wish::default() };
    make(campaign, &assigning::assign(campaign, AWARD, 1, wish, now).unwrap());
    score(campaign);
    // Somebody looked at some of the conflicts, and a few judges stepped back after they had scored.
    let open: Vec<(u32, u32, Ground)> =
        conflicts::list(campaign, AWARD).iter().map(|it| (it.judge, it.candidate, it.ground)).collect();
    let some: Vec<(u32, u32, Ground)> = open.iter().step_by(3).copied().collect();
    make(campaign, &conflicts::decide(campaign, AWARD, &some, ConflictState::Stands, "", now).unwrap());
    let scored: Vec<(u32, u32)> = campaign
        .sheets_of(AWARD)
        .step_by(9)
        .filter_map(|(_, sheet)| Some((sheet.judge, *sheet.lines.keys().next()?)))
        .collect();
    for (judge, candidate) in scored {
        make(campaign, &conflicts::recuse(campaign, AWARD, judge, Some(candidate), "Cousins", now).unwrap());
    }
    let mut list = String::from("Candidate,Email,Time\n");
    for n in 0..5_000_u64 {
        let candidate = drawn(n, NOMINEES) + 1;
        writeln!(list, "N{candidate:02},v{n}@mail{}.example,2026-11-0{} 1{}:00", n % 50, 1 + n % 9, n % 9).unwrap();
    }
    let counted = votes::count(campaign, AWARD, "votes.csv", list.as_bytes(), &votes::LeaveOut::default(), now);
    make(campaign, &counted.unwrap().change);
}

/// Every line but those of one judge in twenty.
fn score(campaign: &mut Campaign) {
    let sheets: Vec<(SheetId, Sheet)> = campaign.sheets_of(AWARD).map(|(id, sheet)| (id, sheet.clone())).collect();
    let edits = sheets.into_iter().filter(|(_, sheet)| sheet.judge % 20 != 0).map(|(id, mut sheet)| {
        let strict = drawn(u64::from(sheet.judge) * 101, 3) as u32;
        for candidate in sheet.assigned.clone() {
            let worth = drawn(u64::from(candidate), 4) as u32 + 1;
            let scores: BTreeMap<u32, u32> = (1..=3)
                .map(|question| {
                    let chance = drawn(u64::from(candidate * 1_009 + sheet.judge * 13 + question), 3) as u32;
                    (question, (worth + chance).saturating_sub(strict).clamp(1, 5))
                })
                .collect();
            let comment = if candidate % 4 == 0 {
                "Kept a cool head, and told everybody what was happening.".into()
            } else {
                String::new()
            };
            sheet
                .lines
                .insert(candidate, Line { mark: Mark::Scores(scores), comment, way: Way::Paper, at: super::now() });
        }
        Edit::sheet(id, sheet)
    });
    let edits: Vec<Edit> = edits.collect();
    make(campaign, &Change::new("Type scores in", edits));
}
