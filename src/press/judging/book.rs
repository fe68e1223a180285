//! The results book: everything about a result that can be shown to the one who lost.

use super::{AwardBook, BookFacts, FieldLine, RoundBook, VotesBook, style};
use crate::press::paper::{Block, Cell, Column, Laid, Paper, Table};
use crate::press::sweepstake::Office;
use crate::scene::text::{Typesetter, isolated};

/// The pages of a results book.
pub fn book(facts: &BookFacts, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let mut paper = Paper::new(style(office, &facts.campaign, "Results book", &facts.title, String::new()));
    paper.push(Block::title(&facts.title, &facts.words));
    if facts.awards.is_empty() {
        paper.push(Block::words("No award was judged."));
    }
    if facts.awards.len() > 1 {
        let mut table = Table::new([Column::new("AWARD", 4.0).strong(), Column::new("WINNER", 5.0)]);
        for award in &facts.awards {
            table.row([Cell::plain(&award.title), winners_cell(award)]);
        }
        paper.push(Block::space(6.0)).push(table);
    }
    for (number, award) in facts.awards.iter().enumerate() {
        if number > 0 || facts.awards.len() > 1 {
            paper.push(Block::NewPage);
        }
        one_award(&mut paper, award);
    }
    how_to_read(&mut paper);
    if !facts.ledger.is_empty() {
        paper.push(Block::Hashes(vec![("Ledger of the campaign when this was made".into(), facts.ledger.clone())]));
    }
    paper.lay(typesetter)
}

/// The winners in one text.
fn said(award: &AwardBook, between: &str) -> String {
    award.winners.iter().map(|name| isolated(name)).collect::<Vec<_>>().join(between)
}

fn winners_cell(award: &AwardBook) -> Cell {
    if award.winners.is_empty() { Cell::muted("not decided") } else { Cell::plain(said(award, "\n")) }
}

fn one_award(paper: &mut Paper, award: &AwardBook) {
    paper.push(Block::heading(&award.title)).push(Block::words(&award.words));
    let (title, names) = match award.winners.len() {
        0 => ("Not decided yet", "Nothing is frozen; places may change.".to_owned()),
        1 => ("Winner", said(award, ", ")),
        _ => ("Winners", said(award, ", ")),
    };
    paper.push(if award.winners.is_empty() { Block::warning(title, names) } else { Block::notice(title, names) });
    panel(paper, award);
    if !award.left_out.is_empty() {
        paper.push(Block::Subheading("Not eligible".into()));
        let mut table = Table::new([
            Column::new("REASON", 1.4).mono(),
            Column::new("IN WORDS", 5.0),
            Column::new("NOMINEES", 1.2).at_end(),
        ]);
        for (code, words, count) in &award.left_out {
            table.row([code.clone(), words.clone(), count.to_string()]);
        }
        paper.push(table);
    }
    if !award.moves.is_empty() {
        paper.push(Block::Subheading("Moved between awards".into()));
        for sentence in &award.moves {
            paper.push(Block::Bullet(sentence.clone()));
        }
    }
    for round in &award.rounds {
        one_round(paper, round);
    }
    if let Some(found) = &award.votes {
        votes(paper, found);
    }
    history(paper, award);
    if !award.quotes.is_empty() {
        paper.push(Block::heading("What judges said"));
        for quote in &award.quotes {
            paper.push(Block::Together(vec![
                Block::words(format!("“{}”", quote.text.trim())),
                Block::small(format!("judge {} on {}", quote.judge, isolated(&quote.nominee))),
            ]));
        }
    }
}

fn panel(paper: &mut Paper, award: &AwardBook) {
    if award.judges.is_empty() {
        return;
    }
    paper.push(Block::Subheading("The panel".into()));
    let mut table = Table::new([
        Column::new("JUDGE", 1.0).strong(),
        Column::new("SCORES", 1.0).at_end(),
        Column::new("BESIDE THE OTHERS", 1.9).at_end(),
        Column::new("NOTE", 5.2).muted(),
    ]);
    for judge in &award.judges {
        let effect = match judge.effect {
            Some(effect) => signed(effect),
            None => "as given".to_owned(),
        };
        let notes = [judge.note.as_str(), judge.left_raw.as_str()];
        let note = notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("; ");
        table.row([judge.code.clone(), judge.scores.to_string(), effect, note]);
    }
    paper.push(table);
    paper.push(Block::small(
        "Beside the others: points this judge gave above (+) or below (−) the others on the same nominees. The adjusted scores \
         have this taken out.",
    ));
}

