//! What goes over the wire in TTHeader: a call with metadata beside it, and the answer, each in its frame.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use metainfo::{Forward, METAINFO};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::Outcome;
use crate::{client, server};

const TRANSPORT: &str = "ttheader";
const LENGTH: usize = 4;

/// What is said, and goes beside it.
const TEXT: &str = "Ærøskøbing 東京";

/// Writes `text.ttheader.call` and `text.ttheader.answer`.
pub(crate) async fn write(directory: &str) -> Outcome {
    let server = TcpListener::bind("127.0.0.1:0").await?;
    let server_address = server.local_addr()?;
    tokio::spawn(server::run(server, TRANSPORT));
    let between = TcpListener::bind("127.0.0.1:0").await?;
    let address = between.local_addr()?;
    let relay = async {
        let (mut io, _) = between.accept().await?;
        let call = frame(&mut io).await?;
        let mut to = TcpStream::connect(server_address).await?;
        to.write_all(&call).await?;
        let answer = frame(&mut to).await?;
        io.write_all(&answer).await?;
        Outcome::Ok((call, answer))
    };
    let client = client::connect(address, TRANSPORT)?;
    let calling = METAINFO.scope(RefCell::default(), async {
        // One pair: the order of more is another each time.
        METAINFO.with(|metainfo| metainfo.borrow_mut().set_persistent("TEST_KEY", TEXT));
        client.text(TEXT.into()).await
    });
    let (frames, text) = tokio::join!(relay, calling);
    let (call, answer) = frames?;
    text?;
    // It says whom it calls, by a port that is another each time.
    let call = without(call, &address.to_string(), "127.0.0.1:12345");
    fs::write(Path::new(directory).join("text.ttheader.call"), call)?;
    Ok(fs::write(Path::new(directory).join("text.ttheader.answer"), answer)?)
}

async fn frame(io: &mut TcpStream) -> Outcome<Vec<u8>> {
    let mut frame = vec![0; LENGTH];
    io.read_exact(&mut frame).await?;
    let length = u32::from_be_bytes(frame[..].try_into()?) as usize;
    frame.resize(LENGTH + length, 0);
    io.read_exact(&mut frame[LENGTH..]).await?;
    Ok(frame)
}

/// Bytes with other text in one place, where it is as long.
fn without(mut bytes: Vec<u8>, text: &str, other: &str) -> Vec<u8> {
    let place = bytes.windows(text.len()).position(|window| window == text.as_bytes());
    if let (Some(place), true) = (place, text.len() == other.len()) {
        bytes[place..place + text.len()].copy_from_slice(other.as_bytes());
    }
    bytes
}
