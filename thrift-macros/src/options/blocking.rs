//! Whether services are there on plain threads, too.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Error, Result};

use super::style;

/// `true`, where the facade has what the generated code calls, or `false`.
pub(crate) fn switch(option: &str, input: ParseStream<'_>) -> Result<bool> {
    let span = input.span();
    let wanted = style::choice(option, style::SWITCH, input)?;
    match wanted {
        true => available("the option `blocking`", span).map(|()| true),
        false => Ok(false),
    }
}

/// That the facade has what code on plain threads calls, which `what` asks for.
pub(crate) fn available(what: &str, span: Span) -> Result<()> {
    if cfg!(feature = "blocking") {
        return Ok(());
    }
    let message = format!(
        "{what} needs the feature `blocking` of thrift-rs, which is off by default\n\
         help: write `features = [\"blocking\"]` behind its version in `Cargo.toml`, or run \
         `cargo add thrift-rs --features blocking`"
    );
    Err(Error::new(span, message))
}