/// With a sign, and the sign of what is shown: −0.04 is 0.0.
fn signed(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if tenths > 0.0 {
        format!("+{tenths:.1}")
    } else if tenths < 0.0 {
        format!("−{:.1}", -tenths)
    } else {
        "0.0".to_owned()
    }
}

fn one_round(paper: &mut Paper, round: &RoundBook) {
    paper.push(Block::heading(&round.title));
    let facts =
        [("How it was judged", &round.mode), ("From scores to places", &round.method), ("Ties", &round.tie_break)];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    paper.push(Block::Facts(facts.map(|(name, words)| (name.to_owned(), words.clone())).collect()));
    if !round.criteria.is_empty() {
        let mut table = Table::new([
            Column::new("CRITERION", 4.0).strong(),
            Column::new("SCALE", 3.0),
            Column::new("WEIGHT", 1.2).at_end(),
        ]);
        for (label, scale, share) in &round.criteria {
            table.row([label.clone(), scale.clone(), format!("{share:.0} %")]);
        }
        paper.push(Block::space(4.0)).push(table);
    }
    paper.push(Block::Subheading("The field".into()));
    paper.push(field(&round.field));
    if !round.count.is_empty() {
        paper.push(Block::Subheading("The count, stage by stage".into()));
        for (stage, line) in round.count.iter().enumerate() {
            paper.push(Block::Fine(format!("{}. {line}", stage + 1)));
        }
    }
    let changed: Vec<&FieldLine> = round.field.iter().filter(|line| line.raw_place > 0).collect();
    if !changed.is_empty() {
        paper.push(Block::Subheading("Places that changed by the adjustment".into()));
        for line in changed {
            let place = line.place.map_or_else(String::new, |place| place.to_string());
            let why = if line.why.is_empty() { String::new() } else { format!(": {}", line.why) };
            paper.push(Block::Bullet(format!("{} goes from {} to {place}{why}", isolated(&line.name), line.raw_place)));
        }
    }
    if !round.sureness.is_empty() {
        paper.push(Block::notice("How sure this is", round.sureness.join("\n")));
    }
    if !round.recusals.is_empty() {
        paper.push(Block::Subheading("Who stepped aside".into()));
        let mut table = Table::new([
            Column::new("JUDGE", 0.9).strong(),
            Column::new("NOMINEE", 2.4),
            Column::new("WHY", 3.2),
            Column::new("WHEN", 1.5).muted(),
            Column::new("WHAT IT CHANGED", 2.6),
        ]);
        for line in &round.recusals {
            table.row([&line.judge, &line.nominee, &line.reason, &line.when, &line.effect].map(String::clone));
        }
        paper.push(table);
    }
}

/// Scores stand under the name, by code of the judge, so that a panel of any size fits.
fn field(lines: &[FieldLine]) -> Table {
    let has = |text: fn(&FieldLine) -> &String| lines.iter().any(|line| !text(line).is_empty());
    let (raw, adjusted) = (has(|line| &line.raw), has(|line| &line.adjusted));
    let (spread, outcome) = (has(|line| &line.spread), has(|line| &line.outcome));
    let mut columns = vec![Column::new("PLACE", 0.8).at_end(), Column::new("NOMINEE, SCORES BY JUDGE", 5.0)];
    if raw {
        columns.push(Column::new("RAW", 0.9).at_end());
    }
    if adjusted {
        columns.push(Column::new("ADJUSTED", 1.25).at_end().strong());
    }
    if spread {
        columns.push(Column::new("PLACE LIES", 1.3).muted());
    }
    if outcome {
        let long = lines.iter().any(|line| line.outcome.len() > 20);
        columns.push(Column::new("OUTCOME", if long { 3.4 } else { 1.9 }));
    }
    let mut table = Table::new(columns);
    for line in lines {
        let scores =
            line.scores.iter().map(|(judge, score)| format!("{judge} {score}")).collect::<Vec<_>>().join("  ·  ");
        let mut cells = vec![
            Cell::strong(line.place.map_or_else(|| "–".to_owned(), |place| place.to_string())),
            Cell::leading(if scores.is_empty() { line.name.clone() } else { format!("{}\n{scores}", line.name) }),
        ];
        let more = [(raw, &line.raw), (adjusted, &line.adjusted), (spread, &line.spread), (outcome, &line.outcome)];
        cells.extend(more.into_iter().filter(|(shown, _)| *shown).map(|(_, text)| Cell::plain(text)));
        table.row(cells);
    }
    table
}

