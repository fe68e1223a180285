//! What a back says, whoever it is about: the layout beside it knows neither heroes nor monsters.

use crate::press::card::Signature;
use crate::press::layout::Face;
use crate::press::style::{Dress, Frame};
use crate::press::subject::Subject;
use crate::scene::kit::Hex;

/// Everything on a back. Empty texts and lists leave no gap.
pub(in crate::press) struct FileCard<'a> {
    pub dress: &'a Dress,
    /// At the head: "FILE CARD".
    pub title: &'a str,
    /// At the right of it.
    pub series: String,
    pub subject: Subject<'a>,
    pub name: &'a str,
    pub rows: Vec<Row>,
    pub passages: Vec<Passage>,
    /// Stands beside the portrait when there is room.
    pub medal: String,
    pub bars: Bars<'a>,
    pub second: Option<Second<'a>>,
    pub strip: Strip<'a>,
    pub foot: Foot<'a>,
    pub hang_hole: Option<Frame>,
}

/// One fact.
#[derive(Debug)]
pub(in crate::press) struct Row {
    pub label: String,
    pub value: String,
    pub kind: RowKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::press) enum RowKind {
    Plain,
    /// A person's name: whole, in as many lines as it takes, or the card is refused.
    Name,
    /// A list that may end early and then says so.
    Things(Vec<String>),
}

impl Row {
    pub fn plain(label: &str, value: impl Into<String>) -> Self {
        Self { label: label.to_string(), value: value.into().trim().to_string(), kind: RowKind::Plain }
    }

    pub fn name(label: &str, value: impl Into<String>) -> Self {
        Self { kind: RowKind::Name, ..Self::plain(label, value) }
    }

    pub fn things(label: &str, things: Vec<String>) -> Self {
        Self { kind: RowKind::Things(things.clone()), ..Self::plain(label, things.join(", ")) }
    }
}

/// One piece of running text.
#[derive(Debug)]
pub(in crate::press) struct Passage {
    pub place: &'static str,
    pub text: String,
    pub face: Face,
    pub size: f32,
    pub fill: Hex,
}

/// Values from 1 to 10.
pub(in crate::press) struct Bars<'a> {
    /// Over one and over several.
    pub one: &'a str,
    pub many: &'a str,
    pub list: Vec<Bar>,
}

#[derive(Clone, Debug)]
pub(in crate::press) struct Bar {
    /// Path of a drawing; none for a value without a picture.
    pub icon: Option<String>,
    pub label: String,
    pub value: u8,
}

/// What stands beside the bars.
pub(in crate::press) enum Second<'a> {
    Rival(Rival<'a>),
    /// A list with its title.
    List {
        title: &'a str,
        lines: &'a [String],
    },
}

/// Somebody on the other side.
pub(in crate::press) struct Rival<'a> {
    pub title: &'a str,
    pub subject: Subject<'a>,
    pub name: &'a str,
    pub text: &'a str,
}

/// Heads with names, under a title of two lines.
pub(in crate::press) struct Strip<'a> {
    pub title: [&'a str; 2],
    pub heads: Vec<(&'a str, Subject<'a>)>,
}

/// The last lines.
pub(in crate::press) struct Foot<'a> {
    /// What the code holds; empty for none.
    pub qr: &'a str,
    /// Two lines where nobody signs.
    pub lines: [&'a str; 2],
    pub signatures: &'a [Signature],
    pub serial: &'a str,
    pub check: &'a str,
}
