//! What a header says against a consent in another column: a withdrawal, a refusal, the no of a question that has a column for each of
//! its answers, and what may be one of these.

use super::Words;
use super::consent::{Against, begins, is_back, is_consent, is_fetched, is_in, to_something_else};
use crate::intake::Kind;

impl Words {
    /// What a yes below it does to a consent that stands beside it, where nothing else is read from it.
    pub fn against(&self, kind: Kind) -> Option<Against> {
        let of_consent = || self.folded.iter().any(|word| is_consent(word));
        let is_aside = || to_something_else(&self.all()) == Some(true);
        // "Withdrawn" alone says of entries and of members that they left.
        if self.is_withdrawal() && (kind == Kind::People || of_consent()) {
            return Some(Against::Back);
        } else if self.forbids() {
            return Some(Against::No);
        } else if self.offers_states() {
            return Some(Against::States);
        } else if self.tells_of_withdrawal() && self.is_open_withdrawal() && self.first_denial().is_none() {
            return self.asks_to_be_named().then_some(Against::Asked);
        } else if self.leaves_the_name_out() || (kind == Kind::People && self.withdraws_data()) {
            return Some(Against::Perhaps);
        } else if is_aside() || self.is_of_statement() {
            return None;
        }
        let is_said = |word: &String| {
            let is_public = is_in(word, &["publishing", "naming"]) || begins(word, "public");
            is_public || begins(word, "hidden") || is_consent(word)
        };
        let is_said = self.folded.iter().any(is_said);
        let is_no_show = self.first_denial().is_some_and(|at| self.denies_show(at) && !is_print(self.word(at + 1)));
        let is_contrary = !is_no_show && self.is_contrary() && is_said;
        let is_back = (kind == Kind::People || of_consent()) && self.tells_of_withdrawal();
        let is_fetched = self.folded.iter().any(|word| is_fetched(word)) && !of_consent();
        let objects = self.is_unwanted(kind, is_said || self.says_name());
        if is_contrary || self.opts_out() || (is_back && !is_fetched) || objects {
            Some(Against::Perhaps)
        } else {
            self.asks_to_be_named().then_some(Against::Asked)
        }
    }

    /// "Publish my name: no", "Dürfen wir Ihren Namen veröffentlichen? [Nein]": the column of the no of a question, where each answer has
    /// one. This is the question. "Yes / no" holds both answers and asks by itself.
    pub(super) fn question_of_no(&self) -> Option<Self> {
        let at = self.place_of_answer();
        let answer = self.word(at);
        // Letters are words of their own in some languages.
        let is_yes = |word: &String| is_in(word, &["answer:yes"]) && (word.len() > 1 || answer.len() == 1);
        if at == 0 || !is_in(answer, &["answer:no"]) || self.folded.iter().any(is_yes) {
            return None;
        }
        let first = |words: &[String]| words.get(..at).unwrap_or_default().to_vec();
        let beside = self.beside.get(..at).unwrap_or_default().to_vec();
        let question = Self { folded: first(&self.folded), written: first(&self.written), beside };
        question.asks_to_be_named().then_some(question)
    }

    /// Does the header end with a no, as the column of that answer does? That word, folded.
    pub fn answer_of_no(&self) -> Option<&str> {
        self.question_of_no().map(|_| self.word(self.place_of_answer()))
    }

    /// Does it ask beyond doubt whether somebody may be named? "Name published" says that it was done, and "Consent required" that
    /// nobody has answered yet.
    pub(super) fn asks_to_be_named(&self) -> bool {
        let has = |rows: &[&str]| self.folded.iter().any(|word| is_in(word, rows));
        let asks = has(&["publishing", "naming", "sharing"]) && has(&["asking"]) && (has(&["name", "naming"]));
        let is_of_name = !has(&["told"]) || self.says_name();
        (asks || self.folded.iter().any(|word| is_consent(word)))
            && is_of_name
            && !has(&["wanted"])
            && self.is_plain_consent()
    }

    /// "Photo only".
    fn leaves_the_name_out(&self) -> bool {
        let has = |rows: &[&str]| self.folded.iter().any(|word| is_in(word, rows));
        self.folded.len() == 2 && has(&["only"]) && has(&["told:alone"])
    }

    /// "GDPR withdrawal": what was taken back may be all that somebody had agreed to.
    fn withdraws_data(&self) -> bool {
        let is_of_data = |word: &String| is_in(word, &["data:kept"]);
        self.folded.iter().any(|word| is_back(word)) && self.folded.iter().any(is_of_data)
    }

    /// "Name hidden", "Consent missing", "Objection to publication?", of a consent, a name or what is published; and an objection alone, in
    /// lists of people.
    fn is_unwanted(&self, kind: Kind, is_said: bool) -> bool {
        let has = |rows: &[&str]| self.folded.iter().any(|word| is_in(word, rows));
        let is_less = |word: &String| matches!(word.as_str(), "initials" | "initialen" | "nickname" | "alias");
        let is_public = || has(&["publishing", "naming"]);
        // "Without asking again" leaves nothing out.
        let is_without = |at: usize| {
            let mut behind = self.folded.iter().skip(at + 1).skip_while(|word| is_in(word, &["beside"]));
            is_in(self.word(at), &["without:name"])
                && behind.next().is_some_and(|word| is_in(word, &["name", "naming"]) || is_consent(word))
        };
        (is_said && (has(&["against"]) || (0..self.folded.len()).any(is_without)))
            || (self.folded.iter().any(is_less) && is_public() && has(&["only"]))
            || (kind == Kind::People && self.folded.len() == 1 && has(&["against:alone"]))
    }

    /// What somebody has read is no wish of theirs, and a signed agreement about secrets is no consent.
    fn is_of_statement(&self) -> bool {
        // "Confidential" is a wish, "confidentiality" is what is agreed upon.
        let is_secret = |word: &String| begins(word, "hidden") && !is_unnamed(word);
        let has = |is: &dyn Fn(&String) -> bool| self.folded.iter().any(is);
        has(&|word| is_in(word, &["statement"]) || begins(word, "hidden:noun"))
            || (has(&is_secret) && has(&|word| is_in(word, &["hidden:paper"])))
    }

    /// Does it speak of who wishes to stay unnamed: "Anonymous", "I wish to remain anonymous"?
    pub fn speaks_of_unnamed(&self) -> bool {
        // Programs make numbers anonymous.
        self.folded.iter().any(|word| is_unnamed(word) && !word.contains("is") && !word.contains("iz"))
    }
}

fn is_unnamed(word: &str) -> bool {
    begins(word, "hidden") && word.starts_with("anon")
}

/// "No show" is about something else, "No print" may not be.
fn is_print(word: &str) -> bool {
    is_in(word, &["denying:show"]) && !matches!(word, "show" | "shown")
}
