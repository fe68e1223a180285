//! The `.unsung` file: a zip with a line that says what it is, `campaign.ron`, and imported files and photos by hash.
//! Bytes in, bytes out; who reads and writes files is not known here. The shape is documented in docs/FILE_FORMAT.md.

use crate::campaign::{Campaign, EditError, FORMAT_VERSION, Passing};
use memchr::memmem;
use ron::extensions::Extensions;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufWriter, Cursor, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Imported raw files and photos by the SHA-256 of their bytes, lower-case hex.
pub type Blobs = BTreeMap<String, Arc<Vec<u8>>>;

const FORMAT_ENTRY: &str = "unsung.txt";
const CAMPAIGN_ENTRY: &str = "campaign.ron";
const BLOB_FOLDER: &str = "files/";
/// Sizes that no honest campaign reaches; a file that claims more is refused before memory is taken.
const MAX_CAMPAIGN_BYTES: u64 = 4 << 30;
const MAX_BLOB_BYTES: u64 = 1 << 30;
const MAX_ENTRIES: usize = 200_000;
/// A packed byte gives no more than this many.
const DEFLATE_RATIO: u64 = 1032;
/// With more records than this the text may grow beyond what a plain zip entry holds; a record takes a kilobyte at most, nearly
/// always.
const LARGE_FROM: usize = 2_000_000;

/// What was read from a file.
#[derive(Clone, Debug)]
pub struct Opened {
    pub campaign: Campaign,
    pub blobs: Blobs,
    /// SHA-256 of the whole file, by which it is seen later whether somebody else has written it since.
    pub sha256: [u8; 32],
}

/// Why a file was not opened or a campaign not written. Messages are whole sentences for the person at the screen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("The file is empty.")]
    Empty,
    #[error("This is not an Unsung campaign: {0}.")]
    Foreign(String),
    #[error("The file ends too early: the end of the zip is missing, as after a copy that was cut off.")]
    Truncated,
    #[error("The file is damaged: {0}.")]
    Damaged(String),
    #[error("The file was written by a newer Unsung (format {found}; this program knows up to {known}).")]
    Newer { found: u32, known: u32 },
    #[error("{0} is larger than any campaign can be.")]
    TooLarge(String),
    #[error("The campaign in the file does not hold together: {0}.")]
    Broken(#[from] EditError),
    #[error("The campaign could not be written: {0}.")]
    Write(String),
    #[error("The work was stopped.")]
    Stopped,
}

fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The campaign as readable text in a stable order.
pub fn campaign_to_ron(campaign: &Campaign) -> Result<String, StoreError> {
    ron_options().to_string_pretty(campaign, pretty()).map_err(|error| StoreError::Write(error.to_string()))
}

fn pretty() -> ron::ser::PrettyConfig {
    ron::ser::PrettyConfig::new().depth_limit(5).indentor("  ").new_line("\n")
}

fn campaign_from_ron(text: &str) -> Result<Campaign, StoreError> {
    ron_options().from_str(text).map_err(|error| {
        StoreError::Damaged(format!("{CAMPAIGN_ENTRY}, line {}: {}", error.span.start.line, error.code))
    })
}

/// Is told of records done and records in all now and then, and answers whether to go on.
pub type Watch<'w> = &'w mut dyn FnMut(u64, u64) -> bool;

