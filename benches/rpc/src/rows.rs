//! What was measured, as a table and as JSON.

use std::fmt::Write;
use std::ops::Not;

use serde::Serialize;

use crate::case::{Case, Mode};
use crate::client::Measured;
use crate::idle::{self, Rested};
use crate::peer::Peer;
use crate::plan::Block;

/// What calls cost.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) case: Case,
    pub(crate) mode: Mode,
    pub(crate) callers: usize,
    pub(crate) peer: Peer,
    /// Calls in a second.
    pub(crate) rps: f64,
    pub(crate) p50_us: f64,
    p99_us: f64,
    p999_us: f64,
    pub(crate) server_cpu_s_per_100k: f64,
    client_cpu_s_per_100k: f64,
    #[serde(skip_serializing_if = "<&bool>::not")]
    pub(crate) free: bool,
}

impl Row {
    pub(crate) fn new(peer: Peer, block: Block, measured: &Measured, server_cpu_seconds: f64) -> Self {
        let Block { case, mode, callers, free } = block;
        let Measured { calls, seconds, cpu_seconds, p50_us, p99_us, p999_us } = *measured;
        let per_100k = |seconds: f64| seconds / calls as f64 * 1e5;
        Self {
            case,
            mode,
            callers,
            peer,
            rps: calls as f64 / seconds,
            p50_us,
            p99_us,
            p999_us,
            server_cpu_s_per_100k: per_100k(server_cpu_seconds),
            client_cpu_s_per_100k: per_100k(cpu_seconds),
            free,
        }
    }

    /// Calls for a second of the busier process: what it comes to where nothing else is on its core. It holds on a busy
    /// machine too.
    pub(crate) fn calls_per_cpu_second(&self) -> f64 {
        1e5 / self.server_cpu_s_per_100k.max(self.client_cpu_s_per_100k)
    }

    pub(crate) fn block(&self) -> Block {
        Block { case: self.case, mode: self.mode, callers: self.callers, free: self.free }
    }
}

/// The rows of a block.
pub(crate) fn table(rows: &[Row]) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let ours = rows.iter().find(|row| row.peer == Peer::ThriftRs);
    let heading = format!("{}, {}, {} callers", first.case, first.mode, first.callers);
    let mut text = format!("{heading:<28}{:>12}{:>10}{:>10}{:>10}", "calls/s", "p50 µs", "p99 µs", "p999 µs");
    let _ = writeln!(text, "{:>12}{:>12}{:>14}{:>8}", "server CPU", "client CPU", "calls/CPU s", "ratio");
    for row in rows {
        let Row { peer, rps, p50_us, p99_us, p999_us, server_cpu_s_per_100k, client_cpu_s_per_100k, .. } = row;
        let _ = write!(text, "  {peer:<26}{rps:>12.0}{p50_us:>10.1}{p99_us:>10.1}{p999_us:>10.1}");
        let _ = write!(text, "{server_cpu_s_per_100k:>12.3}{client_cpu_s_per_100k:>12.3}");
        let _ = write!(text, "{:>14.0}", row.calls_per_cpu_second());
        let ratio = ours.map_or(String::new(), |ours| format!("{:>8.2}", ours.rps / rps));
        let _ = writeln!(text, "{ratio}");
    }
    text
}

/// What connections take that rest.
#[derive(Serialize)]
pub(crate) struct IdleRow {
    case: &'static str,
    mode: Mode,
    /// As many as there are connections.
    callers: usize,
    peer: Peer,
    server_bytes_per_connection: f64,
    client_bytes_per_connection: f64,
}

impl IdleRow {
    pub(crate) fn new(peer: Peer, rested: &Rested, server_bytes: f64) -> Self {
        let Rested { connections, client_bytes } = *rested;
        Self {
            case: idle::NAME,
            mode: Mode::Each,
            callers: connections,
            peer,
            server_bytes_per_connection: server_bytes / connections as f64,
            client_bytes_per_connection: client_bytes as f64 / connections as f64,
        }
    }
}

pub(crate) fn idle_table(rows: &[IdleRow]) -> String {
    let mut text = format!("{:<28}{:>12}{:>18}{:>18}\n", "bytes a connection", "connections", "server", "client");
    for IdleRow { callers, peer, server_bytes_per_connection: server, client_bytes_per_connection: client, .. } in rows
    {
        let _ = writeln!(text, "  {peer:<26}{callers:>12}{server:>18.0}{client:>18.0}");
    }
    text
}
