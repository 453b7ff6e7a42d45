//! Ids that no field may have again: `(reserved = "3, 5-7")` at a struct, or Meta's `@thrift.ReserveIds{…}`.

use crate::program::Meta;
use crate::source::Span;

/// Reserved ids.
#[derive(Debug, Default)]
pub(super) struct Reserved {
    /// Ranges with both their ends, in order and apart from each other.
    ranges: Vec<(i16, i16)>,
    /// Where they are written.
    pub(super) span: Option<Span>,
}

impl Reserved {
    pub(super) fn contains(&self, id: i16) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= id);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|(_, last)| id <= *last)
    }

    /// All of them, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = i16> {
        self.ranges.iter().flat_map(|(first, last)| *first..=*last)
    }
}

/// What a struct reserves. What can not be read reserves nothing.
pub(super) fn reserved(meta: &Meta) -> Reserved {
    let mut reserved = Reserved::default();
    let mut ranges = Vec::new();
    for note in &meta.annotations {
        let Some(value) = &note.value else { continue };
        match note.key.text.as_str() {
            "reserved" => ranges.extend(value.text.split([',', ';']).filter_map(range)),
            "thrift.ReserveIds" | "ReserveIds" => ranges.extend(meta_ids(&value.text)),
            _ => continue,
        }
        reserved.span = Some(value.span);
    }
    ranges.sort_unstable();
    for (first, last) in ranges {
        match reserved.ranges.last_mut() {
            Some((_, end)) if first <= *end => *end = last.max(*end),
            _ => reserved.ranges.push((first, last)),
        }
    }
    reserved
}

/// `5` or `5-7`.
fn range(text: &str) -> Option<(i16, i16)> {
    let text = text.trim();
    match text.split_once('-').filter(|(first, _)| !first.trim().is_empty()) {
        Some((first, last)) => Some((first.trim().parse().ok()?, last.trim().parse().ok()?)),
        None => text.parse().ok().map(|id| (id, id)),
    }
}

/// `{ids = [3, 4], id_ranges = {5: 8}}`, where a range ends before its second number.
fn meta_ids(text: &str) -> Vec<(i16, i16)> {
    let after = |key: &str, open: char, close: char| {
        let (_, rest) = text.split_once(key)?;
        let (_, list) = rest.split_once(open)?;
        list.split_once(close).map(|(list, _)| list)
    };
    let ids = after("ids", '[', ']').unwrap_or_default().split([',', ';']).filter_map(range);
    let ranges = after("id_ranges", '{', '}').unwrap_or_default().split([',', ';']).filter_map(|pair| {
        let (first, end) = pair.split_once(':')?;
        let end: i16 = end.trim().parse().ok()?;
        Some((first.trim().parse().ok()?, end.checked_sub(1)?))
    });
    ids.chain(ranges).collect()
}

#[cfg(test)]
mod tests {
    use super::{meta_ids, range};

    #[test]
    fn ids_and_ranges_are_read() {
        assert_eq!(
            [" 5", "5 - 7", "-1", "x", "70000"].map(range),
            [Some((5, 5)), Some((5, 7)), Some((-1, -1)), None, None]
        );
        assert_eq!(meta_ids("{ids = [3, 4], id_ranges = {5: 8}}"), [(3, 3), (4, 4), (5, 7)]);
        assert_eq!(meta_ids("{nonsense"), []);
    }
}
