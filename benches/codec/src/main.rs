//! What it takes to encode and decode, beside the peers: the same IDL, the same data, in one run.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin codec -- [--json FILE] [--svg FILE] [--case NAME…] [--peer NAME…] [--quick]`
//!
//! With `--profile lto` instead of `--release`, everything is optimised as one program.
//!
//! - Encoding is into a buffer that is used again; decoding is from bytes in memory, and includes letting go of the value.
//! - Before anything is measured, each peer's bytes have to mean the same value as ours, in as many bytes; one that fails
//!   is left out, and the output says why.
//! - Times are medians of batches, in nanoseconds for which the thread was running. The peers of a case take turns, on one
//!   core, in a process of the case's own.
//! - Memory that is freed stays with the process, for all alike.
//! - `ratio` is the time by ours: above 1, ours is faster.
//! - `memcpy` copies the message into the buffer, `memcpy + alloc` into a new allocation, and `memcpy + all allocs` makes
//!   every allocation of an owned value.

mod allocations;
mod alone;
mod cases;
mod chart;
mod clock;
mod codec;
mod contender;
mod data;
mod footer;
mod generated;
mod instructions;
mod measure;
mod messages;
mod options;
mod peer;
mod peers;
mod protocol;
mod race;
mod rows;
mod standards;

use std::ffi::OsStr;
use std::path::Path;
use std::{env, error, fs, result};

use alone::Measured;
use cases::CASES;
use instructions::Instructions;
use options::Options;
use peers::cpp::Cpp;

type Result<T> = result::Result<T, Box<dyn error::Error>>;

fn main() -> Result<()> {
    let options = Options::parse()?;
    if options.alone {
        return alone::run(&options);
    }
    println!("profile {}", profile()?);
    match clock::stay_on_a_core() {
        Some(core) => println!("on core {core}"),
        None => println!("on no certain core: none could be chosen"),
    }
    if !Instructions::open().are_counted() {
        println!("no instructions: the processor's counters cannot be read here");
    }
    if let Err(why) = Cpp::start() {
        println!("left out: C++ templates: {why}");
    }
    let mut rows = Vec::new();
    for (name, _) in CASES.iter().filter(|(name, _)| options.wants_case(name)) {
        let Measured { about, left_out, rows: measured } = alone::measure_alone(name, &options)?;
        println!("\n{name}: {about}");
        for why in left_out {
            println!("left out: {why}");
        }
        print!("{}", rows::table(&measured));
        rows.extend(measured);
    }
    print!("{}", standards::table(&rows));
    if let Some(file) = options.svg {
        fs::write(file, chart::svg(&rows))?;
    }
    if let Some(file) = options.json {
        fs::write(file, serde_json::to_string_pretty(&rows)? + "\n")?;
    }
    Ok(())
}

/// Which of cargo's profiles this is: it names the folder.
fn profile() -> Result<String> {
    let folder = env::current_exe()?.parent().and_then(Path::file_name).map(OsStr::to_owned);
    Ok(folder.unwrap_or_default().to_string_lossy().into_owned())
}
