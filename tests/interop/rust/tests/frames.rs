//! Calls and answers of other implementations in their frames, `tests/golden`, which `tests/interop/run.py` renews.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use interop_contract::echoes::{self, echo};
use interop_contract::{Everything, Handler, Sampled, contract};
use thrift_rs::{Channel, Metadata, Process, Protocol, Server, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

/// Room for all that is written at once.
const SPACE: usize = 64 * 1024;
const LENGTH: usize = 4;

/// What goes beside each call.
const BESIDE: (&str, &str) = ("test-key", "Ærøskøbing 東京");

/// Dialects by the names of files, and whether there is one way to write them.
const DIALECTS: [(&str, Protocol, bool); 3] = [
    ("header-binary", Protocol::Binary, true),
    ("header-compact", Protocol::Compact, true),
    // Compressors differ.
    ("header-zlib-binary", Protocol::Binary, false),
];

fn golden(peer: &str, name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../golden").join(peer).join(name)).unwrap()
}

async fn frame(io: &mut DuplexStream) -> Vec<u8> {
    let mut frame = vec![0; LENGTH];
    io.read_exact(&mut frame).await.unwrap();
    let length = u32::from_be_bytes(*frame.first_chunk().unwrap()) as usize;
    frame.resize(LENGTH + length, 0);
    io.read_exact(&mut frame[LENGTH..]).await.unwrap();
    frame
}

/// What a server of ours answers.
async fn answer(process: impl Process, call: &[u8]) -> Vec<u8> {
    let (mut near, far) = duplex(SPACE);
    let server = Server::new(process);
    let served = tokio::spawn(async move { server.serve_connection(far).await });
    near.write_all(call).await.unwrap();
    near.shutdown().await.unwrap();
    let mut answer = Vec::new();
    near.read_to_end(&mut answer).await.unwrap();
    served.await.unwrap();
    answer
}

/// Our client, the other end of whose connection is ours as well.
fn client(dialect: &str, protocol: Protocol) -> (contract::Client, DuplexStream) {
    let (near, far) = duplex(SPACE);
    let builder = Channel::builder("golden:1").transport(Transport::Header).protocol(protocol);
    let channel = builder.compressed(dialect.contains("zlib")).over(near);
    (contract::Client::new(channel).with_metadata(BESIDE.0, BESIDE.1), far)
}

fn everything() -> Everything {
    Everything::samples().into_iter().find(|(name, _)| *name == "plain").unwrap().1
}

/// Has our client make the call of a file, and gives what it sends, and what it makes of an answer.
async fn call(method: &str, dialect: &str, protocol: Protocol, answer: &[u8]) -> (Vec<u8>, String) {
    let (client, mut far) = client(dialect, protocol);
    let calling = async {
        match method {
            "everything" => {
                let got = client.everything("plain".into(), everything()).await.unwrap();
                format!("{}", got.alike(&everything()))
            }
            _ => {
                let (got, metadata): (_, Metadata) = client.metadata().with_reply_metadata().await;
                let got = got.unwrap();
                format!("{:?} {:?}", got.get(BESIDE.0), metadata.get(BESIDE.0))
            }
        }
    };
    let (made, sent) = tokio::join!(calling, serve(&mut far, answer));
    (sent, made)
}

/// Answers a call with this, whatever it is, and gives it.
async fn serve(io: &mut DuplexStream, answer: &[u8]) -> Vec<u8> {
    let sent = frame(io).await;
    io.write_all(answer).await.unwrap();
    sent
}

fn expected(method: &str) -> String {
    match method {
        "everything" => "true".to_owned(),
        _ => format!("{0:?} {0:?}", Some(BESIDE.1)),
    }
}

#[tokio::test]
async fn our_client_calls_as_they_do_and_understands_their_answers() {
    for (dialect, protocol, is_one_way) in DIALECTS {
        for method in ["everything", "metadata"] {
            let name = format!("{method}.{dialect}");
            let [theirs, answer] = ["call", "answer"].map(|part| golden("thrift-0.25.0", &format!("{name}.{part}")));
            let (sent, made) = call(method, dialect, protocol, &answer).await;
            assert_eq!(made, expected(method), "{name}");
            if is_one_way {
                assert_eq!(sent, theirs, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn our_server_answers_them_as_they_do() {
    for (dialect, protocol, is_one_way) in DIALECTS {
        for method in ["everything", "metadata"] {
            let name = format!("{method}.{dialect}");
            let [theirs, expected_answer] =
                ["call", "answer"].map(|part| golden("thrift-0.25.0", &format!("{name}.{part}")));
            let ours = answer(contract::Processor::new(Handler::default()), &theirs).await;
            if is_one_way {
                assert_eq!(ours, expected_answer, "{name}");
            }
            let (_, made) = call(method, dialect, protocol, &ours).await;
            assert_eq!(made, expected(method), "{name}");
        }
    }
}

/// The kind of a reply, a number of one letter: in digits, as Kitex has it, and as a byte, as volo has it.
const KIND: [&[u8]; 2] = [b"\0\x16\0\x012", b"\0\x16\0\x01\x02"];

#[tokio::test]
async fn our_server_answers_volo_as_volo_does_but_for_the_kind_of_the_answer() {
    let [call, mut expected] =
        ["call", "answer"].map(|part| golden("volo-thrift-0.12.7", &format!("text.ttheader.{part}")));
    let ours = answer(echo::Processor::new(echoes::Handler::default()), &call).await;
    let [digit, byte] = KIND;
    let place = expected.windows(byte.len()).position(|window| window == byte).unwrap();
    expected[place..place + byte.len()].copy_from_slice(digit);
    assert_eq!(ours.escape_ascii().to_string(), expected.escape_ascii().to_string());
}

#[tokio::test]
async fn our_client_understands_volo() {
    // It tells no calls apart by their ids: this is the first of ours.
    let mut answer = golden("volo-thrift-0.12.7", "text.ttheader.answer");
    let (near, mut far) = duplex(SPACE);
    let client = echo::Client::new(Channel::builder("golden:1").transport(Transport::TtHeader).over(near));
    let calling = client.text(BESIDE.1.into()).with_reply_metadata();
    let serving = async {
        let sent = frame(&mut far).await;
        with_id_of(&mut answer, &sent);
        far.write_all(&answer).await.unwrap();
    };
    let ((got, metadata), ()) = tokio::join!(calling.into_future(), serving);
    let metadata: Metadata = metadata;
    assert_eq!(got.unwrap(), BESIDE.1);
    assert_eq!(metadata.get("TEST_KEY"), Some(BESIDE.1));
}

/// Gives an answer the sequence id of its call, in the header and in the message.
fn with_id_of(answer: &mut [u8], call: &[u8]) {
    /// Behind the length, the magic, and the flags.
    const IN_HEADER: usize = LENGTH + 2 + 2;
    let id: [u8; 4] = *call[IN_HEADER..].first_chunk().unwrap();
    answer[IN_HEADER..IN_HEADER + 4].copy_from_slice(&id);
    let name = b"\0\0\0\x04text";
    let place = answer.windows(name.len()).position(|window| window == name).unwrap() + name.len();
    answer[place..place + 4].copy_from_slice(&id);
}
