//! The table of contents of a zip, read strictly: one table that fills the end of the file, every file of a bundle once, where
//! the table says, packed in one of the two usual ways. What one program would read and the next would not is refused, and
//! sizes are looked at before anything is unpacked. Nothing is written to disk.

use crate::app::world::{ReadSeek, World};
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::io::{self, BufReader, Read, SeekFrom};
use std::path::Path;

/// No bundle holds more; a zip that does is something else.
const ENTRIES_MAX: u16 = 1000;
/// Nor has a bundle names so long that its table would need more.
const TABLE_BYTES_MAX: u64 = 1 << 20;
/// The record at the end, and the longest comment behind it.
const END_BYTES: usize = 22;
const COMMENT_BYTES_MAX: usize = 65_535;

/// A file in the zip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    /// As it stands in the table; bytes that are no text are shown as such.
    pub(super) name: String,
    /// Bytes when unpacked, as the table says.
    pub(super) size_bytes: u64,
    raw_name: Vec<u8>,
    flags: u16,
    method: u16,
    crc: u32,
    stored_bytes: u64,
    header_start: u64,
    table_start: u64,
}

/// Why a zip is not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ZipError {
    #[error("The zip holds more files than any bundle.")]
    TooMany,
    #[error("The zip cannot be read: {0}.")]
    Broken(&'static str),
    #[error("The zip cannot be read: {0}.")]
    Io(#[from] io::Error),
    #[error("{0} is packed or encrypted in a way that is not read here.")]
    Method(String),
    #[error("The zip cannot be read: {0} is not where the table of contents says.")]
    Misplaced(String),
    #[error("The zip cannot be read: {0} is damaged, or not as large as stated.")]
    Damaged(String),
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Reads the table of contents.
pub(super) fn read_table(world: &dyn World, path: &Path) -> Result<Vec<Packed>, ZipError> {
    let mut file = world.open(path)?;
    let size = file.seek(SeekFrom::End(0))?;
    let tail_start = size.saturating_sub((END_BYTES + COMMENT_BYTES_MAX) as u64);
    file.seek(SeekFrom::Start(tail_start))?;
    let mut tail = Vec::new();
    file.by_ref().take((END_BYTES + COMMENT_BYTES_MAX) as u64).read_to_end(&mut tail)?;
    let ends = |at: &usize| {
        tail[*at..].starts_with(b"PK\x05\x06") && at + END_BYTES + usize::from(u16_at(&tail, at + 20)) == tail.len()
    };
    let end = (0..(tail.len() + 1).saturating_sub(END_BYTES)).rev().find(ends);
    let end = end.ok_or(ZipError::Broken("it has no table of contents at its end"))?;
    let (count, table_bytes) = (u16_at(&tail, end + 10), u64::from(u32_at(&tail, end + 12)));
    let table_start = u64::from(u32_at(&tail, end + 16));
    let in_one_piece = u32_at(&tail, end + 4) == 0 && u16_at(&tail, end + 8) == count;
    let locates_another = end >= 20 && tail[end - 20..].starts_with(b"PK\x06\x07");
    if !in_one_piece || locates_another || table_start + table_bytes != tail_start + end as u64 {
        return Err(ZipError::Broken("its table of contents does not fit"));
    }
    if count > ENTRIES_MAX || table_bytes > TABLE_BYTES_MAX {
        return Err(ZipError::TooMany);
    }
    file.seek(SeekFrom::Start(table_start))?;
    let mut table = Vec::new();
    file.take(table_bytes).read_to_end(&mut table)?;
    let mut entries = Vec::new();
    let mut rest = table.as_slice();
    for _ in 0..count {
        let sizes = [28, 30, 32].map(|at| usize::from(u16_at(rest, at)));
        let whole = 46 + sizes.iter().sum::<usize>();
        if !rest.starts_with(b"PK\x01\x02") || rest.len() < whole {
            return Err(ZipError::Broken("its table of contents is broken"));
        }
        let raw_name = rest[46..46 + sizes[0]].to_vec();
        entries.push(Packed {
            name: String::from_utf8_lossy(&raw_name).into_owned(),
            size_bytes: u32_at(rest, 24).into(),
            raw_name,
            flags: u16_at(rest, 8),
            method: u16_at(rest, 10),
            crc: u32_at(rest, 16),
            stored_bytes: u32_at(rest, 20).into(),
            header_start: u32_at(rest, 42).into(),
            table_start,
        });
        rest = &rest[whole..];
    }
    if rest.is_empty() { Ok(entries) } else { Err(ZipError::Broken("its table of contents is broken")) }
}

impl Packed {
    /// Opens the file at its beginning, unpacking as it is read, and never more than one byte beyond its stated size.
    pub(super) fn open(&self, world: &dyn World, path: &Path) -> Result<Unpacking, ZipError> {
        // Bits 0, 6 and 13 are ways of encrypting.
        if self.flags & 0x2041 != 0 || !matches!(self.method, 0 | 8) {
            return Err(ZipError::Method(self.name.clone()));
        }
        let misplaced = || ZipError::Misplaced(self.name.clone());
        let mut file = world.open(path)?;
        file.seek(SeekFrom::Start(self.header_start))?;
        let mut header = [0; 30];
        file.read_exact(&mut header).map_err(|_| misplaced())?;
        let mut name = vec![0; usize::from(u16_at(&header, 26))];
        file.read_exact(&mut name).map_err(|_| misplaced())?;
        let start = self.header_start + 30 + name.len() as u64 + u64::from(u16_at(&header, 28));
        if !header.starts_with(b"PK\x03\x04") || name != self.raw_name || start + self.stored_bytes > self.table_start {
            return Err(misplaced());
        }
        file.seek(SeekFrom::Start(start))?;
        let packed = BufReader::new(file).take(self.stored_bytes);
        let most = self.size_bytes + 1;
        Ok(if self.method == 0 {
            Unpacking::Stored(packed.take(most))
        } else {
            Unpacking::Deflated(DeflateDecoder::new(packed).take(most))
        })
    }

    /// Unpacks the file once, handing on its pieces, and checks size and check sum.
    pub(super) fn unpack(&self, world: &dyn World, path: &Path, mut take: impl FnMut(&[u8])) -> Result<(), ZipError> {
        let damaged = || ZipError::Damaged(self.name.clone());
        let mut reader = self.open(world, path)?;
        let (mut crc, mut piece, mut size_bytes) = (Crc::new(), vec![0; 1 << 16], 0);
        loop {
            let read = match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return Err(damaged()),
            };
            size_bytes += read as u64;
            if size_bytes > self.size_bytes {
                return Err(damaged());
            }
            crc.update(&piece[..read]);
            take(&piece[..read]);
        }
        // What lies behind the end of what was unpacked belongs to nobody.
        let used_up = match &reader {
            Unpacking::Stored(_) => self.size_bytes == self.stored_bytes,
            Unpacking::Deflated(reader) => reader.get_ref().total_in() == self.stored_bytes,
        };
        let whole = size_bytes == self.size_bytes && crc.sum() == self.crc && used_up;
        if whole { Ok(()) } else { Err(damaged()) }
    }
}

type Within = io::Take<BufReader<Box<dyn ReadSeek>>>;

/// A file as it is unpacked.
pub(super) enum Unpacking {
    Stored(io::Take<Within>),
    Deflated(io::Take<DeflateDecoder<Within>>),
}

impl Read for Unpacking {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored(reader) => reader.read(bytes),
            Self::Deflated(reader) => reader.read(bytes),
        }
    }
}
