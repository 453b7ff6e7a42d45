//! Small files on odd corners of the IDL, and what Apache's compiler does with each: the same, but for what is listed.

mod support;

use support::{errors, rendered, shared};
use thrift_idl::{MemoryLoader, load};

/// What Apache's compiler takes and we do not.
const STRICTER: &[(&str, &str)] = &[
    ("enum_dotted_val", "a name with a dot cannot be referred to"),
    ("big_id", "an id beyond 16 bits does not fit the wire"),
    ("huge_id", "an id beyond 16 bits does not fit the wire"),
    ("const_i8_range", "the number does not fit its type"),
    ("const_i32_range", "the number does not fit its type"),
    ("const_enum_other", "a value of another enum is a mistake, even if the names are the same"),
    ("const_list_map2", "a map for a list is a mistake, not an empty list"),
    ("const_set_map", "a map for a set is a mistake, not an empty set"),
    ("const_union_two", "a union has one member"),
];

/// What Apache's compiler does not take and we do.
const LAXER: &[(&str, &str)] = &[
    ("struct_semicolon", "taken with a warning, as other compilers do"),
    ("const_semicolon", "taken with a warning, as other compilers do"),
    ("enum_trailing_sep", "taken with a warning, as other compilers do"),
    ("service_trailing", "taken with a warning, as other compilers do"),
    ("ns_quoted", "taken with a warning, as other compilers do"),
    ("ns_star_annot", "no reason to refuse it"),
    ("ns_after_def", "taken with a warning"),
    ("ns_dash", "taken with a warning, as other compilers do"),
    ("php_ns_old", "old syntax, taken with a warning"),
    ("cpp_namespace_old", "old syntax, taken with a warning"),
    ("c_include", "old syntax without a meaning here"),
    ("senum", "old syntax, taken with a warning"),
    ("throws_forward", "names may be used before they are defined"),
    ("extends_forward", "names may be used before they are defined"),
    ("const_enum_forward", "names may be used before they are defined"),
    ("const_ref_forward", "names may be used before they are defined"),
    ("const_type_forward", "names may be used before they are defined"),
    ("field_default_forward_type", "names may be used before they are defined"),
    ("const_enum_unq", "taken with a warning, as other compilers do"),
    ("const_ref_list", "a constant may refer to any constant of its type"),
    ("const_ref_struct", "a constant may refer to any constant of its type"),
    ("const_ref_map", "a constant may refer to any constant of its type"),
    ("const_str_newline", "taken with a warning, as other compilers do"),
    ("annot_enum", "taken with a warning"),
    ("annot_ident_type", "taken with a warning, as other compilers do"),
    ("annot_const", "taken with a warning, as other compilers do"),
    ("package", "of Meta's dialect, without a meaning here"),
    ("annot_intval", "of Meta's dialect, taken with a warning"),
    ("const_hex_upper", "of Meta's dialect, taken with a warning"),
    ("const_str_bad_escape", "of Meta's dialect, taken with a warning"),
    ("const_str_unicode_escape", "of Meta's dialect, taken with a warning"),
];

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(c) => out.push(c),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

#[test]
fn odd_corners_are_as_in_apaches_compiler() {
    let Some(path) = shared("facts/idl-probes.tsv") else {
        return;
    };
    let table = std::fs::read_to_string(path).unwrap();
    let mut wrong = Vec::new();
    let (mut count, mut same) = (0, 0);
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, _, verdict, source, ..] = columns.as_slice() else { panic!("{line}") };
        let source = unescape(source);
        let file = format!("{name}.thrift");
        let loaded = load(&[&file], &mut MemoryLoader::new().file(&file, source.clone()));
        let accepted = errors(&loaded) == 0;
        // Where their compiler hangs, an error is the right answer.
        let theirs = *verdict == "accept";
        let listed = |list: &[(&str, &str)]| list.iter().any(|(listed, _)| listed == name);
        let expected = match theirs {
            true => !listed(STRICTER),
            false => listed(LAXER),
        };
        count += 1;
        same += usize::from(accepted == theirs);
        if accepted != expected {
            wrong.push(format!("{name} ({verdict}): {source:?}\n{}", rendered(&loaded)));
        }
    }
    println!("{count} probes: {same} as Apache's compiler has it, {} on purpose otherwise", count - same);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
