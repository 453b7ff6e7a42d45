//! What lengths take that a client only claims.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use crate::allocator::count;
use crate::idle::Served;

/// Most bytes for a connection: what HTTP and zlib work with, and far less than what is claimed.
const MOST: isize = 1024 * 1024;

/// Connections at once.
const CONNECTIONS: usize = 4;

/// Lengths just below the limits, in front of a few bytes.
fn claims() -> Vec<Vec<u8>> {
    let frame = [&16_000_000_u32.to_be_bytes()[..], b"\x80\x01\0\x01\0\0\0\x04call\0\0\0\x07\x0b\0\x01x"].concat();
    let theader =
        [&16_000_000_u32.to_be_bytes()[..], b"\x0f\xff\0\0\0\0\0\x01\x3f\xff\0\0\x01\xff\xff\xff\x07"].concat();
    let ttheader =
        [&16_000_000_u32.to_be_bytes()[..], b"\x10\0\0\0\0\0\0\x01\x3f\xff\0\0\x01\xff\xff\xff\xff"].concat();
    let text = [b"\x80\x01\0\x01\0\0\0\x04call\0\0\0\x07\x0b\0\x01", &100_000_000_u32.to_be_bytes()[..], b"x"].concat();
    let list =
        [b"\x80\x01\0\x01\0\0\0\x04call\0\0\0\x07\x0f\0\x01\x0a", &10_000_000_u32.to_be_bytes()[..], b"x"].concat();
    let compact = b"\x82\x21\x07\x04call\x18\x80\xc2\xd7\x2fx".to_vec();
    #[cfg_attr(
        not(any(feature = "http", feature = "zlib")),
        expect(unused_mut, reason = "what else there is to claim")
    )]
    let mut claims = vec![frame.clone(), theader, ttheader, text, list, compact];
    #[cfg(feature = "http")]
    claims.push(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000000\r\n\r\nx".to_vec());
    #[cfg(feature = "http")]
    claims.push(b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5f5e100\r\nx".to_vec());
    #[cfg(feature = "zlib")]
    claims.push({
        let mut stream = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        stream.write_all(&frame).unwrap();
        stream.flush().unwrap();
        stream.get_ref().clone()
    });
    claims
}

#[test]
fn a_length_that_is_claimed_takes_nothing_before_its_bytes_are_there() {
    for claim in claims() {
        let served = Served::new();
        let (clients, counted) = count(|| {
            let mut clients = Vec::with_capacity(CONNECTIONS);
            for _ in 0..CONNECTIONS {
                let mut client = TcpStream::connect(served.address).unwrap();
                client.write_all(&claim).unwrap();
                served.run(Duration::from_millis(10));
                clients.push(client);
            }
            clients
        });
        drop(clients);
        let bytes = counted.peak / CONNECTIONS as isize;
        println!("{bytes} for {}", claim.escape_ascii());
        assert!(bytes <= MOST, "{bytes} bytes for {}", claim.escape_ascii());
    }
}
