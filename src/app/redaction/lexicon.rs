//! The word lists of the search, from `assets/words/redaction.ron` and the first names of `assets/people/nicknames.ron`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Lists {
    titles: Vec<String>,
    roles: Vec<String>,
    names: Vec<String>,
    not_names: Vec<String>,
    doubtful: Vec<String>,
    place_kinds: Vec<String>,
    teams: Vec<String>,
    team_words: Vec<String>,
    verbs: Vec<String>,
}

/// The lists, ready to look words up; all in lower case.
#[derive(Default)]
pub(super) struct Lexicon {
    titles: HashSet<String>,
    roles: HashSet<String>,
    names: HashSet<String>,
    not_names: HashSet<String>,
    doubtful: HashSet<String>,
    place_kinds: HashSet<String>,
    pub teams: Vec<Vec<String>>,
    team_words: HashSet<String>,
    verbs: HashSet<String>,
}

macro_rules! lookups {
    ($($method:ident $list:ident;)*) => {$(
        pub fn $method(&self, word: &str) -> bool { self.$list.contains(word.trim_end_matches('.')) }
    )*};
}

impl Lexicon {
    lookups! {
        is_title titles;
        is_role roles;
        is_first_name names;
        is_no_name not_names;
        is_doubtful doubtful;
        is_place_kind place_kinds;
        is_team_word team_words;
        is_verb verbs;
    }
}

pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        // Both files are part of the program and read by a test: a mistake in them leaves the lists empty, not the program.
        let lists: Option<Lists> = ron::from_str(include_str!("../../../assets/words/redaction.ron")).ok();
        let nicknames: Vec<Vec<String>> =
            ron::from_str(include_str!("../../../assets/people/nicknames.ron")).unwrap_or_default();
        let Some(lists) = lists else { return Lexicon::default() };
        let set = |list: Vec<String>| list.into_iter().collect::<HashSet<String>>();
        let mut names = set(lists.names);
        names.extend(nicknames.into_iter().flatten());
        Lexicon {
            titles: set(lists.titles),
            roles: set(lists.roles),
            names,
            not_names: set(lists.not_names),
            doubtful: set(lists.doubtful),
            place_kinds: set(lists.place_kinds),
            teams: lists.teams.iter().map(|team| team.split(' ').map(str::to_owned).collect()).collect(),
            team_words: set(lists.team_words),
            verbs: set(lists.verbs),
        }
    })
}
