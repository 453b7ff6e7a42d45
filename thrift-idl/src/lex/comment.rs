//! Doc comments: what remains of them without their stars and their indentation.

/// The text of a doc comment, given with its `/**` and `*/`; `None` if nothing remains.
///
/// Stars at the start of the lines go, if every line after the first has one, and so does the indentation that those
/// lines have in common, and empty lines at either end.
pub(crate) fn clean(comment: &str) -> Option<String> {
    let inner = comment.strip_prefix("/**").unwrap_or(comment);
    let inner = inner.strip_suffix("*/").unwrap_or(inner).trim_end_matches('*');
    let (first, rest) = inner.split_once('\n').unwrap_or((inner, ""));
    let rest: Vec<&str> = rest.lines().map(str::trim_end).collect();
    let starred = rest.iter().all(|line| line.is_empty() || line.trim_start().starts_with('*'));
    let rest: Vec<&str> = match starred {
        true => rest.iter().map(|line| line.trim_start().trim_start_matches('*')).collect(),
        false => rest,
    };
    // After a star, the text of the first line is indented as that of the others is.
    let measured = rest.iter().copied().chain(Some(first).filter(|_| starred));
    let measured = measured.filter(|line| !line.trim().is_empty());
    let indentation = measured.map(blanks).min().unwrap_or(0);

    let mut lines = vec![first.trim()];
    lines.extend(rest.iter().map(|line| line.get(indentation..).unwrap_or_default().trim_end()));
    let start = lines.iter().position(|line| !line.is_empty())?;
    let end = lines.iter().rposition(|line| !line.is_empty())?;
    Some(lines.get(start..=end)?.join("\n"))
}

/// Bytes of blank space that a line starts with.
fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn stars_and_indentation_go() {
        assert_eq!(clean("/** One line. */").as_deref(), Some("One line."));
        assert_eq!(
            clean("/**\n   * A title.\n   *\n   *   indented\n   * last\n   */").as_deref(),
            Some("A title.\n\n  indented\nlast")
        );
        assert_eq!(clean("/** First\n    second\n      third\n*/").as_deref(), Some("First\nsecond\n  third"));
        assert_eq!(clean("/**\r\n * CRLF\r\n * too\r\n */").as_deref(), Some("CRLF\ntoo"));
    }

    #[test]
    fn the_first_line_counts_among_starred_ones() {
        assert_eq!(clean("/** A user.\n *\n *   indented */").as_deref(), Some("A user.\n\n  indented"));
    }

    #[test]
    fn lists_without_stars_before_every_line_keep_theirs() {
        assert_eq!(clean("/**\n * a\n   b\n */").as_deref(), Some("* a\n  b"));
    }

    #[test]
    fn empty_ones_are_none() {
        assert_eq!(clean("/** */"), None);
        assert_eq!(clean("/**\n *\n **/"), None);
    }
}
