//! What other implementations wrote of one value that has everything, `tests/golden`, which `tests/interop/run.py` renews.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use interop_contract::{Everything, Sampled};
use thrift_rs::{ProtocolError, binary, compact, json};

const PROTOCOLS: [&str; 3] = ["binary", "compact", "json"];

/// Files by their peer and name.
fn files() -> Vec<(String, PathBuf)> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../golden");
    let peers = fs::read_dir(golden).unwrap().map(|peer| peer.unwrap().path());
    let files = peers.flat_map(|peer| fs::read_dir(peer).unwrap().map(|file| file.unwrap().path()));
    // Not those that are read in `frames.rs`.
    let files = files.filter(|file| PROTOCOLS.iter().any(|protocol| file.extension().unwrap() == *protocol));
    let named = files.map(|file| {
        let parts: Vec<_> = file.iter().rev().take(2).map(|part| part.to_str().unwrap()).collect();
        (format!("{}/{}", parts[1], parts[0]), file)
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

fn sample(file: &Path) -> Everything {
    let name = file.file_stem().unwrap().to_str().unwrap().replace('-', " ");
    Everything::samples().into_iter().find(|(sample, _)| *sample == name).unwrap().1
}

fn read(file: &Path, bytes: &[u8]) -> Result<Everything, ProtocolError> {
    match file.extension().unwrap().to_str() {
        Some("binary") => binary::from_slice(bytes),
        Some("compact") => compact::from_slice(bytes),
        Some("json") => json::from_slice(bytes),
        other => panic!("{other:?}"),
    }
}

fn write(file: &Path, value: &Everything) -> Vec<u8> {
    let bytes = match file.extension().unwrap().to_str() {
        Some("binary") => binary::to_vec(value),
        Some("compact") => compact::to_vec(value),
        Some("json") => json::to_vec(value),
        other => panic!("{other:?}"),
    };
    bytes.unwrap()
}

#[test]
fn what_others_wrote_is_the_value_that_they_meant() {
    let files = files();
    assert!(files.len() >= 20, "{files:?}");
    for (name, file) in files {
        let value = read(&file, &fs::read(&file).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(value.alike(&sample(&file)), "{name}: {value:?}");
        let again = read(&file, &write(&file, &value)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(again, value, "{name}");
    }
}

/// Who writes JSON otherwise, and how.
const OTHER_JSON: [(&str, &str); 2] = [
    ("node-thrift-0.24.0", "control characters as they are"),
    ("thrift-0.25.0", "doubles with 17 digits, and control characters as they are"),
];

#[test]
fn we_write_what_others_wrote_byte_by_byte() {
    for (name, file) in files() {
        let other = OTHER_JSON.iter().find(|(peer, _)| name.starts_with(peer) && name.ends_with(".json"));
        let same = write(&file, &sample(&file)) == fs::read(&file).unwrap();
        assert_eq!(same, other.is_none(), "{name}: {other:?}");
    }
}
