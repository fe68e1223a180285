//! How a reader finds its way: the outline beside the pages, and the pages' own labels.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use crate::scene::item::Page;

/// Adds a flat outline of the pages with bookmarks. `None` where there are none.
pub(super) fn outline(pdf: &mut Document, scene: &[Page], pages: &[ObjectId]) -> Option<ObjectId> {
    let marked: Vec<(&str, ObjectId)> =
        scene.iter().zip(pages).filter_map(|(page, id)| Some((page.bookmark.as_deref()?, *id))).collect();
    if marked.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = marked.iter().map(|_| pdf.new_object_id()).collect();
    for (i, (words, page)) in marked.iter().enumerate() {
        let mut entry = dictionary! {
            "Title" => text_string(words),
            "Parent" => root,
            "Dest" => vec![Object::Reference(*page), "Fit".into()],
        };
        if i > 0 {
            entry.set("Prev", ids[i - 1]);
        }
        if let Some(next) = ids.get(i + 1) {
            entry.set("Next", *next);
        }
        pdf.objects.insert(ids[i], Object::Dictionary(entry));
    }
    let entries = dictionary! {
        "Type" => "Outlines", "First" => ids[0], "Last" => ids[ids.len() - 1], "Count" => ids.len() as i64,
    };
    pdf.objects.insert(root, Object::Dictionary(entries));
    Some(root)
}

/// The pages' labels; those without one keep their number. `None` where no page has one.
pub(super) fn labels(scene: &[Page]) -> Option<Dictionary> {
    scene.iter().any(|page| page.label.is_some()).then(|| {
        let mut entries = Vec::new();
        let mut counting = false;
        for (i, page) in scene.iter().enumerate() {
            let label = match &page.label {
                Some(label) => dictionary! { "P" => text_string(label) },
                None if counting => continue,
                None => dictionary! { "S" => "D", "St" => i as i64 + 1 },
            };
            counting = page.label.is_none();
            entries.push(Object::Integer(i as i64));
            entries.push(Object::Dictionary(label));
        }
        dictionary! { "Nums" => entries }
    })
}
