//! The bench itself: has processes measure, and shows what came of it.

use std::fs;

use serde_json::Value;

use crate::case::{Case, Mode};
use crate::child::Child;
use crate::client::{BEGIN, END, Measured};
use crate::idle::Rested;
use crate::options::Options;
use crate::peer::Peer;
use crate::peers::cpp;
use crate::place::Place;
use crate::plan::{self, Block};
use crate::rows::{self, IdleRow, Row};
use crate::{Result, chart, client, control, idle, server, standards, usage};

pub(crate) fn run(options: &Options) -> Result<()> {
    let files = usage::allow_files()?;
    let left_out = left_out(options);
    let present = |peer: &Peer| !left_out.contains(peer);
    let (mut measured, mut rested) = (Vec::new(), Vec::new());
    let mut case = None;
    for block in plan::blocks(options) {
        if case.replace((block.case, block.free)) != Some((block.case, block.free)) {
            let place = if block.free { "free, " } else { "" };
            println!("\n{place}{}: {}", block.case, block.case.about());
        }
        let rows = take_turns(block.peers(options).filter(present).collect(), block, options);
        print!("{}", rows::table(&rows));
        measured.extend(rows);
    }
    if options.wants_case(idle::NAME) && !options.free {
        let connections = connections(options, files);
        println!("\n{}: {connections} connections, each after one call", idle::NAME);
        for peer in Peer::ALL.into_iter().filter(|&peer| peer.rests() && options.wants_peer(peer)).filter(present) {
            match rest(peer, connections, options) {
                Ok(row) => rested.push(row),
                Err(error) => println!("left out: {peer}: {error}"),
            }
        }
        print!("{}", rows::idle_table(&rested));
    }
    print!("{}", standards::table(&measured));
    if let Some(file) = &options.svg {
        fs::write(file, chart::svg(&measured))?;
    }
    if let Some(file) = &options.json {
        let rows = measured.iter().map(serde_json::to_value).chain(rested.iter().map(serde_json::to_value));
        let rows: Vec<Value> = rows.collect::<serde_json::Result<_>>()?;
        fs::write(file, serde_json::to_string_pretty(&rows)? + "\n")?;
    }
    Ok(())
}

/// Those who can not take part, and says why.
fn left_out(options: &Options) -> Vec<Peer> {
    let mut left_out = Vec::new();
    let mut leave_out = |peer, why| {
        println!("left out: {peer}: {why}");
        left_out.push(peer);
    };
    if options.wants_peer(Peer::Cpp)
        && let Some(why) = cpp::missing()
    {
        leave_out(Peer::Cpp, why);
    }
    left_out
}

/// Has all peers measured, in turns. Of each, the turn with most calls counts: what else a machine does only takes away.
fn take_turns(mut peers: Vec<Peer>, block: Block, options: &Options) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for _ in 0..options.turns() {
        peers.retain(|&peer| match measure(peer, block, options) {
            Ok(row) => {
                match rows.iter_mut().find(|best| best.peer == peer) {
                    Some(best) if best.rps < row.rps => *best = row,
                    Some(_) => {}
                    None => rows.push(row),
                }
                true
            }
            Err(error) => {
                println!("left out: {peer}, {}, {} callers: {error}", block.mode, block.callers);
                rows.retain(|row| row.peer != peer);
                false
            }
        });
    }
    rows
}

/// Starts a server, and a client in this role, which calls it.
fn start(role: &'static str, peer: Peer, block: Block, options: &Options) -> Result<[Child; 2]> {
    let Block { case, mode, callers, free } = block;
    let [server_place, place] = if free { [Place::Free; 2] } else { Place::apart()? };
    let mut server = Child::start(server::ROLE, &server::Job { peer, callers, place: server_place })?;
    let address = server.line()?.parse()?;
    let job = client::Job { peer, case, mode, callers, address, place, effort: options.effort() };
    Ok([server, Child::start(role, &job)?])
}

fn measure(peer: Peer, block: Block, options: &Options) -> Result<Row> {
    let [mut server, mut client] = start(client::ROLE, peer, block, options)?;
    client.expect(BEGIN)?;
    let before = server.ask(control::CPU)?;
    client.expect(END)?;
    let server_cpu_seconds = server.ask(control::CPU)? - before;
    let measured: Measured = serde_json::from_str(&client.line()?)?;
    if measured.calls == 0 {
        return Err("no call was done in time".into());
    }
    Ok(Row::new(peer, block, &measured, server_cpu_seconds))
}

/// How many connections rest.
fn connections(options: &Options, files: usize) -> usize {
    const FULL: usize = 10_000;
    const QUICK: usize = 2_000;
    /// Files besides connections.
    const OTHERS: usize = 100;
    let wanted = if options.quick { QUICK } else { FULL };
    wanted.min(files.saturating_sub(OTHERS))
}

fn rest(peer: Peer, callers: usize, options: &Options) -> Result<IdleRow> {
    let block = Block { case: Case::Kilobyte, mode: Mode::Each, callers, free: false };
    let [mut server, mut client] = start(idle::ROLE, peer, block, options)?;
    client.expect(BEGIN)?;
    let before = server.ask(control::MEMORY)?;
    client.expect(END)?;
    let server_bytes = server.ask(control::MEMORY)? - before;
    let rested: Rested = serde_json::from_str(&client.line()?)?;
    Ok(IdleRow::new(peer, &rested, server_bytes))
}
