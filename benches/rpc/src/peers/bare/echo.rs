//! One connection a caller: a frame there, a frame back.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{SMALL, connect};
use crate::Result;
use crate::client::Job;
use crate::crew::{Caller, Crew};
use crate::frame::{self, Frame};
use crate::values::Stamp;

pub(crate) async fn man(job: &Job, crew: &mut Crew) -> Result<()> {
    let frame = Frame::new(job.case)?;
    for _ in 0..job.callers {
        let io = connect(job.address).await?;
        crew.add(Bare { io, frame: frame.clone(), reply: Vec::with_capacity(SMALL) });
    }
    Ok(())
}

struct Bare {
    io: TcpStream,
    frame: Frame,
    reply: Vec<u8>,
}

impl Caller for Bare {
    async fn call(&mut self, stamp: Stamp) -> Result<()> {
        self.io.write_all(self.frame.of(stamp)).await?;
        self.reply.clear();
        while frame::first(&self.reply).is_none() {
            if self.io.read_buf(&mut self.reply).await? == 0 {
                return Err("the server has closed the connection".into());
            }
        }
        self.frame.check(&self.reply, stamp)
    }
}
