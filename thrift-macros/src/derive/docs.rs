//! What a type's comments say, for its descriptor.

use proc_macro2::Ident;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::docs::Docs;

/// The doc comments among these attributes, for a descriptor.
pub(super) fn docs(attributes: &[Attribute]) -> Docs {
    let text = text(attributes);
    match text.trim().is_empty() {
        true => Docs::default(),
        false => Docs::new(Some(text.trim_end()), String::new),
    }
}

/// The same, to be written again, too: as they are, or with the name where there are none.
pub(crate) fn written(attributes: &[Attribute], name: &Ident) -> Docs {
    let text = text(attributes);
    let attributes =
        attributes.iter().filter(|attribute| !["doc", "thrift"].iter().any(|ours| attribute.path().is_ident(ours)));
    let attributes = quote!(#(#attributes)*);
    let docs = match text.trim().is_empty() {
        true => line(&format!("`{}`", name.unraw())),
        false => Docs::of_rust(text.trim_end()),
    };
    docs.with_attributes(attributes)
}

/// A line of ours.
pub(crate) fn line(text: &str) -> Docs {
    Docs::default().paragraph(text)
}

fn text(attributes: &[Attribute]) -> String {
    let lines: Vec<String> = attributes.iter().filter_map(comment).collect();
    lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn comment(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
