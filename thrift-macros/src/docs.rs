//! Doc comments of the IDL as rustdoc.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// The rustdoc of an item, and whether it is deprecated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Docs {
    text: String,
    deprecated: Option<Deprecated>,
    /// Attributes that the user adds.
    attributes: TokenStream,
}

/// A deprecation, with what to use instead where the IDL says it.
#[derive(Debug, Clone)]
struct Deprecated(Option<String>);

impl Docs {
    /// The docs of an item of the IDL: its doc comment, or else the line of IDL that defines it.
    pub(crate) fn new(comment: Option<&str>, line: impl FnOnce() -> String) -> Self {
        let text = match comment.map(str::trim).filter(|text| !text.is_empty()) {
            Some(_) => comment.map(rustdoc).unwrap_or_default(),
            None => format!(" `{}`", line().replace('`', "'")),
        };
        Self { text, deprecated: None, attributes: TokenStream::new() }
    }

    /// Adds attributes of the user's.
    pub(crate) fn with_attributes(self, attributes: TokenStream) -> Self {
        Self { attributes, ..self }
    }

    /// Marks the item as deprecated.
    pub(crate) fn deprecated(&mut self, note: Option<&str>) {
        self.deprecated = Some(Deprecated(note.map(str::to_owned)));
    }

    pub(crate) fn is_deprecated(&self) -> bool {
        self.deprecated.is_some()
    }

    /// Adds a paragraph of our own.
    pub(crate) fn paragraph(mut self, text: &str) -> Self {
        self.text.push_str("\n\n");
        self.text.push_str(text);
        self
    }

    /// All attributes: `#[doc = "…"]`, `#[deprecated]` where the IDL says so, and the user's.
    pub(crate) fn attributes(&self, span: Span) -> TokenStream {
        let (docs, own) = self.around_derive(span);
        quote_spanned!(span=> #docs #own)
    }

    /// The attributes in front of a derive, and the user's behind it: they may be the helpers of what is derived.
    pub(crate) fn around_derive(&self, span: Span) -> (TokenStream, TokenStream) {
        let text = &self.text;
        let deprecated = self.deprecated.as_ref().map(|Deprecated(note)| match note {
            Some(note) => quote_spanned!(span=> #[deprecated = #note]),
            None => quote_spanned!(span=> #[deprecated]),
        });
        (quote_spanned!(span=> #[doc = #text] #deprecated), self.attributes.clone())
    }
}

/// Text as Markdown that shows as it was written: HTML and links escaped, addresses made links, indented blocks fenced as
/// text, so that rustdoc neither warns about them nor runs them as tests.
fn rustdoc(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut block = Block::Paragraph;
    let mut blank = true;
    for line in text.trim_matches('\n').lines() {
        let indented = line.starts_with("    ") || line.starts_with('\t');
        let fence = line.trim_start().starts_with("```");
        match block {
            Block::Fenced => {
                push_line(&mut out, line);
                if fence {
                    block = Block::Paragraph;
                }
            }
            Block::Indented if indented || line.trim().is_empty() => push_line(&mut out, line),
            Block::Paragraph | Block::Indented if fence => {
                close(&mut out, block);
                block = Block::Fenced;
                // Whatever language it names, it is not Rust to be run.
                push_line(&mut out, "```text");
            }
            Block::Paragraph if indented && blank => {
                block = Block::Indented;
                push_line(&mut out, "```text");
                push_line(&mut out, line);
            }
            Block::Paragraph | Block::Indented => {
                close(&mut out, block);
                block = Block::Paragraph;
                push_line(&mut out, &escape(line));
            }
        }
        blank = line.trim().is_empty();
    }
    match block {
        Block::Fenced => push_line(&mut out, "```"),
        block => close(&mut out, block),
    }
    out
}

/// What a line of a doc comment belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    Indented,
    Fenced,
}

fn close(out: &mut String, block: Block) {
    if block == Block::Indented {
        out.truncate(out.trim_end().len());
        push_line(out, "```");
    }
}

fn push_line(out: &mut String, line: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    // A space in front, as `///` comments have it.
    out.push(' ');
    out.push_str(line);
}

/// Escapes what Markdown would read as HTML or a link, outside of code spans.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    for (n, part) in line.split('`').enumerate() {
        if n > 0 {
            out.push('`');
        }
        let code = n % 2 == 1 && line.split('`').count() > n + 1;
        if code {
            out.push_str(part);
        } else {
            escape_text(part, &mut out);
        }
    }
    out
}

fn escape_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find(['<', '[', ']', 'h', '\\']) {
        let (before, here) = rest.split_at(start);
        out.push_str(before);
        let link = here.starts_with("http://") || here.starts_with("https://");
        let len = if link { here.find(is_link_end).unwrap_or(here.len()) } else { 1 };
        let (token, after) = here.split_at(len);
        match token {
            _ if link => out.extend(["<", token, ">"]),
            "h" => out.push('h'),
            token => out.extend(["\\", token]),
        }
        rest = after;
    }
    out.push_str(rest);
}

fn is_link_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | ')' | ']' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_misread_is_escaped() {
        for (text, rust) in [
            ("A list<string> of [names]", r" A list\<string> of \[names\]"),
            ("Code: `list<i32>` stays", " Code: `list<i32>` stays"),
            ("an odd ` and <b>", r" an odd ` and \<b>"),
            ("see http://example.com/a?b[1], then", r" see <http://example.com/a?b[1>\], then"),
        ] {
            assert_eq!(rustdoc(text), rust);
        }
    }

    #[test]
    fn indented_blocks_and_fences_are_text() {
        assert_eq!(rustdoc("Use:\n\n    a.b();\n\nthen"), " Use:\n \n ```text\n     a.b();\n ```\n then");
        assert_eq!(rustdoc("Use:\n```\nx\n```"), " Use:\n ```text\n x\n ```");
        assert_eq!(rustdoc("```java\nx"), " ```text\n x\n ```");
    }

    #[test]
    fn without_a_comment_the_idl_is_shown() {
        assert_eq!(Docs::new(Some("  "), || "1: i32 id".into()).text, " `1: i32 id`");
    }
}
