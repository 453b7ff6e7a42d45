//! What was measured, as a table and as JSON.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::package::Cost;

/// One figure.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) idl: String,
    pub(crate) what: String,
    pub(crate) who: String,
    pub(crate) version: String,
    pub(crate) value: f64,
    /// Empty for counts.
    pub(crate) unit: String,
    /// For what cargo did: the processors' time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cpu: Option<f64>,
}

#[derive(Default)]
pub(crate) struct Rows(Vec<Row>);

/// Whose rows are added.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) idl: &'a str,
    pub(crate) who: &'a str,
    pub(crate) version: &'a str,
}

/// The column that the others are compared with.
pub(crate) const OURS: &str = "thrift-rs";

impl Rows {
    pub(crate) fn count(&mut self, subject: Subject<'_>, what: &str, value: f64) {
        self.push(subject, what, value, "", None);
    }

    pub(crate) fn milliseconds(&mut self, subject: Subject<'_>, what: &str, nanoseconds: u128) {
        self.push(subject, what, nanoseconds as f64 / 1e6, "ms", None);
    }

    pub(crate) fn megabytes(&mut self, subject: Subject<'_>, what: &str, bytes: u64) {
        self.push(subject, what, bytes as f64 / 1e6, "MB", None);
    }

    pub(crate) fn build(&mut self, subject: Subject<'_>, what: &str, cost: Cost) {
        let cpu = cost.cpu.map(|cpu| cpu.as_secs_f64());
        self.push(subject, what, cost.wall.as_secs_f64(), "s", cpu);
    }

    fn push(&mut self, subject: Subject<'_>, what: &str, value: f64, unit: &str, cpu: Option<f64>) {
        let Subject { idl, who, version } = subject;
        let [idl, what, who, version, unit] = [idl, what, who, version, unit].map(str::to_owned);
        let row = Row { idl, what, who, version, value, unit, cpu };
        // The table comes at the end, which may be an hour away.
        eprintln!("{}, {}, {}: {}", row.idl, row.who, row.what, row.cell(None));
        self.0.push(row);
    }

    pub(crate) fn extend(&mut self, rows: Vec<Row>) {
        self.0.extend(rows);
    }

    pub(crate) fn into_vec(self) -> Vec<Row> {
        self.0
    }

    pub(crate) fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(&self.0)? + "\n")
    }

    /// A table for each IDL: a line for each thing that was measured, a column for each who has it.
    pub(crate) fn table(&self) -> String {
        let mut text = String::new();
        for idl in distinct(self.0.iter().map(|row| &row.idl)) {
            let rows: Vec<&Row> = self.0.iter().filter(|row| row.idl == *idl).collect();
            let whos = distinct(rows.iter().map(|row| &row.who));
            let _ = write!(text, "\n{:<LABEL$}", idl);
            for who in &whos {
                let version = rows.iter().find(|row| row.who == **who).map_or("", |row| &row.version);
                let _ = write!(text, "{:>COLUMN$}", format!("{who} {version}"));
            }
            text.push('\n');
            for what in distinct(rows.iter().map(|row| &row.what)) {
                let find = |who: &str| rows.iter().find(|row| row.what == *what && row.who == who);
                let _ = write!(text, "{:<LABEL$}", what);
                for who in &whos {
                    let cell = find(who).map_or(String::new(), |row| row.cell(find(OURS).copied()));
                    let _ = write!(text, "{cell:>COLUMN$}");
                }
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
        }
        text
    }
}

const LABEL: usize = 44;
const COLUMN: usize = 32;

impl Row {
    /// The figure, and how it compares.
    fn cell(&self, ours: Option<&Row>) -> String {
        let digits = if self.value.fract() == 0.0 {
            0
        } else if self.value < 100.0 {
            2
        } else {
            1
        };
        let mut cell = format!("{:.digits$} {}", self.value, self.unit).trim_end().to_owned();
        if let Some(cpu) = self.cpu {
            let _ = write!(cell, " ({cpu:.2})");
        }
        if let Some(ours) = ours.filter(|ours| ours.who != self.who && ours.value > 0.0) {
            let _ = write!(cell, " ×{:.1}", self.value / ours.value);
        }
        cell
    }
}

/// Each once, in the order in which they first come.
fn distinct<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut distinct = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}
