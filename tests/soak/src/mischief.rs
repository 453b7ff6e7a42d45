//! Peers that are broken, slow or mean.

use std::io;
use std::time::Duration;

use thrift_rs::{Encode, binary};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use crate::counts::Counts;
use crate::random::Random;
use crate::{Parcel, Soak};

/// Starts them.
pub(crate) fn start(soak: &Soak) -> Vec<JoinHandle<()>> {
    let again = |mischief: Mischief, seed: u64| tokio::spawn(repeat(soak.clone(), mischief, seed));
    [
        Mischief::Reset,
        Mischief::Garbage,
        Mischief::SlowWriter,
        Mischief::SlowReader,
        Mischief::HalfClose,
        Mischief::Silence,
    ]
    .into_iter()
    .enumerate()
    .map(|(seed, mischief)| again(mischief, seed as u64))
    .collect()
}

#[derive(Debug, Clone, Copy)]
enum Mischief {
    /// Resets the connection within a message.
    Reset,
    /// Sends what is no message, or begins as one.
    Garbage,
    /// Writes a byte a second.
    SlowWriter,
    /// Asks for much, and reads a byte a second.
    SlowReader,
    /// Closes its half, and still wants its answers.
    HalfClose,
    /// Connects, and says nothing.
    Silence,
}

async fn repeat(soak: Soak, mischief: Mischief, seed: u64) {
    let mut random = Random::new(seed);
    while !soak.is_over() {
        // The server may be away, and closes what it does not understand.
        drop(commit(&soak, mischief, &mut random).await);
        Counts::count(&soak.counts.mischief);
        soak.pause(Duration::from_millis(5)).await;
    }
}

async fn commit(soak: &Soak, mischief: Mischief, random: &mut Random) -> io::Result<()> {
    let mut io = TcpStream::connect(soak.address).await?;
    match mischief {
        Mischief::Reset => {
            let bytes = [request(1, 10_000), request(2, 100)].concat();
            let part = bytes.get(..random.below(bytes.len() as u64) as usize).unwrap_or_default();
            io.write_all(part).await?;
            if random.below(2) == 0 {
                soak.pause(Duration::from_millis(random.below(5))).await;
            }
            io.set_zero_linger()?;
        }
        Mischief::Garbage => {
            let mut bytes = if random.below(2) == 0 { request(1, 100) } else { Vec::new() };
            bytes.extend(random.bytes(200));
            let place = random.below(bytes.len() as u64) as usize;
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << random.below(8);
            }
            io.write_all(&bytes).await?;
            io.shutdown().await?;
            drain(&mut io).await?;
        }
        Mischief::SlowWriter => {
            for byte in request(1, 10_000) {
                io.write_all(&[byte]).await?;
                soak.pause(Duration::from_secs(1)).await;
                if soak.is_over() {
                    break;
                }
            }
        }
        Mischief::SlowReader => {
            let many = request(1, 50_000).repeat(100);
            let (mut read, mut write) = io.split();
            let ask = async { write.write_all(&many).await };
            let listen = async {
                while !soak.is_over() {
                    read.read_u8().await?;
                    soak.pause(Duration::from_secs(1)).await;
                }
                Ok(())
            };
            tokio::select! {
                result = async { tokio::try_join!(ask, listen) } => drop(result?),
                () = soak.pause(Duration::from_secs(8)) => {}
            }
        }
        Mischief::HalfClose => {
            let count = 1 + random.below(20);
            let bytes: Vec<u8> = (0..count).flat_map(|id| request(id as i32, 100)).collect();
            io.write_all(&bytes).await?;
            io.shutdown().await?;
            // An answer names the method and repeats the parcel: it differs in a few bytes of the envelope and the fields.
            if drain(&mut io).await? as u64 >= count * 100 {
                Counts::count(&soak.counts.half_closed);
            }
        }
        Mischief::Silence => soak.pause(Duration::from_millis(random.below(3_000))).await,
    }
    Ok(())
}

async fn drain(io: &mut TcpStream) -> io::Result<usize> {
    let mut buffer = Vec::new();
    io.read_to_end(&mut buffer).await
}

/// A call of `echo`, unframed, of a parcel with so much in it.
fn request(id: i32, filling: usize) -> Vec<u8> {
    let parcel = Parcel { caller: -1, number: id.into(), filling: vec![7; filling].into() };
    let name = binary::to_vec("echo").unwrap_or_default();
    let mut bytes = vec![0x80, 1, 0, 1];
    bytes.extend(name);
    bytes.extend(id.to_be_bytes());
    bytes.extend([12, 0, 1]);
    bytes.extend(encoded(&parcel));
    bytes.push(0);
    bytes
}

fn encoded(value: &impl Encode) -> Vec<u8> {
    binary::to_vec(value).unwrap_or_default()
}
