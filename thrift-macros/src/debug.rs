//! The expansion in a file of its own, where it can be read.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::{env, fs, io};

use proc_macro2::TokenStream;
use quote::quote;

use crate::options::Call;

/// The environment variable that asks for it.
const VARIABLE: &str = "THRIFT_RS_DEBUG";

/// Whether the expansion is to be written to a file.
pub(crate) fn is_on() -> bool {
    env::var_os(VARIABLE).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Writes the expansion to a file under the target folder, and includes it from there. Where that fails, the expansion
/// itself, with the reason as an error.
pub(crate) fn through_a_file(tokens: TokenStream, call: &Call) -> TokenStream {
    match write(&tokens, call) {
        Ok(path) => {
            let path = path.to_string_lossy();
            quote!(::core::include! { #path })
        }
        Err(error) => {
            let message = format!("the expansion can not be written to a file, as {VARIABLE} asks for: {error}");
            quote!(#tokens ::core::compile_error! { #message })
        }
    }
}

fn write(tokens: &TokenStream, call: &Call) -> io::Result<PathBuf> {
    let file = syn::parse2(tokens.clone()).map_err(io::Error::other)?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let folder = env::current_dir()?.join(target).join("thrift-rs");
    fs::create_dir_all(&folder)?;
    let package = env::var("CARGO_PKG_NAME").unwrap_or_default();
    let path = folder.join(format!("{package}-{:016x}.rs", key(call)));
    fs::write(&path, prettyplease::unparse(&file))?;
    Ok(path)
}

/// Tells the calls of a package apart.
fn key(call: &Call) -> u64 {
    let mut state = DefaultHasher::new();
    let literal = call.literal().span().unwrap();
    (call.literal().value(), literal.file(), literal.line(), literal.column()).hash(&mut state);
    state.finish()
}
