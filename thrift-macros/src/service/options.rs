//! `#[service(…)]` at a trait, `#[thrift(…)]` at its methods and their arguments.

use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Result, Token, Type, parenthesized};

use crate::derive::{Errors, attributes};
use crate::options::blocking;

/// What is said about a service.
#[derive(Default)]
pub(super) struct ServiceOptions {
    /// Its name in Thrift.
    pub(super) name: Option<LitStr>,
    /// The path of the facade.
    pub(super) facade: Option<Path>,
    /// Whether the service is there on plain threads, too.
    pub(super) blocking: bool,
}

/// What is said about a method.
#[derive(Default)]
pub(super) struct MethodOptions {
    /// Its name in Thrift.
    pub(super) name: Option<LitStr>,
    pub(super) oneway: Option<Span>,
    pub(super) throws: Vec<Thrown>,
}

/// An exception that a method declares.
pub(super) struct Thrown {
    pub(super) ty: Type,
    pub(super) id: (i16, Span),
}

/// What is said about an argument.
#[derive(Default)]
pub(super) struct ArgumentOptions {
    pub(super) id: Option<(i16, Span)>,
    /// Its name in Thrift.
    pub(super) name: Option<LitStr>,
    pub(super) required: Option<Span>,
}

impl ServiceOptions {
    pub(super) fn parse(input: TokenStream, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let parser = |input: ParseStream<'_>| {
            attributes::options(input, &["name", "crate", "blocking"], &mut Vec::new(), &mut |option, input| {
                match option.to_string().as_str() {
                    "name" => options.name = Some(attributes::name(input)?),
                    "blocking" => {
                        input.parse::<Token![=]>()?;
                        options.blocking = blocking::switch("blocking", input)?;
                    }
                    _ => options.facade = Some(attributes::path(input)?),
                }
                Ok(())
            })
        };
        if let Err(error) = parser.parse2(input) {
            errors.add(error);
        }
        options
    }
}

impl MethodOptions {
    pub(super) fn parse(all: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        attributes::each(all, &["name", "oneway", "throws"], errors, |option, input| {
            match option.to_string().as_str() {
                "name" => options.name = Some(attributes::name(input)?),
                "oneway" => options.oneway = Some(option.span()),
                _ => options.throws = throws(input)?,
            }
            Ok(())
        });
        options
    }
}

impl ArgumentOptions {
    pub(super) fn parse(all: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        attributes::each(all, &["id", "name", "required"], errors, |option, input| {
            match option.to_string().as_str() {
                "id" => options.id = Some(attributes::id(input)?),
                "name" => options.name = Some(attributes::name(input)?),
                _ => options.required = Some(option.span()),
            }
            Ok(())
        });
        options
    }
}

/// `(NotFound = 1, Denied = 2)`
fn throws(input: ParseStream<'_>) -> Result<Vec<Thrown>> {
    let content;
    parenthesized!(content in input);
    let all = Punctuated::<Thrown, Token![,]>::parse_terminated_with(&content, |input| {
        Ok(Thrown { ty: input.parse()?, id: attributes::id(input)? })
    })?;
    match all.is_empty() {
        true => Err(content.error("expected the exceptions with their ids, as in `throws(NotFound = 1)`")),
        false => Ok(all.into_iter().collect()),
    }
}
