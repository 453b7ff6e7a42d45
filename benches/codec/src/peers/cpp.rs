//! Apache's C++ library with templated protocols: a program that is compiled where there are a compiler and the library's
//! headers, and does on request what the other contenders do in this process.

mod build;

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use crate::Result;
use crate::contender::{Contender, Contenders, Run};
use crate::messages::Message;
use crate::peer::Peer;
use crate::protocol::Op;

/// The program, which runs while it is needed.
#[derive(Clone)]
pub(crate) struct Cpp(Rc<RefCell<Process>>);

struct Process {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// How many messages it has.
    slots: usize,
}

impl Cpp {
    /// Compiles it if that was not done before, and starts it: on the core on which this thread stays.
    pub(crate) fn start() -> Result<Self> {
        let mut child = Command::new(build::program()?).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let to = child.stdin.take().ok_or("it has no input")?;
        let from = BufReader::new(child.stdout.take().ok_or("it has no output")?);
        Ok(Self(Rc::new(RefCell::new(Process { child, to, from, slots: 0 }))))
    }

    /// Adds it, both ways, for a type of the IDL.
    pub(crate) fn add(&self, all: &mut Contenders, of: &str, message: Message<'_>) {
        let loaded = self.0.borrow_mut().load(of, message);
        let (slot, check) = match loaded {
            Ok((slot, encoded)) => (slot, message.check(&encoded)),
            Err(error) => (0, Err(error)),
        };
        if let Err(error) = check {
            return all.leave_out(Peer::Cpp, message, Op::Encode, &*error);
        }
        for op in [Op::Encode, Op::Decode] {
            let Self(process) = self.clone();
            let run: Run = Box::new(move |times| process.borrow_mut().run(op, slot, times));
            let Message { protocol, bytes, .. } = message;
            all.list.push(Contender { peer: Peer::Cpp, protocol, op, bytes: bytes.len(), here: false, run });
        }
    }
}

impl Process {
    /// Gives it a message; gets the number by which it goes, and the bytes that it encodes to.
    fn load(&mut self, of: &str, message: Message<'_>) -> Result<(usize, Vec<u8>)> {
        writeln!(self.to, "load {of} {} {}", message.protocol, message.bytes.len())?;
        self.to.write_all(message.bytes)?;
        let mut encoded = vec![0; self.answer()?];
        self.from.read_exact(&mut encoded)?;
        self.slots += 1;
        Ok((self.slots - 1, encoded))
    }

    fn run(&mut self, op: Op, slot: usize, times: u64) -> Result<Duration> {
        writeln!(self.to, "{op} {slot} {times}")?;
        Ok(Duration::from_nanos(self.answer()? as u64))
    }

    fn answer(&mut self) -> Result<usize> {
        let mut line = String::new();
        self.from.read_line(&mut line)?;
        Ok(line.trim_end().parse().map_err(|_| "it has ended")?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It waits for commands; and if it is gone, that is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
