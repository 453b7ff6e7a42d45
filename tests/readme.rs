//! The README shows code that runs.

#[test]
fn the_server_of_the_readme_is_the_example() {
    let readme = include_str!("../README.md");
    let example = include_str!("../examples/hello_server.rs");
    let code = example.split_once("\n\n").map(|(_, code)| code).unwrap_or_default();
    assert!(readme.contains(&format!("```rust\n{code}```\n")), "README.md differs from examples/hello_server.rs");
}
