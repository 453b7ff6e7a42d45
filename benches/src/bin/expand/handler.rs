//! A handler for a service of two hundred methods, from the trait that it must implement.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::Result;
use crate::package::Package;

/// Writes the module that implements this trait for `Handler`, which `head` defines; each method has this body.
pub(crate) fn write(package: &Package, head: &str, code: &str, name: &str, body: &str) -> Result<()> {
    let methods = methods(code, name, body)?;
    package.write("app/src/handler.rs", format!("{head}\nimpl {name} for Handler {{\n{methods}}}\n"))
}

/// The methods of this trait, as another crate has to name their types.
fn methods(code: &str, name: &str, body: &str) -> Result<String> {
    let tokens: TokenStream = code.parse().map_err(|error| format!("the code does not lex: {error}"))?;
    let definition = definition(tokens, name).ok_or_else(|| format!("there is no trait `{name}`"))?;
    let mut methods = String::new();
    let mut method = TokenStream::new();
    let mut tokens = definition.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => drop(tokens.next()),
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                methods += &std::mem::take(&mut method).to_string().replace("super ::", "idl ::");
                methods += body;
                methods.push('\n');
            }
            _ => method.extend([token]),
        }
    }
    Ok(methods)
}

/// The braces of a trait, wherever it is.
fn definition(tokens: TokenStream, name: &str) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |token: Option<&TokenTree>, word: &str| matches!(token, Some(TokenTree::Ident(ident)) if ident == word);
    let mut found = false;
    for (place, token) in tokens.iter().enumerate() {
        found |= is(Some(token), "trait") && is(tokens.get(place + 1), name);
        let TokenTree::Group(group) = token else { continue };
        if group.delimiter() != Delimiter::Brace {
            continue;
        }
        if found {
            return Some(group.stream());
        }
        if let Some(inner) = definition(group.stream(), name) {
            return Some(inner);
        }
    }
    None
}
