//! A trait, taken apart. By hand, since whole traits are in that part of `syn` of which every user would compile the rest, too.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, GenericArgument, Ident, Path, PathArguments, Result, Token, Type, TypeParamBound, TypePath,
    Visibility, braced, parenthesized, token,
};

use crate::schema::Side;

/// A trait whose methods are those of a service.
pub(super) struct Trait {
    pub(super) attributes: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    /// The traits of the services that this one extends.
    pub(super) extends: Vec<Path>,
    pub(super) methods: Vec<Method>,
}

/// `async fn get_user(&self, id: i32) -> Result<User, …>;`, or the same without `async`.
pub(super) struct Method {
    pub(super) attributes: Vec<Attribute>,
    pub(super) side: Side,
    pub(super) ident: Ident,
    pub(super) args: Vec<Argument>,
    /// What the `Result` is made of.
    pub(super) value: Type,
    /// The error, where it is named.
    pub(super) error: Option<Type>,
    pub(super) result: Span,
}

pub(super) struct Argument {
    pub(super) attributes: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) ty: Type,
}

impl Parse for Trait {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        if !input.peek(Token![trait]) {
            return Err(input.error("a service is a `trait`"));
        }
        input.parse::<Token![trait]>()?;
        let ident: Ident = input.parse()?;
        if input.peek(Token![<]) {
            return Err(input.error("a service has no parameters"));
        }
        let mut extends = Vec::new();
        if input.parse::<Option<Token![:]>>()?.is_some() {
            let bounds = Punctuated::<TypeParamBound, Token![+]>::parse_separated_nonempty(input)?;
            extends.extend(bounds.into_iter().filter_map(service_path));
        }
        if input.peek(Token![where]) {
            return Err(input.error("a service has no bounds"));
        }
        let content;
        braced!(content in input);
        let mut methods = Vec::new();
        while !content.is_empty() {
            methods.push(content.parse()?);
        }
        Ok(Self { attributes, vis, ident, extends, methods })
    }
}

/// The path of a bound, unless it is one that every service has anyway.
fn service_path(bound: TypeParamBound) -> Option<Path> {
    let TypeParamBound::Trait(bound) = bound else {
        return None;
    };
    let marker = bound.path.segments.last().is_some_and(|last| last.ident == "Send" || last.ident == "Sync");
    (!marker).then_some(bound.path)
}

impl Parse for Method {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if input.peek(Token![type]) || input.peek(Token![const]) {
            return Err(input.error("a service has methods, and nothing else"));
        }
        let side = match input.parse::<Option<Token![async]>>()? {
            Some(_) => Side::Async,
            None => Side::Blocking,
        };
        if !input.peek(Token![fn]) {
            return Err(input.error("a method of a service is an `async fn`, or an `fn` on plain threads"));
        }
        input.parse::<Token![fn]>()?;
        let ident = input.call(Ident::parse_any)?;
        if input.peek(Token![<]) {
            return Err(input.error("a method of a service has no parameters but its arguments"));
        }
        let content;
        parenthesized!(content in input);
        let args = arguments(&content)?;
        if !input.peek(Token![->]) {
            let help = "help: write `-> thrift_rs::Result<()>`: every call can fail";
            return Err(Error::new(ident.span(), format!("`{ident}` gives no `Result`\n{help}")));
        }
        input.parse::<Token![->]>()?;
        let ty: Type = input.parse()?;
        let (value, error) = result(&ty)?;
        if input.peek(token::Brace) {
            return Err(input.error("a method of a service has no body: handlers have"));
        }
        input.parse::<Token![;]>()?;
        Ok(Self { attributes, side, ident, args, value, error, result: ty.span() })
    }
}

/// `&self, id: i32`
fn arguments(input: ParseStream<'_>) -> Result<Vec<Argument>> {
    let receiver = input.parse::<Token![&]>().and_then(|_| input.parse::<Token![self]>());
    receiver.map_err(|error| Error::new(error.span(), "a method of a service takes `&self`"))?;
    let mut args = Vec::new();
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            break;
        }
        let attributes = input.call(Attribute::parse_outer)?;
        let ident = Ident::parse_any(input).map_err(|error| Error::new(error.span(), "an argument has a name"))?;
        input.parse::<Token![:]>()?;
        args.push(Argument { attributes, ident, ty: input.parse()? });
    }
    Ok(args)
}

/// The `T` and the `E` of a `Result<T, E>`, or of an alias of it that says the error itself.
fn result(ty: &Type) -> Result<(Type, Option<Type>)> {
    let wrong = || Error::new(ty.span(), "a method of a service gives a `Result`, since every call can fail");
    let Type::Path(TypePath { qself: None, path, .. }) = ty else {
        return Err(wrong());
    };
    let last = path.segments.last().filter(|last| last.ident == "Result").ok_or_else(wrong)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return Err(wrong());
    };
    let mut types = arguments.args.iter().map(|argument| match argument {
        GenericArgument::Type(ty) => syn::parse2(quote::ToTokens::to_token_stream(ty)),
        _ => Err(wrong()),
    });
    let (value, error) = (types.next().ok_or_else(wrong)??, types.next().transpose()?);
    Ok((value, error))
}
