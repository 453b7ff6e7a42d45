//! Real data: the metadata at the end of Parquet files that pyarrow has written, see `parquet/footers.py`.

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
use crate::peers::ours::parquet as ours;
use crate::protocol::{Op, Protocol};

/// Of a file with ten columns and one row group.
pub(crate) const NARROW: &[u8] = include_bytes!("../parquet/narrow.z");
/// Of a file with a thousand columns and ten row groups.
pub(crate) const WIDE: &[u8] = include_bytes!("../parquet/wide.z");

/// What tells whether a footer was understood.
#[derive(Debug, PartialEq)]
struct Facts {
    rows: i64,
    row_groups: usize,
    columns: usize,
    /// Of the columns in all row groups, compressed.
    bytes: i64,
}

/// A footer, and who decodes it. A further build of ours is a line here.
pub(crate) fn race(cpp: Option<&Cpp>, compressed: &[u8]) -> Result<Case> {
    let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(compressed).map_err(|error| error.to_string())?;
    let facts = Rc::new(facts(&bytes)?);
    let sent = Sent::new(Protocol::Compact, &facts, bytes, self::facts);
    let message = sent.message();

    let mut all = Contenders::default();
    let bytes = message.bytes;
    let shared = Bytes::from_static(bytes);
    add_reader(&mut all, Peer::ThriftRs, message, move || compact::from_bytes::<ours::FileMetaData>(&shared));
    add_reader(&mut all, Peer::ThriftRsBorrowed, message, move || {
        compact::from_slice::<ours::borrowed::FileMetaData<'_>>(bytes)
    });
    add_reader(&mut all, Peer::CompactThrift, message, move || compact_thrift::read::<FileMetaData>(bytes));
    let read = move || ParquetMetaDataReader::decode_metadata(bytes);
    if facts_of_parquet(&read()?) != *facts {
        return Err("the crate `parquet` finds something else in the footer".into());
    }
    add_reader(&mut all, Peer::Parquet, message, read);
    if let Some(cpp) = cpp {
        cpp.add(&mut all, "FileMetaData", message);
    }
    copies::add::<Compact, FileMetaData>(&mut all, message);

    let Facts { rows, row_groups, columns, .. } = *facts;
    let about = format!(
        "written by pyarrow: {columns} columns, row groups: {row_groups}, {rows} rows; compact-thrift and parquet \
        leave out the columns' paths, and parquet builds types of its own"
    );
    Ok(Case { about, contenders: all })
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
    let footer: FileMetaData = compact_thrift::read(bytes)?;
    let chunks = || footer.row_groups.iter().flat_map(|group| &group.columns);
    Ok(Facts {
        rows: footer.num_rows,
        row_groups: footer.row_groups.len(),
        columns: chunks().count() / footer.row_groups.len().max(1),
        bytes: chunks().filter_map(|chunk| chunk.meta_data.as_ref()).map(|meta| meta.total_compressed_size).sum(),
    })
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
