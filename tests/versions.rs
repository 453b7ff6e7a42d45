//! Old and new understand each other: what the example shows.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(feature = "json")]

use thrift_rs::Protocol;

#[allow(dead_code, reason = "it is a program of its own")]
#[path = "../examples/versions.rs"]
mod versions;

#[tokio::test]
async fn each_version_sees_what_it_knows_of_the_other() {
    for protocol in [Protocol::Binary, Protocol::Compact, Protocol::Json] {
        let seen = versions::meet(protocol).await.unwrap();
        let of = |who: &str| seen.iter().find(|(by, _)| *by == who).map(|(_, seen)| seen.clone()).unwrap();
        // A value and a member that are not known are there all the same; a field that is not known is not.
        let [ticket, not_found, closed] = of("v1 calls v2").try_into().unwrap();
        assert!(
            ticket.starts_with(r#"Ticket { id: 1, title: "Leak (en)", status: Status(3), contact: Some(Unknown("#),
            "{ticket}"
        );
        assert!(ticket.contains("id: 3") && ticket.contains("77"), "{ticket}");
        assert_eq!([not_found.as_str(), &closed], ["NotFound { id: 2 }", "closed: true"]);
        // What the old server does not send has its default; what it does not have, it says.
        assert_eq!(
            of("v2 calls v1"),
            [
                r#"Ticket { id: 1, title: "Leak", status: OPEN, contact: None, tags: [], priority: None }"#,
                r#"NotFound { id: 2, hint: "" }"#,
                "not reopened: `Desk` has no method `reopen` (UNKNOWN_METHOD)",
                "closed: true",
            ]
        );
        assert_eq!(of("v2 calls v2")[2], "reopened: REOPENED");
        assert!(of("v2 calls v2")[0].contains("Leak (fr)"));
    }
}