/// The people's choice: what was counted, and what was not.
fn votes(paper: &mut Paper, found: &VotesBook) {
    paper.push(Block::heading("The people's choice")).push(Block::words(&found.words));
    if !found.lines.is_empty() {
        let mut table = Table::new([
            Column::new("PLACE", 0.8).at_end(),
            Column::new("NOMINEE", 5.0).strong(),
            Column::new("VOTES THAT COUNT", 2.0).at_end(),
            Column::new("ALL", 1.2).at_end().muted(),
        ]);
        for line in &found.lines {
            table.row([line.place.to_string(), line.name.clone(), line.counted.to_string(), line.all.to_string()]);
        }
        paper.push(table);
        if found.more > 0 {
            paper.push(Block::small(format!("And {} more with fewer votes.", found.more)));
        }
    }
    if found.findings.is_empty() {
        paper.push(Block::small("Nothing that looks like fraud was found."));
    } else {
        paper.push(Block::Subheading("What looked like fraud".into()));
        let mut table = Table::new([
            Column::new("NOMINEE", 3.0).strong(),
            Column::new("WHAT", 4.4),
            Column::new("VOTES", 1.0).at_end(),
            Column::new("", 1.4).muted(),
        ]);
        for line in &found.findings {
            table.row(line.clone());
        }
        paper.push(table);
        if found.more_findings > 0 {
            paper.push(Block::small(format!("And {} more.", found.more_findings)));
        }
    }
    paper.push(Block::Hashes(vec![("The list of votes".into(), found.sha256.clone())]));
}

fn history(paper: &mut Paper, award: &AwardBook) {
    if award.history.is_empty() {
        return;
    }
    paper.push(Block::heading("Decided, frozen, changed"));
    let mut table = Table::new([Column::new("WHEN", 2.0).muted(), Column::new("WHAT", 4.0), Column::new("WHY", 3.6)]);
    for line in &award.history {
        let what = if line.after_freeze { Cell::strong(&line.what) } else { Cell::plain(&line.what) };
        table.row([Cell::plain(&line.when), what, Cell::plain(&line.reason)]);
    }
    paper.push(table);
    if award.history.iter().any(|line| line.after_freeze) {
        paper.push(Block::small("What stands in bold happened after a freeze."));
    } else {
        paper.push(Block::small("Nothing was changed after a freeze."));
    }
    let hashes = award.history.iter().filter(|line| !line.sha256.is_empty());
    let hashes: Vec<_> = hashes.map(|line| (format!("{}, {}", line.what, line.when), line.sha256.clone())).collect();
    if !hashes.is_empty() {
        paper.push(Block::Hashes(hashes));
    }
}

fn how_to_read(paper: &mut Paper) {
    paper.push(Block::heading("How to read this book"));
    for (title, words) in [
        (
            "Raw and adjusted",
            "Judges differ in severity, and not every judge saw every nominee. The raw score is the mean of what was given. The \
             adjusted score takes out how far each judge goes above or below the others on the same nominees; a judge with few \
             scores is moved little or not at all. Both stand here, so that everybody sees what the adjustment did.",
        ),
        (
            "Where a place lies",
            "If the same judges had scored again with the same amount of chance, the place would have been within these bounds \
             in 19 of 20 cases.",
        ),
        (
            "Told apart",
            "Two nominees can be told apart when their difference is larger than chance among the scores explains in 19 of 20 \
             cases. Where they cannot, the order is still the declared one; it just is not proof of more.",
        ),
        (
            "Frozen",
            "A frozen result has a hash over all that led to it, and the hash stands in the ledger of the campaign. Whoever \
             changes a score afterwards has to reopen the result, with a reason, and that stands here.",
        ),
    ] {
        paper.push(Block::Together(vec![Block::Subheading(title.into()), Block::Fine(words.into())]));
    }
}
