//! Cards: laid out, and written as one PDF. The two together beside layout alone show what the writer costs.

use unsung::app::{FakeWorld, Progress, printing, templates};
use unsung::campaign::Campaign;
use unsung::scene::fonts::FontSource;
use unsung::scene::kit::{Kit, SymbolCache};
use unsung::scene::text::Typesetter;

fn main() {
    divan::main();
}

struct Bench {
    campaign: Campaign,
    kit: Kit,
    symbols: SymbolCache,
    typesetter: Typesetter,
}

impl Bench {
    fn new() -> Self {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().expect("a time"));
        let campaign = templates::start(&world, templates::SAMPLE).expect("the sample is compiled in");
        let kit = Kit::builtin().expect("the kit is compiled in");
        Self { campaign, kit, symbols: SymbolCache::new(), typesetter: Typesetter::new(FontSource::shipped()) }
    }
    fn press(&mut self) -> printing::Press<'_> {
        printing::Press { kit: &self.kit, symbols: &self.symbols, typesetter: &mut self.typesetter }
    }
}

#[divan::bench(sample_count = 10)]
fn lay_out_the_sample(bencher: divan::Bencher) {
    let mut bench = Bench::new();
    let campaign = bench.campaign.clone();
    bencher.counter(divan::counter::ItemsCount::new(campaign.heroes().len())).bench_local(|| {
        printing::preflight(&campaign, &printing::PrintOptions::default(), &mut bench.press(), &Progress::silent())
            .expect("nothing is cancelled")
    });
}

#[divan::bench(sample_count = 10)]
fn lay_out_and_write_the_sample(bencher: divan::Bencher) {
    let mut bench = Bench::new();
    let campaign = bench.campaign.clone();
    let options = printing::PrintOptions::default();
    bencher.counter(divan::counter::ItemsCount::new(campaign.heroes().len())).bench_local(|| {
        // A world of its own for each run, so that nothing is found unchanged.
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().expect("a time"));
        printing::run(&campaign, &options, "/cards.pdf".as_ref(), &world, &mut bench.press(), &Progress::silent())
            .expect("the sample prints")
    });
}
