//! Two texts beside each other, word by word: what stayed, what went, what came.

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// Words with the space behind them, so that the pieces together are the text again.
fn words(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut from = 0;
    let mut in_space = false;
    for (at, letter) in text.char_indices() {
        if in_space && !letter.is_whitespace() {
            list.extend(text.get(from..at));
            from = at;
        }
        in_space = letter.is_whitespace();
    }
    list.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    list
}

/// Largest table of word pairs that is looked through; beyond it lines are compared instead.
const MOST_PAIRS: usize = 4_000_000;

/// What became of `before` in `after`, in order. The pieces that are not new make `before`, those not gone make `after`.
pub fn compare(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    // What is the same at both ends needs no table.
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut pieces = Vec::new();
    if head > 0 {
        push(&mut pieces, Piece::Same(old[..head].concat()));
    }
    if a.len().saturating_mul(b.len()) > MOST_PAIRS {
        push(&mut pieces, Piece::Gone(a.concat()));
        push(&mut pieces, Piece::New(b.concat()));
    } else {
        middle(a, b, &mut pieces);
    }
    if tail > 0 {
        push(&mut pieces, Piece::Same(old[old.len() - tail..].concat()));
    }
    pieces
}

/// The longest common run of words, by the usual table.
fn middle(a: &[&str], b: &[&str], pieces: &mut Vec<Piece>) {
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i].trim_end() == b[j].trim_end() {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            push(pieces, Piece::Same(a[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j >= b.len() || (i < a.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            push(pieces, Piece::Gone(a[i].to_owned()));
            i += 1;
        } else {
            push(pieces, Piece::New(b[j].to_owned()));
            j += 1;
        }
    }
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Same(run)), Piece::Same(words))
        | (Some(Piece::Gone(run)), Piece::Gone(words))
        | (Some(Piece::New(run)), Piece::New(words)) => run.push_str(&words),
        (_, piece) => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(pieces: &[Piece], new: bool) -> String {
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Same(words) => Some(words.as_str()),
                Piece::Gone(words) => (!new).then_some(words.as_str()),
                Piece::New(words) => new.then_some(words.as_str()),
            })
            .collect()
    }

    #[test]
    fn pieces_make_both_texts_again() {
        let texts = [
            "",
            "At 17:40 the server died.",
            "At 17:40 on a Friday the payroll server died.\n\nNobody noticed.",
            "Nobody noticed. At 17:40 the server  died.",
            "ليلى أعادت الخادم إلى العمل",
        ];
        for before in texts {
            for after in texts {
                let pieces = compare(before, after);
                assert_eq!((whole(&pieces, false).as_str(), whole(&pieces, true).as_str()), (before, after));
            }
        }
        let pieces = compare("the old server died", "the new server died");
        let expected = [
            Piece::Same("the ".into()),
            Piece::Gone("old ".into()),
            Piece::New("new ".into()),
            Piece::Same("server died".into()),
        ];
        assert_eq!(pieces, expected);
    }
}
