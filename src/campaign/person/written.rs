//! A person as they stand in a file: all fields in one list, in the order people read them, and only those that say something.

use super::{Confirmation, ConsentState, Details, Given, Origins, Photo};
use crate::campaign::ids::PersonId;
use crate::campaign::merge::Merged;
use crate::campaign::name_form::NameForm;
use crate::campaign::name_forms::NameForms;
use crate::campaign::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use smallvec::SmallVec;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    name: Text,
    given_name: Text,
    family_name: Text,
    latin_name: Text,
    email: Text,
    organisation: Text,
    team: Text,
    function: Text,
    country: Text,
    region: Text,
    place: Text,
    address: Text,
    since: Text,
    code_name: Text,
    born: Option<Date>,
    name_form: NameForm,
    name_forms: NameForms,
    consent: super::Consent,
    name_confirmed: Option<Confirmation>,
    judge: bool,
    member: bool,
    staff: bool,
    tags: Vec<String>,
    notes: Text,
    photo: Option<Photo>,
    origins: Origins,
    merged: Vec<Merged>,
    apart_from: Vec<PersonId>,
    put_off: Vec<PersonId>,
    told_at: Option<Timestamp>,
    erased_at: Option<Timestamp>,
}

impl From<Person> for super::Person {
    fn from(it: Person) -> Self {
        Self {
            name: it.name,
            email: it.email,
            organisation: it.organisation,
            team: it.team,
            function: it.function,
            country: it.country,
            place: it.place,
            name_form: it.name_form,
            consent: it.consent,
            judge: it.judge,
            member: it.member,
            staff: it.staff,
            origins: it.origins,
            details: Details {
                given_name: it.given_name,
                family_name: it.family_name,
                latin_name: it.latin_name,
                region: it.region,
                address: it.address,
                since: it.since,
                code_name: it.code_name,
                name_forms: it.name_forms,
                born: it.born,
                name_confirmed: it.name_confirmed,
                tags: it.tags,
                notes: it.notes,
                photo: it.photo,
                merged: it.merged,
                apart_from: it.apart_from,
                put_off: it.put_off,
                told_at: it.told_at,
                erased_at: it.erased_at,
            }
            .into(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename = "Person")]
struct Shown<'p> {
    name: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    given_name: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    family_name: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    latin_name: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    email: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    organisation: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    team: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    function: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    country: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    region: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    address: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    since: &'p str,
    #[serde(skip_serializing_if = "str::is_empty")]
    code_name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: &'p Option<Date>,
    name_form: &'p NameForm,
    #[serde(skip_serializing_if = "NameForms::is_empty")]
    name_forms: &'p NameForms,
    consent: &'p super::Consent,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_confirmed: &'p Option<Confirmation>,
    #[serde(skip_serializing_if = "is_no")]
    judge: bool,
    #[serde(skip_serializing_if = "is_no")]
    member: bool,
    #[serde(skip_serializing_if = "is_no")]
    staff: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: &'p Vec<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    notes: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: &'p Option<Photo>,
    #[serde(skip_serializing_if = "SmallVec::is_empty")]
    origins: &'p Origins,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merged: &'p Vec<Merged>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    apart_from: &'p Vec<PersonId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    put_off: &'p Vec<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told_at: &'p Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    erased_at: &'p Option<Timestamp>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_no(yes: &bool) -> bool {
    !yes
}

impl Serialize for super::Person {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let person = self;
        Shown {
            name: &person.name,
            given_name: &person.given_name,
            family_name: &person.family_name,
            latin_name: &person.latin_name,
            email: &person.email,
            organisation: &person.organisation,
            team: &person.team,
            function: &person.function,
            country: &person.country,
            region: &person.region,
            place: &person.place,
            address: &person.address,
            since: &person.since,
            code_name: &person.code_name,
            born: &person.born,
            name_form: &person.name_form,
            name_forms: &self.name_forms,
            consent: &person.consent,
            name_confirmed: &person.name_confirmed,
            judge: person.judge,
            member: person.member,
            staff: person.staff,
            tags: &person.tags,
            notes: &person.notes,
            photo: &person.photo,
            origins: &person.origins,
            merged: &person.merged,
            apart_from: &person.apart_from,
            put_off: &person.put_off,
            told_at: &person.told_at,
            erased_at: &person.erased_at,
        }
        .serialize(serializer)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Consent {
    state: ConsentState,
    at: Option<Timestamp>,
    by: String,
    wording: String,
}

impl From<Consent> for super::Consent {
    fn from(it: Consent) -> Self {
        Self { state: it.state, given: Given { at: it.at, by: it.by, wording: it.wording }.into() }
    }
}

#[derive(Serialize)]
#[serde(rename = "Consent")]
struct ShownConsent<'c> {
    state: ConsentState,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    #[serde(skip_serializing_if = "str::is_empty")]
    by: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    wording: &'c str,
}

impl Serialize for super::Consent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Given { at, by, wording } = &*self.given;
        ShownConsent { state: self.state, at: *at, by, wording }.serialize(serializer)
    }
}
