//! What a type's comments say, for its descriptor.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::docs::Docs;

/// The doc comments among these attributes.
pub(super) fn docs(attributes: &[Attribute]) -> Docs {
    let lines: Vec<String> = attributes.iter().filter_map(line).collect();
    let text = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
    match text.trim().is_empty() {
        true => Docs::default(),
        false => Docs::new(Some(text.trim_end()), String::new),
    }
}

fn line(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
