//! What a print shop looks for beside the picture: layers, with the steps of making they stand for, and spot colours.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use crate::scene::item::Layer;

/// A layer as an optional content group. What a machine does along its lines is said as ISO 19593-1 asks.
pub(super) fn group(layer: &Layer) -> Dictionary {
    let mut group = dictionary! { "Type" => "OCG", "Name" => text_string(&layer.name), "Intent" => "View" };
    if let Some(step) = layer.step {
        let steps = dictionary! { "GTS_ProcStepsGroup" => "Structural", "GTS_ProcStepsType" => step.name() };
        group.set("GTS_Metadata", steps);
    }
    if !layer.printed {
        group.set("Usage", dictionary! { "Print" => dictionary! { "PrintState" => "OFF" } });
    }
    group
}

/// The list of all layers: all seen on screen, those off for printing where asked.
pub(super) fn properties(groups: &[(ObjectId, bool)]) -> Dictionary {
    let all = || Object::Array(groups.iter().map(|(id, _)| Object::Reference(*id)).collect());
    let mut default = dictionary! {
        "Name" => text_string("Layers"), "BaseState" => "ON", "Order" => all(), "RBGroups" => Vec::new(),
    };
    let unprinted: Vec<Object> =
        groups.iter().filter(|(_, printed)| !printed).map(|(id, _)| Object::Reference(*id)).collect();
    if !unprinted.is_empty() {
        // Only this makes readers heed what a layer says about printing.
        let heed = dictionary! { "Event" => "Print", "Category" => vec!["Print".into()], "OCGs" => unprinted };
        default.set("AS", vec![Object::Dictionary(heed)]);
    }
    dictionary! { "OCGs" => all(), "D" => default }
}

/// A plate of its own, shown as `looks` where there is none.
pub(super) fn separation(pdf: &mut Document, name: &str, looks: [u8; 3]) -> ObjectId {
    let channel = |c: u8| Object::Real(((f64::from(c) / 255.0 * 1e3).round() / 1e3) as f32);
    let function = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![1.into(), 1.into(), 1.into()],
        "C1" => looks.map(channel).to_vec(),
        "N" => 1,
    };
    pdf.add_object(Object::Array(vec![
        "Separation".into(),
        Object::Name(name.as_bytes().to_vec()),
        "DeviceRGB".into(),
        Object::Dictionary(function),
    ]))
}
