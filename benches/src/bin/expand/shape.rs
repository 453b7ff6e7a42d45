//! How much code: lines and tokens, and whose they are.

use std::collections::HashSet;
use std::io::Write;
use std::process::{Command, Stdio};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::{Result, package};

/// Lines and tokens.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    pub(crate) lines: usize,
    pub(crate) tokens: usize,
}

/// The size of some code.
#[derive(Default)]
pub(crate) struct Shape {
    pub(crate) all: Size,
    /// Of structs, unions and exceptions, outside services.
    pub(crate) structs: Size,
    /// Of services' modules: those that hold a trait `Iface`.
    pub(crate) services: Size,
}

/// Formats code as rustfmt does by default, wherever it came from.
pub(crate) fn format(code: &str) -> Result<String> {
    let folder = package::root();
    std::fs::create_dir_all(&folder)?;
    // Else those of the folders above would count.
    std::fs::write(folder.join("rustfmt.toml"), "")?;
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(&folder).current_dir(&folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or("rustfmt takes no input")?;
    let code = code.to_owned();
    let writer = std::thread::spawn(move || input.write_all(code.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| "rustfmt cannot be written to")??;
    if !output.status.success() {
        return Err("rustfmt does not take the code".into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The lines of code that are not blank.
pub(crate) fn lines(code: &str) -> usize {
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

/// Measures formatted code of ours.
pub(crate) fn shape(formatted: &str) -> Result<Shape> {
    let tokens: TokenStream = formatted.parse().map_err(|error| format!("the expansion does not lex: {error}"))?;
    let mut sums = vec![0];
    for line in formatted.lines() {
        sums.push(sums.last().unwrap_or(&0) + usize::from(!line.trim().is_empty()));
    }
    let mut shape = Shape { all: size(tokens.clone(), &sums), ..Shape::default() };
    module(tokens, &sums, &mut shape);
    Ok(shape)
}

/// Goes through the items of a module.
fn module(tokens: TokenStream, sums: &[usize], shape: &mut Shape) {
    let items = items(tokens);
    let structs: HashSet<String> = items.iter().filter_map(|item| name_of_struct(item)).collect();
    for item in &items {
        let own = size(item.iter().cloned().collect(), sums);
        match (word(item, &["mod", "impl", "struct", "enum"]), item.last()) {
            (Some("mod"), Some(TokenTree::Group(body))) if defines_iface(body.stream()) => shape.services.add(own),
            (Some("mod"), Some(TokenTree::Group(body))) => module(body.stream(), sums, shape),
            (Some("impl"), _) if name_before_body(item).is_some_and(|name| structs.contains(&name)) => {
                shape.structs.add(own);
            }
            (Some("struct" | "enum"), _) if name_of_struct(item).is_some() => shape.structs.add(own),
            _ => {}
        }
    }
}

/// The items of a module: each ends with `;` or braces.
fn items(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let (mut items, mut item) = (Vec::new(), Vec::new());
    let mut constant = false;
    for token in tokens {
        constant |= matches!(&token, TokenTree::Ident(word) if word == "const" || word == "static");
        let end = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !constant,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.push(token);
        if end {
            items.push(std::mem::take(&mut item));
            constant = false;
        }
    }
    items
}

/// The first of these keywords in an item.
fn word<'a>(item: &[TokenTree], words: &[&'a str]) -> Option<&'a str> {
    item.iter()
        .find_map(|token| words.iter().find(|word| matches!(token, TokenTree::Ident(ident) if ident == *word)).copied())
}

/// The name of a struct or union: an enum of the IDL is a struct around a number.
fn name_of_struct(item: &[TokenTree]) -> Option<String> {
    matches!(word(item, &["mod", "impl", "struct", "enum"]), Some("struct" | "enum")).then_some(())?;
    name_before_body(item)
}

/// The last word before braces.
fn name_before_body(item: &[TokenTree]) -> Option<String> {
    match item {
        [.., TokenTree::Ident(name), TokenTree::Group(body)] if body.delimiter() == Delimiter::Brace => {
            Some(name.to_string())
        }
        _ => None,
    }
}

fn defines_iface(body: TokenStream) -> bool {
    let words: Vec<String> = body.into_iter().map(|token| token.to_string()).collect();
    words.windows(2).any(|pair| pair == ["trait", "Iface"])
}

fn size(tokens: TokenStream, sums: &[usize]) -> Size {
    let mut trees = tokens.clone().into_iter();
    let Some(first) = trees.next() else { return Size::default() };
    let last = trees.last().unwrap_or_else(|| first.clone());
    let (start, end) = (first.span().start().line, last.span().end().line);
    let lines = sums.get(end).zip(sums.get(start.saturating_sub(1))).map_or(0, |(end, start)| end - start);
    Size { lines, tokens: count(tokens) }
}

fn count(tokens: TokenStream) -> usize {
    let of = |token| match token {
        TokenTree::Group(group) => 2 + count(group.stream()),
        _ => 1,
    };
    tokens.into_iter().map(of).sum()
}

impl Size {
    fn add(&mut self, other: Self) {
        self.lines += other.lines;
        self.tokens += other.tokens;
    }
}
