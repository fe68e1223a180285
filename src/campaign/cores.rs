//! Work on very many edits or records, shared out among all cores: their records lie all over memory, and all cores wait for it at
//! once. What is done with a share, and whether it may change it, is left to whoever asks.

/// Fewer edits than this are not worth a thread.
const SHARE_LEAST: usize = 10_000;

/// How many of so many make a share.
pub fn share_of(count: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    count.div_ceil(cores).max(SHARE_LEAST)
}

/// What comes of each share, in their order: `chunks` or `chunks_mut` of [`share_of`].
pub fn on_all_cores<S: Send, R: Send>(
    shares: impl ExactSizeIterator<Item = S>,
    work: &(dyn Fn(S) -> R + Sync),
) -> Vec<R> {
    if shares.len() <= 1 {
        return shares.map(work).collect();
    }
    std::thread::scope(|scope| {
        let workers: Vec<_> = shares.map(|share| scope.spawn(move || work(share))).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, R>| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        workers.into_iter().map(join).collect()
    })
}
