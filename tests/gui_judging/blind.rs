//! Blind texts through the window while the campaign changes under them.

use super::*;
use unsung::campaign::{Nomination, NominationId};

/// So many nominees that what gives them away is looked for beside the window; the first was nominated.
fn many(world: &FakeWorld) -> (Campaign, Blobs) {
    let (mut campaign, blobs) = begun(world);
    let person = |number: u64| Person { name: format!("Nominee Surname{number}").into(), ..Person::default() };
    let mut edits: Vec<Edit> = (21..=36).map(|number| Edit::person(PersonId(number), person(number))).collect();
    let story = "Mended the pump at night.".into();
    let nomination = Nomination { awards: [AWARD].into_iter().collect(), story, ..Nomination::new(PersonId(1)) };
    edits.push(Edit::nomination(NominationId(1), nomination));
    campaign.apply(&Change::new("Add nominees", edits), now()).unwrap();
    let nominees: Vec<PersonId> = (21..=36).map(PersonId).collect();
    let change = setup::add_candidates(&campaign, AWARD, &nominees).unwrap().unwrap();
    campaign.apply(&change, now()).unwrap();
    let change = setup::set_blind(&campaign, AWARD, true, true).unwrap();
    campaign.apply(&change, now()).unwrap();
    let change = assigning::assign(&campaign, AWARD, 1, assigning::Wish { seed: 7, ..Default::default() }, now());
    campaign.apply(&change.unwrap(), now()).unwrap();
    (campaign, blobs)
}

#[test]
fn a_name_that_becomes_known_is_found_in_what_was_typed_before() {
    let mut app = open(many, false);
    app.go(Section::Judging);
    step(&mut app, "Packs");
    app.button("Read the texts");
    wait_for(&mut app, |app| app.has("Text for judges"));
    let typed = "王雨晴没有消息";
    app.write("Text for judges", typed);
    assert!(!app.says("may tell who it is"));
    // Somebody gets this name meanwhile.
    app.go(Section::People);
    app.row("Judge Juror16");
    app.write("Name", "王雨晴");
    assert_eq!(app.campaign().people().get(PersonId(16)).unwrap().name, "王雨晴");
    app.go(Section::Judging);
    wait_for(&mut app, |app| app.says("1 place in this text may tell who it is"));
    let text = app.harness.get_by_role_and_label(Role::MultilineTextInput, "Text for judges");
    assert_eq!(text.accesskit_node().value().as_deref(), Some(typed), "what was typed stays");
    app.write("Read by", "Ola Reader");
    assert!(app.is_disabled(Role::Button, "Let it through"));
    app.click(Role::CheckBox, "I have looked at these: they tell nothing");
    reach(&mut app, "Let it through");
    let covered = app.campaign().judgings().get(AWARD).unwrap().candidate(1).unwrap().covered.clone().unwrap();
    assert_eq!(covered.text, typed);
}
