//! What a server answers, and what it lives through.

use thrift_runtime::MessageType::{Call, Exception, Oneway, Reply};
use tokio::io::AsyncWriteExt;

use crate::service::{Args, Processor, args};
use crate::wire::{Content, Peer, body, call, framed, strict};

const UNKNOWN_METHOD: i32 = 1;
const INVALID_MESSAGE_TYPE: i32 = 2;
const INTERNAL_ERROR: i32 = 6;
const PROTOCOL_ERROR: i32 = 7;

/// Asks the server for something ordinary.
async fn still_answers(client: &mut Peer<impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>) {
    let request = call("echo", 99, &args("fine"));
    let request = if client.framed { framed(request) } else { request };
    assert_eq!(client.ask(&request).await.text(), "fine");
}

#[tokio::test]
async fn an_unknown_method_leaves_the_connection_whole() {
    let address = Processor::default().serve().await;
    let mut client = Peer::connect(&address).await;
    let answer = client.ask(&call("missing", 3, &args("skipped"))).await;
    assert_eq!(answer.error(), (UNKNOWN_METHOD, "`Tests` has no method `missing`"));
    assert_eq!((answer.name.as_str(), answer.id), ("missing", 3));
    still_answers(&mut client).await;
}

#[tokio::test]
async fn a_reply_as_request_is_refused() {
    let address = Processor::default().serve().await;
    let mut client = Peer::connect(&address).await;
    for kind in [Reply, Exception] {
        let answer = client.ask(&strict(kind, "echo", 3, &body(&args("")))).await;
        assert_eq!(answer.error().0, INVALID_MESSAGE_TYPE);
        still_answers(&mut client).await;
    }
}

#[tokio::test]
async fn a_field_of_another_type_is_skipped() {
    let address = Processor::default().serve().await;
    let mut client = Peer::connect(&address).await;
    // `1: i32` where the IDL says string.
    let answer = client.ask(&strict(Call, "echo", 1, &[8, 0, 1, 0, 0, 0, 5, 0])).await;
    assert_eq!(answer.text(), "");
    still_answers(&mut client).await;
}

/// `1: "\xff"`: whole, but no text.
const NOT_UTF8: &[u8] = &[11, 0, 1, 0, 0, 0, 1, 0xff, 0];

#[tokio::test]
async fn undecodable_arguments_leave_the_connection_whole() {
    let address = Processor::default().serve().await;
    for in_frames in [true, false] {
        let mut client = Peer::connect(&address).await;
        client.framed = in_frames;
        let request = strict(Call, "echo", 1, NOT_UTF8);
        let answer = client.ask(&if in_frames { framed(request) } else { request }).await;
        let (kind, message) = answer.error();
        assert_eq!(kind, PROTOCOL_ERROR);
        assert!(message.contains("not UTF-8 in `Args.text`"), "{message}");
        still_answers(&mut client).await;
    }
}

/// A field of the type 0x63.
const NO_TYPE: &[u8] = &[0x63, 0, 1, 0, 0];

#[tokio::test]
async fn garbled_arguments_in_a_frame_leave_the_connection_whole() {
    let address = Processor::default().serve().await;
    let mut client = Peer::connect(&address).await;
    client.framed = true;
    let answer = client.ask(&framed(strict(Call, "echo", 1, NO_TYPE))).await;
    assert_eq!(answer.error().0, PROTOCOL_ERROR);
    still_answers(&mut client).await;
}

#[tokio::test]
async fn garbled_arguments_in_a_bare_stream_are_answered_and_end_it() {
    let processor = Processor::default();
    let address = processor.serve().await;
    let mut client = Peer::connect(&address).await;
    client.write(&call("gate", 1, &args("before"))).await;
    client.write(&strict(Call, "echo", 2, NO_TYPE)).await;
    client.write(&call("echo", 3, &args("never read"))).await;
    let answer = client.read().await.unwrap();
    assert_eq!((answer.id, answer.error().0), (2, PROTOCOL_ERROR));
    processor.open(1);
    assert_eq!(client.read().await.unwrap().text(), "before");
    assert!(client.read().await.is_none());
    still_answers(&mut Peer::connect(&address).await).await;
}

#[tokio::test]
async fn oneway_requests_are_never_answered() {
    let processor = Processor::default();
    let mut client = Peer::connect(&processor.serve().await).await;
    for (kind, method) in [
        (Oneway, "note"),
        (Oneway, "note_and_fail"),
        (Oneway, "echo"),
        (Oneway, "fail"),
        (Oneway, "missing"),
        (Oneway, "panic"),
        (Oneway, "panic_later"),
        (Call, "note"),
    ] {
        client.write(&strict(kind, method, 1, &body(&args("")))).await;
    }
    client.write(&strict(Oneway, "echo", 1, NOT_UTF8)).await;
    client.write(&strict(Oneway, "note", 1, NOT_UTF8)).await;
    // With the same id, so that it comes after all of them.
    let answer = client.ask(&call("echo", 1, &args("the only one"))).await;
    assert_eq!(answer.text(), "the only one");
    assert_eq!(processor.notes(), 3);
}

#[tokio::test]
async fn an_undeclared_error_reaches_the_caller_as_text() {
    let address = Processor::default().serve().await;
    let mut client = Peer::connect(&address).await;
    let answer = client.ask(&call("fail", 1, &args("no disk"))).await;
    assert_eq!(answer.error(), (INTERNAL_ERROR, "internal error in `fail`: no disk"));
    // An overload further down is not ours.
    let answer = client.ask(&call("overload", 1, &args(""))).await;
    assert_eq!(answer.error().0, INTERNAL_ERROR);
    still_answers(&mut client).await;
}

#[tokio::test]
async fn a_panic_is_answered_and_ends_nothing_else() {
    let processor = Processor::default();
    let mut client = Peer::connect(&processor.serve().await).await;
    client.write(&call("gate", 1, &args("meanwhile"))).await;
    for method in ["panic", "panic_later", "panic_on_drop", "panic_outside"] {
        let answer = client.ask(&call(method, 2, &args(""))).await;
        let text = format!("the handler of `{method}` panicked");
        assert_eq!(answer.content, Content::Error(INTERNAL_ERROR, text));
        still_answers(&mut client).await;
    }
    processor.open(1);
    assert_eq!(client.read().await.unwrap().text(), "meanwhile");
}

#[tokio::test]
async fn a_client_that_sends_no_more_still_gets_its_answers() {
    let processor = Processor::default();
    let mut client = Peer::connect(&processor.serve().await).await;
    let slow = Args { text: "slow".to_owned(), number: 20 };
    client.write(&call("wait", 1, &slow)).await;
    client.write(&call("gate", 2, &args("later"))).await;
    client.io.shutdown().await.unwrap();
    assert_eq!(client.read().await.unwrap().text(), "slow");
    processor.open(1);
    assert_eq!(client.read().await.unwrap().text(), "later");
    assert!(client.read().await.is_none());
}

#[tokio::test]
async fn what_a_client_sent_before_it_left_is_done() {
    let processor = Processor::default();
    let address = processor.serve().await;
    let mut client = Peer::connect(&address).await;
    let slow = Args { text: String::new(), number: 20 };
    client.write(&call("gate", 1, &args(""))).await;
    // Behind the first one, that is: not started yet when the client leaves.
    client.write(&strict(Oneway, "note", 1, &body(&slow))).await;
    drop(client);
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    processor.open(1);
    processor.noted(2).await;
    still_answers(&mut Peer::connect(&address).await).await;
}
