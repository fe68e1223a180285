//! Text of a PDF page as a search would find it, through the fonts' own maps to Unicode.
#![allow(dead_code)] // each test file uses its part

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, content::Content};
use unicode_normalization::UnicodeNormalization;

/// Characters of each code of a font, from its ToUnicode map.
fn to_unicode(pdf: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
    let map = pdf.get_object(stream).unwrap().as_stream().unwrap().decompressed_content().unwrap();
    let map = String::from_utf8(map).unwrap();
    let mut known = BTreeMap::new();
    for section in map.split("beginbfchar").skip(1) {
        let (lines, _) = section.split_once("endbfchar").unwrap();
        for line in lines.lines().filter(|l| l.contains('<')) {
            let mut hex = line.split(['<', '>']).filter(|p| !p.trim().is_empty());
            let code = u16::from_str_radix(hex.next().unwrap(), 16).unwrap();
            let units: Vec<u16> = hex
                .next()
                .unwrap()
                .as_bytes()
                .chunks(4)
                .map(|c| u16::from_str_radix(std::str::from_utf8(c).unwrap(), 16).unwrap())
                .collect();
            known.insert(code, String::from_utf16(&units).unwrap());
        }
    }
    known
}

/// One text section of a page: what each glyph stands for, in the order shown, and what the marked content says instead.
#[derive(Debug, Default)]
pub struct Shown {
    pub glyphs: Vec<String>,
    pub spelled_out: Option<String>,
}

impl Shown {
    /// Left to right, as a search would find it.
    pub fn text(&self) -> String {
        self.spelled_out.clone().unwrap_or_else(|| self.glyphs.concat()).nfkc().filter(|c| *c != '\u{200B}').collect()
    }
    /// Right to left, as a reader turns it round.
    pub fn turned(&self) -> String {
        self.glyphs.iter().rev().map(String::as_str).collect::<String>().nfkc().filter(|c| *c != '\u{200B}').collect()
    }
}

pub fn shown(pdf: &Document, page: lopdf::ObjectId) -> Vec<Shown> {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
        pdf.get_page_fonts(page).unwrap().into_iter().map(|(name, font)| (name, to_unicode(pdf, font))).collect();
    let content = Content::decode(&pdf.get_page_content(page)).unwrap();
    let mut all: Vec<Shown> = Vec::new();
    let mut font = &BTreeMap::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BT" => all.push(Shown::default()),
            "Tf" => font = &fonts[operation.operands[0].as_name().unwrap()],
            "BDC" => {
                if let Ok(properties) = operation.operands[1].as_dict() {
                    let bytes = properties.get(b"ActualText").unwrap().as_str().unwrap();
                    let units: Vec<u16> = bytes[2..].chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
                    all.last_mut().unwrap().spelled_out = Some(String::from_utf16(&units).unwrap());
                }
            }
            "TJ" => {
                for part in operation.operands[0].as_array().unwrap() {
                    if let Object::String(bytes, _) = part {
                        for code in bytes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            all.last_mut().unwrap().glyphs.push(font[&code].clone());
                        }
                    }
                }
            }
            _ => {}
        }
    }
    all
}
