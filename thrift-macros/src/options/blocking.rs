//! Whether services are there on plain threads, too.

use syn::parse::ParseStream;
use syn::{Error, Result};

use super::style;

/// `true`, where the facade has what the generated code calls, or `false`.
pub(super) fn switch(option: &str, input: ParseStream<'_>) -> Result<bool> {
    let span = input.span();
    let wanted = style::choice(option, style::SWITCH, input)?;
    if wanted && !cfg!(feature = "blocking") {
        let message = "the option `blocking` needs the feature `blocking` of thrift-rs, which is off by default\n\
                       help: write `features = [\"blocking\"]` behind its version in `Cargo.toml`, or run \
                       `cargo add thrift-rs --features blocking`";
        return Err(Error::new(span, message));
    }
    Ok(wanted)
}
