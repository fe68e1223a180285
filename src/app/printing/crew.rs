//! Many hands: pieces are laid out on all cores, each with a typesetter of its own, and come back in their order. What is made is
//! the same with one hand as with eight; only when it is done differs.

use super::Press;
use crate::scene::text::Typesetter;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The hands beside the one that calls them.
pub struct Crew {
    others: Vec<Typesetter>,
}

impl Crew {
    /// So many hands in all; one for each core where it is not said.
    pub fn new(press: &Press<'_>, hands: Option<usize>) -> Self {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Self { others: (1..hands.unwrap_or_else(cores)).map(|_| press.typesetter.another()).collect() }
    }

    /// What `work` makes of each, in the order of `all`.
    pub fn each<T: Sync, R: Send>(
        &mut self,
        press: &mut Press<'_>,
        all: &[T],
        work: impl Fn(&T, &mut Press<'_>) -> R + Sync,
    ) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let (kit, symbols) = (press.kit, press.symbols);
        let hand = |typesetter: &mut Typesetter| {
            let mut press = Press { kit, symbols, typesetter };
            let mut made = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(one) = all.get(at) else { return made };
                made.push((at, work(one, &mut press)));
            }
        };
        let mut made = std::thread::scope(|scope| {
            let helping = self.others.iter_mut().take(all.len().saturating_sub(1));
            let others: Vec<_> = helping.map(|typesetter| scope.spawn(|| hand(typesetter))).collect();
            let mut made = hand(press.typesetter);
            for other in others {
                match other.join() {
                    Ok(more) => made.extend(more),
                    // A mistake in a layout is reported by the thread that asked for it.
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            made
        });
        made.sort_unstable_by_key(|(at, _)| *at);
        made.into_iter().map(|(_, result)| result).collect()
    }
}
