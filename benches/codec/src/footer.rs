//! Real data: the metadata at the end of Parquet files that pyarrow has written, see `parquet/footers.py`.

use std::fmt;
use std::hint::black_box;
use std::rc::Rc;

use compact_thrift_parquet::format::FileMetaData;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use thrift_rs::{Bytes, compact};

use crate::Result;
use crate::cases::Case;
use crate::clock::time;
use crate::contender::Contenders;
use crate::messages::{Message, Sent};
use crate::peer::Peer;
use crate::peers::compact_thrift::{self, Compact};
use crate::peers::copies;
use crate::peers::cpp::Cpp;
use crate::peers::ours::{parquet as ours, parquet_part as ours_for_part};
use crate::protocol::{Op, Protocol};

/// Of a file with ten columns and one row group.
pub(crate) const NARROW: &[u8] = include_bytes!("../parquet/narrow.z");
/// Of a file with a thousand columns and ten row groups.
pub(crate) const WIDE: &[u8] = include_bytes!("../parquet/wide.z");

/// What tells whether a footer was understood.
#[derive(PartialEq)]
struct Facts {
    rows: i64,
    row_groups: usize,
    columns: usize,
    /// Of the columns in all row groups, compressed.
    bytes: i64,
}

impl fmt::Display for Facts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, row_groups, columns, bytes } = self;
        write!(out, "{columns} columns, row groups: {row_groups}, {rows} rows, {bytes} bytes of data")
    }
}

/// The facts of a footer, as everyone's types have them.
macro_rules! facts {
    ($footer:expr) => {{
        let footer = $footer;
        let chunks = || footer.row_groups.iter().flat_map(|group| &group.columns);
        Facts {
            rows: footer.num_rows,
            row_groups: footer.row_groups.len(),
            columns: chunks().count() / footer.row_groups.len().max(1),
            bytes: chunks().filter_map(|chunk| chunk.meta_data.as_ref()).map(|meta| meta.total_compressed_size).sum(),
        }
    }};
}

/// A footer, and who decodes all of it. A further build of ours is a line here.
pub(crate) fn race(cpp: Option<&Cpp>, compressed: &[u8]) -> Result<Case> {
    use compact_thrift::parquet::FileMetaData;

    let bytes = decompress(compressed)?;
    let facts = Rc::new(facts(&bytes)?);
    let sent = Sent::new(Protocol::Compact, &facts, bytes, self::facts);
    let message = sent.message();
    let bytes = message.bytes;
    // Not `from_static`, which would spare it the counting of references that a received message has.
    let shared = Bytes::copy_from_slice(bytes);
    let ours = facts!(compact::from_bytes::<ours::FileMetaData>(&shared)?);
    same(&facts, &[ours, facts!(compact_thrift::read::<FileMetaData>(bytes)?)])?;

    let mut all = Contenders::default();
    add_reader(&mut all, Peer::ThriftRs, message, move || compact::from_bytes::<ours::FileMetaData>(&shared));
    add_reader(&mut all, Peer::ThriftRsBorrowed, message, move || {
        compact::from_slice::<ours::borrowed::FileMetaData<'_>>(bytes)
    });
    add_reader(&mut all, Peer::CompactThrift, message, move || compact_thrift::read::<FileMetaData>(bytes));
    if let Some(cpp) = cpp {
        cpp.add(&mut all, "FileMetaData", message);
    }
    copies::add::<Compact, FileMetaData>(&mut all, message);
    Ok(Case { about: format!("written by pyarrow: {facts}; every field is decoded"), contenders: all })
}

/// A footer, and who decodes what `compact-thrift-parquet` keeps of it.
pub(crate) fn race_for_part(compressed: &[u8]) -> Result<Case> {
    let bytes = decompress(compressed)?;
    let facts = Rc::new(facts(&bytes)?);
    let sent = Sent::new(Protocol::Compact, &facts, bytes, self::facts);
    let message = sent.message();
    let bytes = message.bytes;
    let shared = Bytes::copy_from_slice(bytes);
    let read = move || ParquetMetaDataReader::decode_metadata(bytes);
    let ours = facts!(compact::from_bytes::<ours_for_part::FileMetaData>(&shared)?);
    same(&facts, &[ours, facts_of_parquet(&read()?)])?;

    let mut all = Contenders::default();
    add_reader(&mut all, Peer::ThriftRs, message, move || compact::from_bytes::<ours_for_part::FileMetaData>(&shared));
    add_reader(&mut all, Peer::ThriftRsBorrowed, message, move || {
        compact::from_slice::<ours_for_part::borrowed::FileMetaData<'_>>(bytes)
    });
    add_reader(&mut all, Peer::CompactThrift, message, move || compact_thrift::read::<FileMetaData>(bytes));
    add_reader(&mut all, Peer::Parquet, message, read);
    let about = format!(
        "the same: {facts}; columns' paths and the offsets of index pages are skipped, encodings too, or made a set of bits \
        (compact-thrift, parquet); parquet builds types of its own"
    );
    Ok(Case { about, contenders: all })
}

fn decompress(bytes: &[u8]) -> Result<Vec<u8>> {
    Ok(miniz_oxide::inflate::decompress_to_vec_zlib(bytes).map_err(|error| error.to_string())?)
}

/// Fails where someone has understood a footer in another way.
fn same(facts: &Facts, others: &[Facts]) -> Result<()> {
    match others.iter().find(|other| *other != facts) {
        None => Ok(()),
        Some(other) => Err(format!("one finds {facts} in a footer, another {other}").into()),
    }
}

/// One that does not encode to the same, so that its facts have been compared.
fn add_reader<T, E>(
    all: &mut Contenders,
    peer: Peer,
    message: Message<'_>,
    read: impl Fn() -> std::result::Result<T, E> + 'static,
) {
    let read = move || drop(black_box(black_box(&read)()));
    all.push(peer, message, Op::Decode, move |times| Ok(time(times, &read)));
}

fn facts(bytes: &[u8]) -> Result<Facts> {
    Ok(facts!(compact_thrift::read::<FileMetaData>(bytes)?))
}

fn facts_of_parquet(footer: &ParquetMetaData) -> Facts {
    let chunks = || footer.row_groups().iter().flat_map(|group| group.columns());
    Facts {
        rows: footer.file_metadata().num_rows(),
        row_groups: footer.num_row_groups(),
        columns: chunks().count() / footer.num_row_groups().max(1),
        bytes: chunks().map(|chunk| chunk.compressed_size()).sum(),
    }
}
