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
//!   core.
//! - Memory that is freed stays with the process, for all alike.
//! - `ratio` is the time by ours: above 1, ours is faster.
//! - `memcpy` copies the message into the buffer, `memcpy + alloc` into a new allocation, and `memcpy + all allocs` makes
//!   every allocation of an owned value.

mod allocations;
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

use cases::{CASES, Case};
use contender::Contenders;
use instructions::Instructions;
use options::Options;
use peers::cpp::Cpp;
use rows::Row;

type Result<T> = result::Result<T, Box<dyn error::Error>>;

fn main() -> Result<()> {
    let options = Options::parse()?;
    println!("profile {}", profile()?);
    match clock::stay_on_a_core() {
        Some(core) => println!("on core {core}"),
        None => println!("on no certain core: none could be chosen"),
    }
    allocations::keep_memory();
    let mut instructions = Instructions::open();
    if !instructions.are_counted() {
        println!("no instructions: the processor's counters cannot be read here");
    }
    // Now, since it stays on this thread's core.
    let cpp = Cpp::start();
    if let Err(why) = &cpp {
        println!("left out: C++ templates: {why}");
    }
    let mut rows = Vec::new();
    for (name, make) in CASES.iter().filter(|(name, _)| options.wants_case(name)) {
        let Case { about, contenders: Contenders { list: mut contenders, left_out } } = make(cpp.as_ref().ok())?;
        println!("\n{name}: {about}");
        for why in left_out {
            println!("left out: {why}");
        }
        contenders.retain(|contender| options.wants_peer(contender.peer));
        contenders.sort_by_key(|contender| (contender.protocol.beside(), contender.op));
        let costs = measure::measure(&mut contenders, options.effort, &mut instructions)?;
        let measured: Vec<Row> =
            contenders.iter().zip(costs).map(|(contender, cost)| Row::new(name, contender, cost)).collect();
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
