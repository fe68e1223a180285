//! Pictures as image XObjects: each once per file, at no more than 300 dpi of its largest print.

use printpdf::{DictItem, ExternalStream};

use super::gradient::{dict, name};
use crate::scene::item::Transform;
use crate::scene::picture::{Colours, Data, Encoded};

/// From the unit square an image is drawn in (y up) to `frame` (x, y, width, height; y down), upright.
pub(super) fn placement([x, y, w, h]: [f32; 4], encoded: &Encoded) -> Transform {
    Transform::from_row(w, 0.0, 0.0, h, x, y)
        .pre_concat(encoded.turn.transform())
        .pre_concat(Transform::from_row(1.0, 0.0, 0.0, -1.0, 0.0, 1.0))
}

/// The image as an object with all its data already encoded.
pub(super) fn stream(encoded: &Encoded) -> ExternalStream {
    let size = (encoded.width, encoded.height);
    let (space, channels) = match &encoded.colours {
        Colours::Grey => (name("DeviceGray"), 1),
        Colours::Rgb => (name("DeviceRGB"), 3),
        Colours::Inks { .. } => (name("DeviceCMYK"), 4),
        Colours::Listed(list) => {
            let last = (list.len() / 3).saturating_sub(1) as i64;
            let list = DictItem::String { data: list.clone(), literal: false };
            (DictItem::Array(vec![name("Indexed"), name("DeviceRGB"), DictItem::Int(last), list]), 1)
        }
    };
    let (filter, content, parameters) = match &encoded.data {
        Data::Jpeg(bytes) => ("DCTDecode", bytes.clone(), None),
        Data::Deflated { bytes, filtered } => {
            ("FlateDecode", bytes.clone(), filtered.then(|| predictor(encoded.width, channels)))
        }
    };
    let mut image = image(size, space, filter, content);
    if let Some(parameters) = parameters {
        image.dict.insert("DecodeParms".to_owned(), parameters);
    }
    if encoded.colours == (Colours::Inks { inverted: true }) {
        let turned = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        image.dict.insert("Decode".to_owned(), DictItem::Array(turned));
    }
    if let Some(opacity) = &encoded.opacity {
        let mut mask = self::image(size, name("DeviceGray"), "FlateDecode", opacity.clone());
        mask.dict.insert("DecodeParms".to_owned(), predictor(encoded.width, 1));
        image.dict.insert("SMask".to_owned(), DictItem::Stream { stream: mask });
    }
    image
}

fn image((width, height): (u32, u32), space: DictItem, filter: &str, content: Vec<u8>) -> ExternalStream {
    let DictItem::Dict { map } = dict([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width.into())),
        ("Height", DictItem::Int(height.into())),
        ("ColorSpace", space),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name(filter)),
    ]) else {
        return ExternalStream { dict: Default::default(), content, compress: false };
    };
    ExternalStream { dict: map, content, compress: false }
}

/// Rows behind the number of their PNG filter.
fn predictor(columns: u32, colours: i64) -> DictItem {
    dict([
        ("Predictor", DictItem::Int(15)),
        ("Columns", DictItem::Int(columns.into())),
        ("Colors", DictItem::Int(colours)),
        ("BitsPerComponent", DictItem::Int(8)),
    ])
}
