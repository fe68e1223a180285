//! What covers a back under everything else, and the title at its head.

use super::Edges;
use super::sheet::FileCard;
use crate::press::badges::cut_panel;
use crate::press::card::{BLEED, SIZE};
use crate::press::layout::Layout;
use crate::press::refusal::Refusal;
use crate::press::style::{BandShape, Dress, Ground};
use crate::scene::kit::Hex;
use crate::scene::shapes::{Pen, clipped, drawn, line, polygon, polygons, rounded};

/// The ground of a back of this size, bleed included.
pub(in crate::press) fn cover(page: &mut Layout, dress: &Dress, (w, h): (f32, f32)) -> Result<(), Refusal> {
    let (l, t, r, b) = (-BLEED, -BLEED, w + BLEED, h + BLEED);
    match &dress.ground {
        Ground::Stripes { base, stripe } => {
            page.panel([l, t, r - l, b - t], 0.0, Some(page.rgb(base)), None);
            // Slanted stripes over the whole height; the slant goes on through the bleed.
            let k = w / SIZE.0;
            let lean = 560.0 * k / h;
            let stripes: Vec<[(f32, f32); 4]> = (0..14)
                .map(|i| {
                    let x = (-200.0 + 180.0 * i as f32) * k;
                    let (up, down) = (x - t * lean, x - b * lean);
                    [(up, t), (up + 90.0 * k, t), (down + 90.0 * k, b), (down, b)]
                })
                .collect();
            let rings: Vec<&[(f32, f32)]> = stripes.iter().map(<[(f32, f32); 4]>::as_slice).collect();
            let sheet = rounded([l, t, r - l, b - t], 0.0);
            let rgb = page.rgb(stripe);
            page.push(clipped(sheet, drawn(polygons(&rings), Some(rgb), None).into_iter().collect()));
        }
        Ground::Backdrop { id, scheme } => {
            let Some(backdrop) = page.kit.backdrop(id) else {
                page.note("backdrop", format!("the art kit has no backdrop {id:?}"));
                page.panel([l, t, r - l, b - t], 0.0, Some(page.rgb(&dress.bars.fill)), None);
                return Ok(());
            };
            let colours = page.kit.colours("", "", "", scheme);
            page.backdrop(&backdrop.file, &colours, [l, t, r - l, b - t], 0.0)?;
        }
    }
    Ok(())
}

/// The title at the head, and the series at its right.
pub(super) fn title(page: &mut Layout, card: &FileCard, edges: &Edges) -> Result<(), Refusal> {
    let (w, dress) = (SIZE.0, card.dress);
    let band = &dress.band;
    let (fill, edge) = (page.rgb(&band.fill), page.rgb(&band.edge));
    let (title, series) = match band.shape {
        BandShape::Slant => {
            // Edges of the band end beyond the bleed, so that no outline shows at the cut.
            let out = 60.0;
            let rise = 70.0 / w * out;
            let shape = [(-out, 190.0 + rise), (w + out, 120.0 - rise), (w + out, 330.0 - rise), (-out, 400.0 + rise)];
            page.push(drawn(polygon(&shape), Some(fill), Some(Pen::solid(edge, 12.0))));
            let title = dress.shouted(92.0, 346.0, 150.0, &band.title).spaced(4.0).turned(-2.6);
            let series = dress.shouted(1432.0, 268.0, 64.0, &band.second).turned(-2.6);
            (title.within(700.0), series.within(640.0))
        }
        BandShape::Panel => {
            cut_panel(page, [edges.left, 186.0, edges.width(), 196.0], 40.0, fill, edge);
            let title = dress.shouted(edges.left + 50.0, 320.0, 140.0, &band.title).spaced(8.0);
            let series = dress.titled(edges.right - 50.0, 308.0, 64.0, &band.second).spaced(4.0);
            (title.within(660.0), series.within(560.0))
        }
        BandShape::Rule => {
            let base = dress.top - 76.0;
            rule_with_stone(page, [edges.left, dress.top - 40.0], edges.width(), &band.edge);
            let title = dress.shouted(edges.left, base, 130.0, &band.title).spaced(6.0);
            let series = dress.titled(edges.right, base, 62.0, &band.second);
            (title.within(640.0), series.within(560.0))
        }
    };
    page.line("title", card.title, &title.at_least(0.4))?;
    page.line("series", &card.series, &series.ending().in_lines(2, 130.0).at_least(0.5))
}

/// A thin line with a stone in its middle, from `x`,`y` to the right.
pub(in crate::press) fn rule_with_stone(page: &mut Layout, [x, y]: [f32; 2], width: f32, colour: &Hex) {
    let rgb = page.rgb(colour);
    page.push(drawn(line(&[(x, y), (x + width, y)]), None, Some(Pen::solid(rgb, 7.0))));
    let (cx, r) = (x + width / 2.0, 20.0);
    page.push(drawn(polygon(&[(cx - r, y), (cx, y - r), (cx + r, y), (cx, y + r)]), Some(rgb), None));
}
