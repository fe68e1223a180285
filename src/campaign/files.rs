//! Which files a campaign needs beside its records: raw lists, photos, its logo and its own art, all by hash. Only these are
//! written with it.

use super::aggregate::Campaign;
use super::hero::Hero;
use std::collections::BTreeSet;

impl Campaign {
    /// SHA-256 of every file that a record names, in order.
    pub fn named_files(&self) -> BTreeSet<&str> {
        let mut names: BTreeSet<&str> = self.sources().iter().map(|(_, source)| source.sha256.as_str()).collect();
        for (_, person) in self.people().iter() {
            names.extend(person.photos().into_iter().map(|photo| photo.sha256.as_str()));
            for record in person.with_merged() {
                let aside = record.merged.iter().flat_map(|merged| &merged.moved.heroes_kept_aside);
                names.extend(aside.filter_map(|(_, hero)| own_photo(hero)));
            }
        }
        names.extend(self.heroes().iter().filter_map(|(_, hero)| own_photo(hero)));
        let settings = self.settings();
        names.extend(settings.look.logo.as_ref().map(|logo| logo.sha256.as_str()));
        names.extend(settings.look.signatures.values().map(|picture| picture.sha256.as_str()));
        names.extend(settings.art.files.values().map(String::as_str));
        names
    }
}

fn own_photo(hero: &Hero) -> Option<&str> {
    hero.photo.as_ref()?.own.as_ref().map(|photo| photo.sha256.as_str())
}
