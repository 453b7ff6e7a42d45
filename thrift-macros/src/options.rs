//! The call of the macro: paths, then `key = value`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Result, Token, bracketed, parenthesized};

/// A call, as the facade passes it on: its own path in parentheses, then what the user wrote.
pub(crate) struct Call {
    /// The path of the facade.
    pub(crate) facade: TokenStream,
    pub(crate) source: Source,
    pub(crate) options: Options,
}

/// Where the IDL is.
pub(crate) enum Source {
    /// In files.
    Files { first: LitStr, more: Vec<LitStr> },
    /// In the call itself.
    Inline(LitStr),
}

/// The options, each of which the facade documents.
#[derive(Default)]
pub(crate) struct Options {
    /// Folders to look for files in, after those that are looked in anyway; relative to the package.
    pub(crate) include_dirs: Vec<LitStr>,
}

impl Call {
    /// The literal that generated items point at.
    pub(crate) fn literal(&self) -> &LitStr {
        match &self.source {
            Source::Files { first, .. } => first,
            Source::Inline(text) => text,
        }
    }
}

/// The names of all options, for the error that lists them.
const NAMES: [&str; 2] = ["idl", "include_dirs"];

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let facade;
        parenthesized!(facade in input);
        let facade = facade.parse()?;
        let (mut paths, mut idl, mut options) = (Vec::new(), None, Options::default());
        let mut seen: Vec<Ident> = Vec::new();
        let start = input.span();
        while !input.is_empty() {
            if input.peek(LitStr) {
                paths.push(input.parse::<LitStr>()?);
            } else {
                let name = option_name(input, &seen)?;
                match name.to_string().as_str() {
                    "idl" => idl = Some(input.parse::<LitStr>()?),
                    _ => options.include_dirs = list(input)?,
                }
                seen.push(name);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(Self { facade, source: source(paths, idl, start)?, options })
    }
}

fn source(paths: Vec<LitStr>, idl: Option<LitStr>, start: Span) -> Result<Source> {
    let mut paths = paths.into_iter();
    match (paths.next(), idl) {
        (Some(first), None) => Ok(Source::Files { first, more: paths.collect() }),
        (None, Some(text)) => Ok(Source::Inline(text)),
        (Some(path), Some(_)) => Err(Error::new(path.span(), "a path and `idl` exclude each other")),
        (None, None) => {
            let message = "expected the path of a `.thrift` file, as in `\"user.thrift\"`, or `idl = \"…\"`";
            Err(Error::new(start, message))
        }
    }
}

/// `name =`, where that is an option not given yet.
fn option_name(input: ParseStream<'_>, seen: &[Ident]) -> Result<Ident> {
    let choices = || NAMES.map(|name| format!("`{name}`")).join(", ");
    let name: Ident = input.parse().map_err(|error| {
        Error::new(error.span(), format!("expected a path in quotes, or one of the options {}", choices()))
    })?;
    if !NAMES.iter().any(|known| name == known) {
        let nearest = thrift_idl::suggest::nearest(&name.to_string(), NAMES);
        let help = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        let message = format!("unknown option `{name}`{help}\nthe options are {}", choices());
        return Err(Error::new(name.span(), message));
    }
    if seen.contains(&name) {
        return Err(Error::new(name.span(), format!("the option `{name}` is given twice")));
    }
    input.parse::<Token![=]>()?;
    Ok(name)
}

/// `["a", "b"]`
fn list(input: ParseStream<'_>) -> Result<Vec<LitStr>> {
    let items;
    bracketed!(items in input);
    Ok(Punctuated::<LitStr, Token![,]>::parse_terminated(&items)?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(input: &str) -> String {
        match syn::parse_str::<Call>(&format!("(::thrift_rs) {input}")) {
            Ok(_) => panic!("`{input}` was taken"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (input, message) in [
            ("", "expected the path of a `.thrift` file, as in `\"user.thrift\"`, or `idl = \"…\"`"),
            ("\"a.thrift\", idl = \"\"", "a path and `idl` exclude each other"),
            (
                "\"a.thrift\", include_dir = []",
                "unknown option `include_dir`; did you mean `include_dirs`?\nthe options are `idl`, `include_dirs`",
            ),
            ("idl = \"\", idl = \"\"", "the option `idl` is given twice"),
            ("a.thrift", "unknown option `a`\nthe options are `idl`, `include_dirs`"),
            ("7", "expected a path in quotes, or one of the options `idl`, `include_dirs`"),
            ("\"a.thrift\" \"b.thrift\"", "expected `,`"),
        ] {
            assert_eq!(error(input), message, "{input}");
        }
    }
}
