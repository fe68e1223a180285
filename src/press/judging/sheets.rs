//! A judge pack on paper: what there is to read, and a sheet to mark for each nominee.

use super::style;
use crate::judging::pack::{Mode, Pack, PackNominee, RECUSAL_REASONS};
use crate::judging::rubric::Criterion;
use crate::press::paper::{Block, Column, Laid, Paper, Signature, Table};
use crate::press::sweepstake::Office;
use crate::scene::text::{Typesetter, isolated};

/// Scales with more steps get a box to write in instead of marks to ring.
const RINGS_MAX: i32 = 11;

/// The pages of a pack for one judge.
pub fn score_sheets(pack: &Pack, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let foot = format!("Judge {}  ·  version {}  ·  {}", pack.judge, pack.version, pack.pack_id);
    let running = format!("{}  ·  {}", pack.award, pack.round);
    let language = if pack.language.is_empty() { office.language.clone() } else { pack.language.clone() };
    let office = Office { language, ..office.clone() };
    let mut paper = Paper::new(style(&office, &pack.campaign, "Judge pack", &running, foot));
    first_page(&mut paper, pack);
    for nominee in &pack.nominees {
        reading(&mut paper, pack, nominee);
    }
    closing(&mut paper, pack);
    paper.lay(typesetter)
}

fn first_page(paper: &mut Paper, pack: &Pack) {
    paper.push(Block::title(&pack.award, format!("{}  ·  for judge {}", pack.round, pack.judge)));
    let mut facts =
        vec![("Nominees".to_owned(), pack.nominees.len().to_string()), ("What is asked".to_owned(), asked(pack))];
    if !pack.due.is_empty() {
        facts.push(("Back by".into(), pack.due.clone()));
    }
    if !pack.tie_break.is_empty() {
        facts.push(("Ties".into(), pack.tie_break.clone()));
    }
    paper.push(Block::Facts(facts)).push(Block::words(&pack.words));
    if let Mode::Rubric { criteria } = &pack.mode {
        paper.push(Block::heading("Criteria")).push(criteria_table(criteria));
    }
    paper.push(Block::warning(
        "If you know the person",
        format!(
            "Do not mark a nominee whom you cannot judge freely. Tick “I step aside” and write why: {}. Nobody will think \
             less of you for it.",
            RECUSAL_REASONS.map(|(_, words)| within(words)).join("; ")
        ),
    ));
    if let Mode::Rubric { .. } | Mode::PassFail { .. } = pack.mode {
        paper.push(Block::small("Ring one mark in each line. A mark that changed: cross it out and ring the other."));
    }
}

