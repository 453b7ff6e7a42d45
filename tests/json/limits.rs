//! Limits: depth, sizes and memory.

use std::thread;

use thrift_rs::{Bytes, Limits, ProtocolErrorKind, json, simple_json};

use super::*;

/// `{"2":{"rec":{"2":{"rec":…`
fn nested_nodes(depth: usize) -> String {
    let (open, close) = (r#"{"2":{"rec":"#.repeat(depth), "}}".repeat(depth));
    format!("{open}{{}}{close}")
}

fn limits(set: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits::DEFAULT;
    set(&mut limits);
    limits
}

#[test]
fn depth_counts_structs_and_containers() {
    assert!(read::<Node>(&nested_nodes(63)).is_ok());
    let error = read::<Node>(&nested_nodes(64)).unwrap_err();
    assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
    assert_eq!(error.offset(), Some(64 * r#"{"2":{"rec":"#.len()));
    assert!(error.to_string().starts_with("the value is nested too deeply in `Node.next`, in `Node.next`"), "{error}");

    let shallow = limits(|limits| limits.depth = 3);
    let read = |text: &str| json::from_slice_with::<Containers>(text.as_bytes(), &shallow);
    assert!(read(r#"{"5":{"lst":["lst",1,["dbl",0]]}}"#).is_ok());
    assert!(read(r#"{"99":{"lst":["lst",1,["map",0]]}}"#).is_ok());
    for text in [
        r#"{"20":{"map":["i32","map",1,{"1":["i32","lst",1,{"1":["str",0]}]}]}}"#,
        r#"{"99":{"set":["rec",1,{"1":{"rec":{}}}]}}"#,
    ] {
        assert_eq!(read(text).unwrap_err().kind(), ProtocolErrorKind::DepthLimit, "{text}");
    }
}

#[test]
fn nesting_without_end_does_not_exhaust_the_stack() {
    let deep = limits(|limits| limits.depth = u32::MAX);
    let inputs = [
        nested_nodes(100_000),
        r#"{"2":{"rec":"#.repeat(100_000),
        r#"{"9":{"lst":["lst",1,"#.repeat(100_000),
        r#"{"9":{"map":["map","tf",1,{"#.to_owned() + &r#"["map","tf",1,{"#.repeat(100_000),
        format!(r#"{{"9":{{"lst":{}"#, r#"["lst",1,"#.repeat(100_000)),
    ];
    // As much as threads of tokio have, and of the standard library.
    let stack = thread::Builder::new().stack_size(2 << 20);
    let run = move || {
        for text in inputs {
            assert!(json::from_slice_with::<Node>(text.as_bytes(), &deep).is_err());
            assert!(json::from_slice_with::<Choice>(text.as_bytes(), &deep).is_err());
        }
        // As deep as it goes.
        let text = format!(r#"{{"9":{{"lst":{}["i32",0]{}}}}}"#, r#"["lst",1,"#.repeat(509), "]".repeat(509));
        json::from_slice_with::<Node>(text.as_bytes(), &deep).unwrap();
        let text = format!(r#"{{"9":{{"lst":{}["i32",0]{}}}}}"#, r#"["lst",1,"#.repeat(511), "]".repeat(511));
        let error = json::from_slice_with::<Node>(text.as_bytes(), &deep).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::DepthLimit);
    };
    stack.spawn(run).unwrap().join().unwrap();
}

#[test]
fn strings_have_a_limit_of_what_they_say() {
    let small = limits(|limits| limits.string_size = 4);
    let text = |text: &str| json::from_slice_with::<String>(text.as_bytes(), &small);
    assert_eq!(text(r#""\u00e9\u00e9""#).unwrap(), "éé");
    for long in [r#""abcde""#, r#""\u00e9\u00e9\n""#, r#""abcd\n""#] {
        assert_eq!(text(long).unwrap_err().kind(), ProtocolErrorKind::SizeLimit, "{long}");
    }
    let blob = |text: &str| json::from_slice_with::<Bytes>(text.as_bytes(), &small);
    assert_eq!(blob(r#""YWJjZA==""#).unwrap(), "abcd");
    let error = blob(r#""YWJjZGU=""#).unwrap_err().to_string();
    assert_eq!(error, "a string is longer than the limit of 4 bytes (at byte 10)");
    let error = text(r#""abcde""#).unwrap_err().to_string();
    assert_eq!(error, "a string is longer than the limit of 4 bytes (at byte 7)");
}

#[test]
fn containers_have_a_limit() {
    let small = limits(|limits| limits.container_size = 2);
    assert!(json::from_slice_with::<Vec<i8>>(br#"["i8",2,1,2]"#, &small).is_ok());
    for text in [r#"["i8",3,1,2,3]"#, r#"["i8",3]"#] {
        let error = json::from_slice_with::<Vec<i8>>(text.as_bytes(), &small).unwrap_err();
        assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit);
        assert_eq!(error.to_string(), "a length is 3, above the limit of 2 (at byte 6)");
    }
    let error = json::from_slice_with::<Node>(br#"{"9":{"map":["i8","i8",3,{}]}}"#, &small).unwrap_err();
    assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit);
}

#[test]
fn memory_has_a_budget() {
    // Each element takes four bytes of text, and hundreds in memory.
    let n = 100_000;
    let text = format!(r#"{{"7":{{"lst":["rec",{n}{}]}}}}"#, ",{}".repeat(n));
    assert!(json::from_slice::<Containers>(text.as_bytes()).is_ok());
    let tight = limits(|limits| limits.allocation = 0);
    let error = json::from_slice_with::<Containers>(text.as_bytes(), &tight).unwrap_err();
    assert_eq!(error.kind(), ProtocolErrorKind::SizeLimit);
    assert!(
        error.to_string().starts_with("the message needs more memory than its size allows in `Containers.scalars`"),
        "{error}"
    );
    assert!(error.offset().is_some_and(|offset| offset > 0 && offset <= text.len()), "{error}");
}

thrift_rs::thrift!(
    idl = "
    struct Wide {
        1: i64 a, 2: i64 b, 3: i64 c, 4: i64 d, 5: i64 e, 6: i64 f, 7: i64 g, 8: i64 h, 9: i64 i, 10: i64 j,
        11: i64 k, 12: i64 l, 13: i64 m, 14: i64 n, 15: i64 o, 16: i64 p, 17: i64 q, 18: i64 r, 19: i64 s, 20: i64 t,
        21: Ten u, 22: Ten v
    }
    struct Ten {
        1: i64 a, 2: i64 b, 3: i64 c, 4: i64 d, 5: i64 e, 6: i64 f, 7: i64 g, 8: i64 h, 9: i64 i, 10: i64 j
    }
    struct Both { 1: list<double> doubles, 2: list<Wide> wides }
    "
);

#[test]
fn text_entitles_to_no_more_memory_than_its_own_size() {
    // `,0` is 8 bytes in the binary protocol, and would entitle to 512; `,{}` is one, and takes 320 in memory.
    let read = |doubles: usize, wides: usize| {
        let (zeros, empty) = (",0".repeat(doubles), ",{}".repeat(wides));
        let text = format!(r#"{{"1":{{"lst":["dbl",{doubles}{zeros}]}},"2":{{"lst":["rec",{wides}{empty}]}}}}"#);
        json::from_slice_with::<Both>(text.as_bytes(), &limits(|limits| limits.allocation = 0))
    };
    assert!(read(15_000, 10_000).is_ok());
    assert_eq!(read(6_000, 10_000).unwrap_err().kind(), ProtocolErrorKind::SizeLimit);
}

#[test]
fn the_work_is_linear() {
    // Each of these took minutes, were any part of it looked at again and again.
    let n = 2_000_000;
    for text in [
        format!("\"{}\"", "\\n".repeat(n)),
        format!("\"{}\"", "\\ud83d\\ude00".repeat(n / 4)),
        format!("\"{}", "\\\"".repeat(n)),
        format!("{}\"\"", " ".repeat(n)),
    ] {
        let _ = json::from_slice::<String>(text.as_bytes());
    }
    let fields = r#""9":{"str":"x"},"#.repeat(n / 10);
    assert!(json::from_slice::<Empty>(format!(r#"{{{fields}"9":{{"i8":1}}}}"#).as_bytes()).is_ok());
    assert!(json::from_slice::<Choice>(format!(r#"{{{fields}"1":{{"i32":1}}}}"#).as_bytes()).is_ok());
    assert!(json::from_slice::<f64>("1".repeat(300).as_bytes()).is_ok());
    assert!(json::from_slice::<f64>(format!("0.{}", "1".repeat(n)).as_bytes()).is_ok());
}

#[test]
fn nothing_is_allocated_on_the_way() {
    let value = vec![Oops { message: "\"why\"".into(), code: 7 }, Oops { message: "x".repeat(1000), code: 8 }];
    let (mut text, mut simple) = (Vec::new(), Vec::new());
    let mut write = || {
        text.clear();
        json::append_to(&mut text, &value).unwrap();
        simple.clear();
        simple_json::append_to(&mut simple, &value).unwrap();
    };
    // The first time buffers grow, which stay.
    write();
    assert_eq!(allocation_counter::measure(write).count_total, 0);
    let read = || drop(json::from_slice::<Vec<Oops>>(&text).unwrap());
    read();
    assert_eq!(allocation_counter::measure(read).count_total, 3, "a list, and two strings");
}
