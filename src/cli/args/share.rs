//! The arguments of `share`.

use crate::app::sharing::{Size, What};
use std::path::PathBuf;

pub const EXAMPLES: &str = "Sizes: card and the other pictures are 1080 wide unless said otherwise; a page of a product with width and height \
                            stands on a poster, with a width alone it is the page itself. An unboxing is four wide and five high, \
                            a commercial three wide and two high, and neither is ever larger than 5 MB.\n\n\
                            Example:\n  unsung share heroes.unsung --what card --hero \"Sabine the IT Savior\" --out sabine.png\n  \
                            unsung share heroes.unsung --what card --hero H3 --size 1080x1080 --out square.png\n  \
                            unsung share heroes.unsung --what unboxing --hero H3 --out sabine.gif\n  \
                            unsung share heroes.unsung --what commercial --hero H3 --out commercial.gif\n  \
                            unsung share heroes.unsung --what cards-back --hero P12 --size 1200 --out back.png";

#[derive(Debug, clap::Args)]
pub struct Share {
    /// The campaign
    pub file: PathBuf,
    /// card, figure, unboxing, commercial, monster, archetype, or a product as print knows it (cards, certificates, ...), with -back for its other side
    #[arg(long, value_parser = what)]
    pub what: What,
    /// Whose: the name of the hero, the person, the monster or the archetype, or an id such as H3, P12 or M2
    #[arg(long, value_name = "NAME_OR_ID", visible_alias = "of")]
    pub hero: String,
    /// The file to write: a .png, for an unboxing or a commercial a .gif
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Pixels: width and height, or the width alone
    #[arg(long, value_name = "1080x1350", value_parser = size)]
    pub size: Option<Size>,
}

fn what(word: &str) -> Result<What, String> {
    What::named(word).ok_or_else(|| format!("what can be shared is {}", What::words().join(", ")))
}

fn size(text: &str) -> Result<Size, String> {
    Size::parse(text).ok_or_else(|| "a size is written like 1080x1350, or 600 for the width alone".to_owned())
}