/// The words inside a sentence: without their capital, unless they begin with "I".
fn within(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if !words.starts_with("I ") => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

fn asked(pack: &Pack) -> String {
    match &pack.mode {
        Mode::PassFail { .. } => "does each nominee go on: yes or no".into(),
        Mode::Rubric { criteria } => format!("a mark for each of {} criteria", criteria.len()),
        Mode::Ranking { places: 0 } => "put all nominees in order, best first".into(),
        Mode::Ranking { places } => format!("put at least the best {places} in order"),
        Mode::Approval { most: 0 } => "tick everybody who deserves it".into(),
        Mode::Approval { most } => format!("tick up to {most} who deserve it"),
        Mode::Points { budget, most_each } => format!("share out {budget} points, at most {most_each} to one"),
        Mode::Pairwise { duels, .. } => format!("{} pairs: which of the two is better", duels.len()),
    }
}

fn criteria_table(criteria: &[Criterion]) -> Table {
    let total: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let mut table = Table::new([
        Column::new("CRITERION", 3.0).strong(),
        Column::new("WHAT IT MEANS", 4.4),
        Column::new("SCALE", 1.2),
        Column::new("WEIGHT", 1.0).at_end(),
    ]);
    for criterion in criteria {
        let share = if total > 0.0 { criterion.weight / total * 100.0 } else { 0.0 };
        table.row([
            criterion.label.clone(),
            criterion.hint.clone(),
            format!("{} to {}", criterion.least, criterion.most),
            format!("{share:.0} %"),
        ]);
    }
    table
}

/// A nominee: what there is to read, and the sheet where each is marked by itself.
fn reading(paper: &mut Paper, pack: &Pack, nominee: &PackNominee) {
    let has_sheet = matches!(pack.mode, Mode::Rubric { .. } | Mode::PassFail { .. });
    if has_sheet {
        paper.push(Block::NewPage);
    }
    paper
        .push(Block::heading(format!("{}  ·  {}", nominee.code, isolated(&nominee.name))))
        .push(Block::small(&nominee.line));
    for text in &nominee.texts {
        if !text.title.is_empty() {
            paper.push(Block::Subheading(text.title.clone()));
        }
        paper.push(Block::words(&text.text));
    }
    match &pack.mode {
        Mode::Rubric { criteria } => {
            let mut sheet: Vec<Block> = vec![Block::Subheading(format!("Your marks for {}", nominee.code))];
            sheet.extend(criteria.iter().map(marks));
            sheet.extend(remarks(3));
            paper.push(Block::Together(sheet));
        }
        Mode::PassFail { comment_on_fail } => {
            let hint = if *comment_on_fail { "A no needs a word of comment." } else { "" };
            let question = Block::Marks {
                label: "Does this nominee go on?".into(),
                hint: hint.into(),
                choices: vec!["yes".into(), "no".into()],
            };
            let mut sheet = vec![question];
            sheet.extend(remarks(2));
            paper.push(Block::Together(sheet));
        }
        _ => {}
    }
}

fn marks(criterion: &Criterion) -> Block {
    let steps = criterion.most.saturating_sub(criterion.least).saturating_add(1);
    let band = match (criterion.comment_below, criterion.comment_above) {
        (Some(low), Some(high)) => format!("under {low} or over {high}: please comment"),
        (Some(low), None) => format!("under {low}: please comment"),
        (None, Some(high)) => format!("over {high}: please comment"),
        (None, None) => String::new(),
    };
    if steps <= RINGS_MAX {
        let choices = (criterion.least..=criterion.most).map(|mark| mark.to_string()).collect();
        return Block::Marks { label: criterion.label.clone(), hint: band, choices };
    }
    let scale = format!("{} to {}", criterion.least, criterion.most);
    let hint = if band.is_empty() { scale } else { format!("{scale}; {band}") };
    Block::Marks { label: criterion.label.clone(), hint, choices: Vec::new() }
}

fn remarks(lines: usize) -> Vec<Block> {
    vec![
        Block::Lines { label: "COMMENT".into(), count: lines },
        Block::Check("I step aside from this nominee, because".into()),
        Block::Lines { label: String::new(), count: 1 },
    ]
}

/// The sheet of a round in which nominees are held against each other, and the judge's signature.
fn closing(paper: &mut Paper, pack: &Pack) {
    let named = |nominee: &PackNominee| format!("{}  ·  {}", nominee.code, isolated(&nominee.name));
    let boxed = |nominee: &PackNominee, hint: &str| Block::Marks {
        label: named(nominee),
        hint: hint.to_owned(),
        choices: Vec::new(),
    };
    let sheet: Vec<Block> = match &pack.mode {
        Mode::Rubric { .. } | Mode::PassFail { .. } => Vec::new(),
        Mode::Ranking { .. } => {
            let mut sheet = vec![Block::words(
                "Write 1 beside the best, 2 beside the next, and so on. Level ones get the same number.",
            )];
            sheet.extend(pack.nominees.iter().map(|nominee| boxed(nominee, "")));
            sheet
        }
        Mode::Approval { .. } => pack.nominees.iter().map(|nominee| Block::Check(named(nominee))).collect(),
        Mode::Points { budget, .. } => {
            let mut sheet: Vec<Block> = pack.nominees.iter().map(|nominee| boxed(nominee, "")).collect();
            sheet.push(Block::Marks {
                label: "Together".into(),
                hint: format!("must be {budget}"),
                choices: Vec::new(),
            });
            sheet
        }
        Mode::Pairwise { duels, level } => {
            let name = |code: &String| {
                let known = pack.nominees.iter().find(|nominee| nominee.code == *code);
                known.map_or_else(|| code.clone(), named)
            };
            let duel = |(number, (first, second)): (usize, &(String, String))| {
                let mut choices = vec![first.clone(), second.clone()];
                choices.extend(level.then(|| "neither".to_owned()));
                let label = format!("{number}.  {} or {}", name(first), name(second));
                Block::Marks { label, hint: String::new(), choices }
            };
            (1..).zip(duels).map(duel).collect()
        }
    };
    if !sheet.is_empty() {
        paper.push(Block::NewPage).push(Block::heading(format!("Your answers: {}", asked(pack))));
        for block in sheet {
            paper.push(block);
        }
        paper.push(Block::Lines { label: "COMMENTS, WITH THE CODE OF THE NOMINEE".into(), count: 4 });
        paper.push(Block::Lines { label: "I STEP ASIDE FROM (CODE AND WHY)".into(), count: 2 });
    }
    paper.push(Block::Together(vec![
        Block::heading("When you are done"),
        Block::Lines { label: "WHAT THE ORGANISER SHOULD KNOW ABOUT THIS ROUND".into(), count: 2 },
        Block::words("These are my own marks. I have told of every conflict of interest that I know."),
        Block::Signatures(vec![Signature { role: format!("Judge {}", pack.judge), name: String::new() }]),
    ]));
}
