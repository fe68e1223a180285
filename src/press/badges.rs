//! Bursts, ribbons and cut panels: what shouts on a card.

use super::layout::{Face, Layout, Lettering};
use super::refusal::Refusal;
use super::style::Frame;
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, drawn, line, polygon};
use crate::scene::text::INK;

/// Lettering on a golden burst.
pub(super) const BURST_RED: [u8; 3] = [0xB9, 0x24, 0x3A];

impl Layout<'_> {
    /// A title in a round burst; nothing without a title.
    pub fn medal(&mut self, title: &str, frame: Frame) -> Result<(), Refusal> {
        if title.trim().is_empty() {
            return Ok(());
        }
        let [x, y, w, h] = frame;
        self.art("badge/burst-round.svg", frame)?;
        let (cx, cy) = (x + w / 2.0, y + h / 2.0);
        let size = w * 0.165;
        let line = Lettering::at(cx, cy + size * 0.355, Face::Display, size, &Hex::of(BURST_RED)).centred();
        self.line("medal", title, &line.within(w * 0.56).in_lines(4, h * 0.52).turned(-6.0).at_least(0.3))
    }

    /// A number in a round burst with a word over and one under it; the words may be empty.
    pub fn tally(&mut self, over: &str, number: &str, under: &str, frame: Frame) -> Result<(), Refusal> {
        let [x, y, w, h] = frame;
        self.art("badge/burst-round.svg", frame)?;
        let (cx, cy, red) = (x + w / 2.0, y + h / 2.0, Hex::of(BURST_RED));
        let alone = over.is_empty() && under.is_empty();
        let size = w * if alone { 0.42 } else { 0.34 };
        let big = Lettering::at(cx, cy + size * 0.355, Face::Display, size, &red).centred().turned(-6.0);
        self.line("tally", number, &big.within(w * 0.62).at_least(0.3))?;
        for (text, dy) in [(over, -w * 0.2), (under, w * 0.245)] {
            let size = w * 0.13;
            // Parallel to the number, and stacked along the turned axis.
            let x = cx - dy * (-6.0_f32).to_radians().sin();
            let words = Lettering::at(x, cy + dy + size * 0.36, Face::Display, size, &red).centred().turned(-6.0);
            self.line("tally", text, &words.within(w * 0.5).at_least(0.4))?;
        }
        Ok(())
    }
}

/// Up to three short lines in a comic starburst that grow towards the last one, which is the shout.
pub(super) fn starburst(page: &mut Layout, lines: &[&str], frame: Frame, fill: &Hex, turn: f32) -> Result<(), Refusal> {
    let [x, y, w, h] = frame;
    page.art("badge/burst-comic.svg", frame)?;
    let k = w / 330.0;
    let (cx, cy) = (x + w / 2.0, y + h / 2.0 + 10.0 * k);
    let base = Lettering::at(cx, cy, Face::Display, 54.0 * k, fill).centred().turned(turn).at_least(0.35);
    if let [only] = lines {
        let l = base.within(186.0 * k).in_lines(3, 136.0 * k);
        return page.line("starburst", only, &Lettering { y: cy + 19.0 * k, size: 60.0 * k, ..l });
    }
    let sizes: &[f32] = if lines.len() == 2 { &[40.0, 56.0] } else { &[34.0, 36.0, 54.0] };
    // The star is widest in its middle.
    let widths: &[f32] = if lines.len() == 2 { &[190.0, 180.0] } else { &[176.0, 194.0, 166.0] };
    let gap = 7.0 * k;
    let total: f32 = sizes.iter().map(|s| s * k * 0.72).sum::<f32>() + gap * (sizes.len() - 1) as f32;
    let mut top = cy - total / 2.0;
    for ((claim, size), width) in lines.iter().zip(sizes).zip(widths) {
        let size = size * k;
        let baseline = top + size * 0.72;
        // Turn each line around the star's own middle, so that the lines stay parallel and stacked.
        let dy = baseline - size * 0.36 - cy;
        let lean = turn.to_radians().sin();
        let line = Lettering { x: cx - dy * lean, y: baseline, size, ..base.clone() };
        page.line("starburst", claim, &line.within(width * k))?;
        top = baseline + gap;
    }
    Ok(())
}

/// A long flat ribbon with notched ends behind it: the kit's own is made for short words.
pub(super) fn ribbon(page: &mut Layout, [x, y, w, h]: Frame) {
    let pen = Pen::solid(INK, 10.0);
    let [base, shade, light] =
        [[0xF0, 0x00, 0x31], [0xF0, 0x00, 0x32], [0xF0, 0x00, 0x33]].map(|mark| page.rgb(&Hex::of(mark)));
    let (tail, drop, notch) = (h * 0.75, h * 0.2, h * 0.3);
    for (out, fold) in [(x - tail, x + tail * 0.6), (x + w + tail, x + w - tail * 0.6)] {
        let toward = if out < x { notch } else { -notch };
        let end = [
            (fold, y + drop),
            (out, y + drop),
            (out + toward, y + drop + h / 2.0),
            (out, y + drop + h),
            (fold, y + drop + h),
        ];
        page.push(drawn(polygon(&end), Some(shade), Some(pen)));
        let edge = if out < x { x } else { x + w };
        page.push(drawn(polygon(&[(edge, y + h), (fold, y + h), (fold, y + h + drop)]), Some(INK), Some(pen)));
    }
    page.panel([x, y, w, h], 6.0, Some(base), Some((INK, 10.0)));
    page.push(drawn(line(&[(x + 14.0, y + 15.0), (x + w - 14.0, y + 15.0)]), None, Some(Pen::solid(light, 5.0))));
}

/// A panel with cut corners and an edge.
pub(super) fn cut_panel(page: &mut Layout, [x, y, w, h]: Frame, cut: f32, fill: [u8; 3], edge: [u8; 3]) {
    let (r, b) = (x + w, y + h);
    let corners = [
        (x + cut, y),
        (r - cut, y),
        (r, y + cut),
        (r, b - cut),
        (r - cut, b),
        (x + cut, b),
        (x, b - cut),
        (x, y + cut),
    ];
    page.push(drawn(polygon(&corners), Some(fill), Some(Pen::solid(edge, 10.0))));
}
