//! Text of the IDL as Markdown.

/// Text as Markdown that shows as it was written: HTML and links escaped, addresses made links, indented blocks fenced as
/// text, so that rustdoc neither warns about them nor runs them as tests.
pub(super) fn rustdoc(text: &str) -> String {
    let mut out = Markdown::default();
    let mut blank = true;
    for line in text.trim_matches('\n').lines() {
        let (columns, markers, rest) = split(line);
        match out.block {
            Block::Fenced if is_fence(rest) && rest.trim_end().ends_with("```") => out.close(),
            Block::Fenced => out.line(line),
            Block::Indented if columns >= CODE || line.trim().is_empty() => out.line(line),
            _ if is_fence(rest) => {
                // What stands in a list or quote comes out behind it, where nothing but the fence can end it.
                if !markers.is_empty() {
                    out.paragraph_line(0, &markers);
                }
                out.open(Block::Fenced);
            }
            Block::Paragraph if columns >= CODE && blank => {
                out.open(Block::Indented);
                out.line(line);
            }
            _ => {
                if out.block == Block::Indented {
                    out.close();
                }
                if rest.is_empty() || !markers.is_empty() || rest.starts_with(['#', '|']) {
                    out.end_paragraph();
                }
                // Less than Markdown takes for code, also behind a heading or a list.
                out.paragraph_line(columns.min(CODE - 1), &format!("{markers}{rest}"));
            }
        }
        blank = line.trim().is_empty();
    }
    out.end_paragraph();
    if out.block != Block::Paragraph {
        out.close();
    }
    out.text
}

/// Columns of blanks from which on Markdown takes a line for code.
const CODE: usize = 4;

/// What a line of a doc comment belongs to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Block {
    #[default]
    Paragraph,
    Indented,
    Fenced,
}

/// Markdown in the making.
#[derive(Default)]
struct Markdown {
    text: String,
    block: Block,
    /// The lines of a paragraph that is not at its end: code spans may go from one line to the next.
    paragraph: String,
}

impl Markdown {
    fn line(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // A space in front, as `///` comments have it.
        self.text.push(' ');
        self.text.push_str(line);
    }

    fn paragraph_line(&mut self, columns: usize, line: &str) {
        self.paragraph.extend(std::iter::repeat_n(' ', columns));
        self.paragraph.push_str(line);
        self.paragraph.push('\n');
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        escape(&paragraph).lines().for_each(|line| self.line(line.trim_end()));
    }

    fn open(&mut self, block: Block) {
        if self.block == Block::Indented {
            self.close();
        }
        self.end_paragraph();
        self.block = block;
        // Whatever language it names, it is not Rust to be run.
        self.line("```text");
    }

    fn close(&mut self) {
        if self.block == Block::Indented {
            self.text.truncate(self.text.trim_end().len());
        }
        self.block = Block::Paragraph;
        self.line("```");
    }
}

/// A line in parts: columns of blanks before it, the markers of lists and quotes with a blank behind each, and the rest.
fn split(line: &str) -> (usize, String, &str) {
    let mut rest = line.trim_start_matches([' ', '\t']);
    let (indent, _) = line.split_at(line.len() - rest.len());
    let columns = indent.chars().fold(0, |column, c| match c {
        '\t' => (column / CODE + 1) * CODE,
        _ => column + 1,
    });
    let mut markers = String::new();
    while let Some((marker, behind)) = marker(rest) {
        markers.push_str(marker);
        markers.push(' ');
        rest = behind.trim_start_matches([' ', '\t']);
    }
    (columns, markers, rest)
}

/// `>`, `-`, `7.` or the like at the start of a text, and what stands behind it.
fn marker(text: &str) -> Option<(&str, &str)> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let len = match text.len() - digits.len() {
        0 if text.starts_with('>') => return Some(text.split_at(1)),
        0 if text.starts_with(['-', '*', '+']) => 1,
        n if n > 0 && digits.starts_with(['.', ')']) => n + 1,
        _ => return None,
    };
    let (marker, behind) = text.split_at(len);
    (behind.is_empty() || behind.starts_with([' ', '\t'])).then_some((marker, behind))
}

/// Whether a line is that of a fence, and not a code span that starts with as many backticks.
fn is_fence(line: &str) -> bool {
    line.strip_prefix("```").is_some_and(|rest| !rest.trim_start_matches('`').contains('`'))
}

/// Escapes what Markdown would read as HTML or a link, outside of code spans.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let (before, here) = rest.split_at(start);
        escape_text(before, &mut out);
        let (ticks, behind) = here.split_at(here.len() - here.trim_start_matches('`').len());
        let code = span_end(behind, ticks.len()).unwrap_or(0);
        let (code, behind) = behind.split_at(code);
        out.extend([ticks, code]);
        rest = behind;
    }
    escape_text(rest, &mut out);
    out
}

/// The end of a code span behind its opening of `ticks` backticks: that of the next run of as many.
fn span_end(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text.get(at..)?.find('`') {
        let run = text.get(at + start..)?;
        let len = run.len() - run.trim_start_matches('`').len();
        at += start + len;
        if len == ticks {
            return Some(at);
        }
    }
    None
}

fn escape_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find(['<', '[', ']', '~', 'h', '\\']) {
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
            ("a `code\nspan<T>` [x] `y", " a `code\n span<T>` \\[x\\] `y"),
            ("```struct A``` and [b]", r" ```struct A``` and \[b\]"),
            ("`` ` <a>`` <b>", r" `` ` <a>`` \<b>"),
            ("Title\n~~~~~", " Title\n \\~\\~\\~\\~\\~"),
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
        assert_eq!(
            rustdoc("- a\n- ```\n  x\n  ```\n> ```\n> y\n> ```"),
            " - a\n -\n ```text\n   x\n ```\n >\n ```text\n > y\n ```"
        );
        assert_eq!(rustdoc("a\n\n  \tb"), " a\n \n ```text\n   \tb\n ```");
    }

    /// Rustdoc would run it as a test.
    #[test]
    fn what_is_indented_behind_a_heading_is_no_code() {
        assert_eq!(rustdoc("# Use\n    a.b();"), " # Use\n    a.b();");
        assert_eq!(rustdoc("-     a.b();"), " - a.b();");
    }
}
