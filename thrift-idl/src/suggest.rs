//! Did you mean …?

/// The candidate that `name` is most likely a misspelling of, if any is close enough: at most a third of its letters
/// may differ, where two letters in each other's place count once, and at least one must be the same.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (name.len().max(3) / 3).min(4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) > limit || candidate == name {
            continue;
        }
        let limit = best.map_or(limit, |(distance, _)| distance.saturating_sub(1));
        let limit = limit.min(candidate.len().max(name.len()).saturating_sub(1));
        if let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), limit) {
            best = Some((distance, candidate));
        }
        if matches!(best, Some((0, _))) {
            break;
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Names longer than this are not compared: nobody misspells them by accident, and comparing takes quadratic time.
const LONGEST: usize = 80;

/// The edit distance of two names without regard to case, if it is at most `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let at = |bytes: &[u8], i: usize| bytes.get(i).map(u8::to_ascii_lowercase);
    // Three rows of the usual table: the one being filled, the one above, and the one above that.
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for j in 0..b.len() {
            let cell = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let same = at(a, i) == at(b, j);
            let mut best = cell(&row, j) + usize::from(!same);
            best = best.min(cell(&row, j + 1) + 1).min(cell(&next, j) + 1);
            if i > 0 && j > 0 && at(a, i) == at(b, j - 1) && at(a, i - 1) == at(b, j) {
                best = best.min(cell(&above, j - 1) + 1);
            }
            next.push(best);
        }
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn close_names_are_found() {
        let names = ["User", "UserId", "string", "struct"];
        assert_eq!(nearest("Usr", names), Some("User"));
        assert_eq!(nearest("user", names), Some("User"));
        assert_eq!(nearest("strcut", names), Some("struct"));
        assert_eq!(nearest("UserDI", names), Some("UserId"));
        assert_eq!(nearest("Account", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("a", ["b", "ab"]), Some("ab"));
    }
}
