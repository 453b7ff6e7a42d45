//! What the machine gives: frames there and back, as plain as tokio has it.

pub(crate) mod batched;
pub(crate) mod echo;
pub(crate) mod http;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::Result;
use crate::frame;
use crate::server;

/// Bytes to read at once, for one caller.
pub(crate) const SMALL: usize = 16 * 1024;
/// For all callers.
pub(crate) const LARGE: usize = 1024 * 1024;

/// Reads all that is there, and sends back the frames in it in one write.
pub(crate) async fn serve(buffer: usize) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    server::ready(listener.local_addr()?);
    loop {
        let (io, _) = listener.accept().await?;
        io.set_nodelay(true)?;
        tokio::spawn(echo(io, buffer));
    }
}

async fn echo(mut io: TcpStream, buffer: usize) -> Result<()> {
    let mut bytes = Vec::with_capacity(buffer);
    while io.read_buf(&mut bytes).await? > 0 {
        let whole = frame::whole(&bytes);
        if whole > 0 {
            io.write_all(&bytes[..whole]).await?;
            bytes.drain(..whole);
        }
    }
    Ok(())
}

async fn connect(address: std::net::SocketAddr) -> Result<TcpStream> {
    let io = TcpStream::connect(address).await?;
    io.set_nodelay(true)?;
    Ok(io)
}
