//! What a document says about itself: dates, text strings and the XMP packet.

use lopdf::{Object, StringFormat};

use super::PdfError;
use crate::scene::item::Scene;

/// The program's name and version, as it signs documents.
pub(super) const PRODUCER: &str = concat!("Unsung ", env!("CARGO_PKG_VERSION"));

/// A moment with its offset from UTC, in the two ways a PDF writes it.
pub(super) struct Timestamp {
    /// `D:20261122101500+01'00'`
    pub(super) pdf: String,
    /// `2026-11-22T10:15:00+01:00`
    xmp: String,
}

impl Timestamp {
    pub(super) fn parse(text: &str) -> Result<Self, PdfError> {
        let wrong = || PdfError::Timestamp(text.to_owned());
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| wrong())?;
        let (date, time) = (pieces.date(), pieces.time().ok_or_else(wrong)?);
        let offset = pieces.to_numeric_offset().ok_or_else(wrong)?.seconds() / 60;
        let sign = if offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        let (y, m, d) = (date.year(), date.month(), date.day());
        let (hh, mm, ss) = (time.hour(), time.minute(), time.second());
        Ok(Self {
            pdf: format!("D:{y:04}{m:02}{d:02}{hh:02}{mm:02}{ss:02}{sign}{hours:02}'{minutes:02}'"),
            xmp: format!("{y:04}-{m:02}-{d:02}T{hh:02}:{mm:02}:{ss:02}{sign}{hours:02}:{minutes:02}"),
        })
    }
}

/// A text string: as it is where it is ASCII, else UTF-16 with its mark.
pub(super) fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The document's language: what the scene says, English where it says nothing.
pub(super) fn language(scene: &Scene) -> &str {
    if scene.language.is_empty() { "en" } else { &scene.language }
}

/// The XMP packet. `id` is derived from the content, never drawn at random.
pub(super) fn xmp(scene: &Scene, created: Option<&Timestamp>, id: &str) -> String {
    let title = escaped(&scene.title);
    let language = escaped(language(scene));
    let author = if scene.author.is_empty() {
        String::new()
    } else {
        format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", escaped(&scene.author))
    };
    let dates = created.map_or_else(String::new, |at| {
        let at = &at.xmp;
        format!(
            "<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>\
             <xmp:MetadataDate>{at}</xmp:MetadataDate>"
        )
    });
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>{author}\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>{dates}<pdf:Producer>{PRODUCER}</pdf:Producer>\
         <pdf:Trapped>False</pdf:Trapped>\n\
         <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{id}</xmpMM:InstanceID>\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// Text inside XML: what XML reserves is escaped, what it forbids is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_offset() {
        let at = Timestamp::parse("2026-11-22T10:15:00-03:30").unwrap();
        assert_eq!(at.pdf, "D:20261122101500-03'30'");
        assert_eq!(at.xmp, "2026-11-22T10:15:00-03:30");
        assert_eq!(Timestamp::parse("2026-11-22T09:15:00Z").unwrap().pdf, "D:20261122091500+00'00'");
        for wrong in ["", "yesterday", "2026-11-22", "2026-11-22T10:15:00"] {
            assert!(Timestamp::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn titles_cannot_break_the_packet() {
        let scene = Scene { title: "A<b>&\"\u{1}".into(), ..Scene::default() };
        assert!(xmp(&scene, None, "0").contains("A&lt;b&gt;&amp;&quot;</rdf:li>"));
    }
}
