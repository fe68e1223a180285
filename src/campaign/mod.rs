//! The campaign: the pure domain, one file per concept. `Campaign` is the one aggregate; everything that happens to it is an
//! [`Edit`], and every edit but a seal has an inverse. No files, no clock, no randomness: times and random ids come in as data.

mod aggregate;
mod archetype;
mod award;
mod cores;
mod edit;
mod entering;
mod entry_ids;
mod erase;
mod erased_rows;
mod files;
mod follow_up;
mod given;
mod hero;
mod hero_index;
mod history;
mod ids;
pub mod judging;
mod kept;
mod known;
mod ledger;
mod look;
mod member;
mod merge;
mod milestone;
mod mishap;
mod monster;
mod moving;
mod name_form;
mod name_forms;
mod name_words;
mod naming;
mod nickname;
mod nomination;
mod pack;
mod parcel;
mod passing;
mod person;
mod plain;
mod privacy;
mod publication;
mod references;
mod settings;
mod source;
mod story;
mod sweepstake;
mod table;
mod telephone;
mod text;
mod thanks;
mod titles;

pub use aggregate::{Applied, Campaign, FORMAT_VERSION};
pub use archetype::{Archetype, Trait};
pub use award::{Award, Winner};
pub use cores::{on_all_cores, share_of};
pub use edit::{Change, Edit, EditError, Leaving};
pub use entering::{EntryRules, Ground, Pool};
pub use erased_rows::{ErasedRows, RowKey};
pub use follow_up::{FollowUp, Rehearsal};
pub use hero::{Accessory, Figure, GivenBy, Hero, HeroPhoto, Power};
pub use history::{Gone, History, Prepared, Undone};
pub use ids::{
    ArchetypeId, AwardId, EntryId, HeroId, MemberId, MishapId, MonsterId, NominationId, ParcelId, PersonId, SheetId,
    SourceId, StoryId, SweepstakeId, ThanksId,
};
pub use kept::{KeptWords, RowWords};
pub use known::{ERASED, Known, MANY, Ways};
pub use ledger::{BrokenChain, Ledger, LedgerLine};
pub use look::{Look, LookColours, OwnArt, Wording};
pub use member::{Member, MemberState, Output, Vouch};
pub use merge::{CameSince, Merged, Merging, Moved, came_since, keep_apart, memberships, merge, put_off, unmerge};
pub use milestone::{Milestone, MilestoneKind, Opened};
pub use mishap::{Mishap, MishapState, Redaction, Review};
pub use monster::{Monster, MonsterStat};
pub use moving::{Holder, Place};
pub use name_form::NameForm;
pub use name_forms::NameForms;
pub use name_words::{folded, is_han, is_unspaced, is_unspaced_letter, latin_words, unspaced_parts, words_of};
pub use naming::{Named, problem_key};
pub use nickname::{are_other_names, canonical, is_first_name};
pub use nomination::{Nomination, NominationDetails, NominationState};
pub use pack::{Answers, Pack, Packed};
pub use parcel::{Parcel, ParcelState};
pub use passing::Passing;
pub(crate) use person::lies_beside;
pub use person::{
    Confirmation, Consent, ConsentState, Details, Given, Nothing, Origin, Origins, Person, Photo, Seldom, email_key,
    email_key_into, mailbox_without_plus, name_key, name_key_into, tidy_name,
};
pub use plain::{has_gap, has_sign, is_plain, is_plain_line, is_plain_text};
pub use privacy::{PrivacyNotice, tell_by};
pub use publication::{Mark, Publication};
pub use settings::{HubSettings, Keys, OwnProblem, ProblemWords, PublicNames, Settings};
pub use source::Source;
pub use story::{Evidence, Leap, Story, StoryQuote, StoryState, StoryVersion};
pub use sweepstake::{Decision, DrawMethod, Entry, EntryWay, LuckSource, Prize, Reason, SealedDraw, Stage, Sweepstake};
pub use table::Table;
pub use telephone::{Likeness, are_one_telephone, may_hold_telephone, telephones_among, telephones_in};
pub use text::Text;
pub use thanks::{Thanks, ThanksState};
pub use titles::{is_suffix_behind_comma, is_title};
