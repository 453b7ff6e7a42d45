//! The macros of thrift-rs. Depend on `thrift-rs`, which documents them.
//!
//! The pipeline is the list of files: `options` reads the call, `load` finds the IDL, `thrift-idl` parses and checks
//! it, `schema` decides what Rust sees, `expand` writes it down, and `report` says what was wrong. `derive` and `service`
//! make the same schema of types and traits of Rust.

#[cfg(feature = "debug")]
mod debug;
mod derive;
mod docs;
mod expand;
mod idl_text;
mod load;
mod names;
mod options;
mod report;
mod schema;
mod service;

/// `thrift!` and `include_thrift!` of the facade, which puts its own path in front of the user's input.
#[proc_macro]
pub fn thrift(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let call = syn::parse_macro_input!(input as options::Call);
    load::program(&call).expand(&call).into()
}

/// `#[derive(Thrift)]`, which the facade documents.
#[proc_macro_derive(Thrift, attributes(thrift))]
pub fn derive_thrift(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(&syn::parse_macro_input!(input as syn::DeriveInput)).into()
}

/// `#[service]`, which the facade documents.
#[proc_macro_attribute]
pub fn service(options: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    service::service(options.into(), item.into()).into()
}