/// Between two looks at how far the work is.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Does the work on a thread of its own and tells how many records have passed. `total` is asked each time: on opening it is known
/// a while after the beginning; 0 before.
fn watched<T: Send>(
    watch: Watch<'_>,
    total: &(dyn Fn() -> u64 + Sync),
    work: impl FnOnce() -> Result<T, StoreError> + Send,
) -> Result<T, StoreError> {
    let passing = Arc::new(Passing::default());
    std::thread::scope(|scope| {
        // Nothing is ever sent: the channel closes when the work is over, however it ends.
        let (open, closed) = mpsc::channel::<()>();
        let (counted, count) = (Arc::clone(&passing), passing);
        let worker = scope.spawn(move || {
            let _open = open;
            counted.during(work)
        });
        while let Err(RecvTimeoutError::Timeout) = closed.recv_timeout(LOOK_EVERY) {
            let all = total();
            // What was written by hand may hold more than was counted.
            if all > 0 && !watch(count.count().min(all), all) {
                count.stop();
            }
        }
        match worker.join() {
            // A work that was whole before it could stop is whole.
            Ok(Err(_)) if count.is_stopped() => Err(StoreError::Stopped),
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// [`to_bytes`], watched.
pub fn to_bytes_watched(campaign: &Campaign, blobs: &Blobs, watch: Watch<'_>) -> Result<Vec<u8>, StoreError> {
    let total = campaign.record_count();
    watched(watch, &|| total, || to_bytes(campaign, blobs))
}

/// [`from_bytes`], watched.
pub fn from_bytes_watched(bytes: &[u8], watch: Watch<'_>) -> Result<Opened, StoreError> {
    let total = AtomicU64::new(0);
    watched(watch, &|| total.load(Ordering::Relaxed), || {
        open(bytes, &|text| total.store(records_in(text), Ordering::Relaxed))
    })
}

/// About how many records a text holds: each begins on a line of its own, three steps in, with its number.
fn records_in(text: &str) -> u64 {
    let begins = |at: usize| text.as_bytes().get(at + RECORD.len()).is_some_and(u8::is_ascii_digit);
    memmem::find_iter(text.as_bytes(), RECORD).filter(|at| begins(*at)).count() as u64
}

const RECORD: &[u8] = b"\n      ";

/// Packs a campaign and the blobs it names. The same campaign gives the same bytes.
pub fn to_bytes(campaign: &Campaign, blobs: &Blobs) -> Result<Vec<u8>, StoreError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed date: when a file was written is the file system's to say, and equal campaigns stay equal.
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .large_file(false);
    let packed = plain.compression_method(CompressionMethod::Deflated);
    let failed = |error: &dyn std::fmt::Display| StoreError::Write(error.to_string());

    zip.start_file(FORMAT_ENTRY, plain).map_err(|e| failed(&e))?;
    write!(zip, "unsung-campaign {FORMAT_VERSION}\n{CAMPAIGN_ENTRY} holds the campaign as text.\n")
        .map_err(|e| failed(&e))?;
    // Straight into the zip: the text of a million records would fill memory once more.
    let records = campaign.people().len() + campaign.nominations().len() + campaign.entries().len();
    zip.start_file(CAMPAIGN_ENTRY, packed.large_file(records > LARGE_FROM)).map_err(|e| failed(&e))?;
    let mut text = BufWriter::with_capacity(1 << 16, &mut zip);
    ron_options().to_io_writer_pretty(&mut text, campaign, pretty()).map_err(|e| failed(&e))?;
    text.flush().map_err(|e| failed(&e))?;
    drop(text);

    let named = campaign.named_files();
    for (hash, bytes) in blobs.iter().filter(|(hash, _)| named.contains(hash.as_str())) {
        zip.start_file(format!("{BLOB_FOLDER}{hash}"), packed).map_err(|e| failed(&e))?;
        zip.write_all(bytes).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

/// Reads a campaign file. Nothing of the input is trusted: sizes are limited, hashes compared, references checked.
pub fn from_bytes(bytes: &[u8]) -> Result<Opened, StoreError> {
    open(bytes, &|_| ())
}

fn open(bytes: &[u8], has_text: &dyn Fn(&str)) -> Result<Opened, StoreError> {
    if bytes.is_empty() {
        return Err(StoreError::Empty);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(StoreError::Foreign(describe_foreign(bytes).into()));
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        let has_end = bytes.windows(4).rev().take(70_000).any(|window| window == b"PK\x05\x06");
        if has_end { StoreError::Damaged(error.to_string()) } else { StoreError::Truncated }
    })?;
    if zip.len() > MAX_ENTRIES {
        return Err(StoreError::TooLarge(format!("A zip with {} entries", zip.len())));
    }
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.map(std::borrow::Cow::into_owned))
        .collect::<Result<_, _>>()
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    if !names.iter().any(|name| name == FORMAT_ENTRY || name == CAMPAIGN_ENTRY) {
        return Err(StoreError::Foreign("it is a zip, but holds no campaign.ron".into()));
    }
    if names.iter().any(|name| name == FORMAT_ENTRY) {
        let format = String::from_utf8_lossy(&entry(&mut zip, FORMAT_ENTRY, 4096)?).into_owned();
        let found = format
            .strip_prefix("unsung-campaign ")
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse::<u32>().ok())
            .ok_or_else(|| StoreError::Damaged(format!("{FORMAT_ENTRY} does not name the format")))?;
        if found > FORMAT_VERSION {
            return Err(StoreError::Newer { found, known: FORMAT_VERSION });
        }
    }
    let text = String::from_utf8(entry(&mut zip, CAMPAIGN_ENTRY, MAX_CAMPAIGN_BYTES)?)
        .map_err(|_| StoreError::Damaged(format!("{CAMPAIGN_ENTRY} is not text")))?;
    has_text(&text);
    let mut campaign = campaign_from_ron(&text)?;
    drop(text);
    if campaign.version() > FORMAT_VERSION {
        return Err(StoreError::Newer { found: campaign.version(), known: FORMAT_VERSION });
    }
    campaign.check_after_reading()?;

    let mut blobs = Blobs::new();
    for name in names {
        let Some(hash) = name.strip_prefix(BLOB_FOLDER) else { continue };
        let content = entry(&mut zip, &name, MAX_BLOB_BYTES)?;
        if hex::encode(Sha256::digest(&content)) != hash {
            return Err(StoreError::Damaged(format!("the stored file {hash} is not what its name says")));
        }
        blobs.insert(hash.to_owned(), Arc::new(content));
    }
    Ok(Opened { campaign, blobs, sha256: Sha256::digest(bytes).into() })
}

fn entry(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: u64) -> Result<Vec<u8>, StoreError> {
    let file = zip.by_name(name).map_err(|error| StoreError::Damaged(format!("{name}: {error}")))?;
    if file.size() > limit {
        return Err(StoreError::TooLarge(name.to_owned()));
    }
    // The size in the header may lie: no more is taken at once than these packed bytes could ever give, and reading stops at the
    // limit whatever it says. Room that is right from the start is not grown into: a text is never held twice.
    let most = file.compressed_size().saturating_mul(DEFLATE_RATIO).saturating_add(64);
    let mut content = Vec::with_capacity(usize::try_from(file.size().min(most)).unwrap_or(0).saturating_add(1));
    file.take(limit + 1).read_to_end(&mut content).map_err(|error| StoreError::Damaged(format!("{name}: {error}")))?;
    if content.len() as u64 > limit {
        return Err(StoreError::TooLarge(name.to_owned()));
    }
    Ok(content)
}

fn describe_foreign(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "it is a PDF",
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => "it is a picture",
        [0x1F, 0x8B, ..] => "it is a gzip archive",
        _ if bytes.iter().take(512).all(|byte| *byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t')) => {
            "it is a text file; a list of people is imported into a campaign, not opened"
        }
        _ => "it does not begin like one",
    }
}
