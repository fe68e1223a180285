//! What a document is made of, as plain data.

use super::set::Stack;
use super::table::Table;
use crate::scene::item::Item;

/// Somebody who signs by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// "Organiser", "Observer".
    pub role: String,
    /// Printed under the line; "" leaves room to write it.
    pub name: String,
}

/// A part of a document. Empty texts take no room.
#[derive(Clone, Debug)]
pub enum Block {
    /// The title of the document, with a line under it.
    Title {
        /// Set large.
        title: String,
        /// Set small beneath.
        words: String,
    },
    /// Heads a section; stays with what follows.
    Heading(String),
    /// Heads a part of a section; stays with what follows.
    Subheading(String),
    /// Running text; line ends in it stay.
    Words(String),
    /// Smaller and paler running text.
    Small(String),
    /// Running text of long documents, a little smaller.
    Fine(String),
    /// An item of a list.
    Bullet(String),
    /// An item of a list among [`Self::Fine`] text.
    FineBullet(String),
    /// A numbered step: bold words, then plain ones.
    Step {
        /// From 1.
        number: usize,
        /// In bold; may be empty.
        title: String,
        /// What to do.
        words: String,
    },
    /// A box to tick with a pen.
    Check(String),
    /// A question whose answer is ringed, or written into a box.
    Marks {
        /// The question.
        label: String,
        /// Smaller, under it.
        hint: String,
        /// What is ringed; none for a box to write in.
        choices: Vec<String>,
    },
    /// Lines to write on.
    Lines {
        /// What is to be written; small, above.
        label: String,
        /// How many lines.
        count: usize,
    },
    /// A box that stands out.
    Notice {
        /// In bold.
        title: String,
        /// Under it.
        words: String,
        /// On the ground of a warning.
        warns: bool,
    },
    /// Names and values, a line each.
    Facts(Vec<(String, String)>),
    /// Large numbers with what they count, side by side.
    Figures(Vec<(String, String)>),
    /// Rows under a repeated head.
    Table(Table),
    /// Something drawn in the width of the text, never torn: a plot, a map.
    Drawing {
        /// From the top left corner, in 0.1 mm.
        items: Vec<Item>,
        /// In 0.1 mm.
        height: f32,
    },
    /// Hashes with their names, two beside each other: groups of four digits on two lines.
    Hashes(Vec<(String, String)>),
    /// One hash over the whole width, four groups a line.
    BigHash {
        /// Hex digits.
        hash: String,
        /// Size of the digits; smaller where the width asks for it.
        size_mm: f32,
    },
    /// One long value to copy, broken anywhere, in the mono face.
    Mono(String),
    /// A QR code, with what it holds beneath.
    Code {
        /// What a phone reads.
        payload: String,
        /// With its quiet.
        side_mm: f32,
        /// Beneath, small.
        caption: String,
    },
    /// Two stacks side by side, never torn apart.
    Beside {
        /// Takes what the right leaves.
        left: Vec<Block>,
        /// Stands at the right margin.
        right: Vec<Block>,
        /// Width of the right stack.
        right_mm: f32,
    },
    /// Blocks that stay on one page.
    Together(Vec<Block>),
    /// Lines to sign on, with place and date.
    Signatures(Vec<Signature>),
    /// Free paper.
    Space {
        /// How much; less where a page ends.
        height_mm: f32,
    },
    /// A hairline over the whole width.
    Rule,
    /// What follows begins a new page.
    NewPage,
}

impl Block {
    /// A title with words under it.
    pub fn title(title: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Title { title: title.into(), words: words.into() }
    }
    /// The head of a section.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading(text.into())
    }
    /// Running text.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words(text.into())
    }
    /// Small running text.
    pub fn small(text: impl Into<String>) -> Self {
        Self::Small(text.into())
    }
    /// A numbered step.
    pub fn step(number: usize, title: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Step { number, title: title.into(), words: words.into() }
    }
    /// A box that stands out.
    pub fn notice(title: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Notice { title: title.into(), words: words.into(), warns: false }
    }
    /// A box that warns.
    pub fn warning(title: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Notice { title: title.into(), words: words.into(), warns: true }
    }
    /// A QR code.
    pub fn code(payload: impl Into<String>, side_mm: f32, caption: impl Into<String>) -> Self {
        Self::Code { payload: payload.into(), side_mm, caption: caption.into() }
    }
    /// Free paper.
    pub fn space(height_mm: f32) -> Self {
        Self::Space { height_mm }
    }
}

impl From<Stack> for Block {
    fn from(stack: Stack) -> Self {
        Self::Drawing { items: stack.items, height: stack.height }
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}
