//! A trait as a schema.

use proc_macro2::{Ident, Span};
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{LitStr, Path, Type as Rust};

use super::options::{ArgumentOptions, MethodOptions, ServiceOptions, Thrown};
use super::parse::{Argument, Method as Written, Trait};
use super::paths::{deeper, module, module_name};
use crate::derive::{Errors, Ids, docs, types};
use crate::expand::Context;
use crate::names;
use crate::options::blocking;
use crate::schema::{Base, ClientNames, Field, Method, MethodError, Presence, Service, Side, Throw, Type};

/// The module of what is on plain threads, in that of the service.
const BLOCKING: &str = "blocking";

/// Names of ours in the module of a service, which hide the user's.
const OURS: [&str; 4] = ["Iface", "Client", "Processor", "DESCRIPTOR"];

/// The schema of a service, and of the same on plain threads, where it is written for them or the options say so.
pub(super) fn service(written: &Trait, options: &ServiceOptions, cx: &Context, errors: &mut Errors) -> Service {
    if let Some(second) = written.extends.get(1) {
        errors.push(second.span(), "a service extends one other");
    }
    let side = side(written, errors);
    let mut service = of_side(Side::Async, written, options, cx, errors);
    if cfg!(feature = "blocking") && (options.blocking || side == Side::Blocking) {
        // With the same mistakes.
        let blocking = of_side(Side::Blocking, written, options, cx, &mut Errors::default());
        service.blocking = Some(Box::new(blocking));
    }
    service
}

/// How the trait is written; without methods, with futures.
fn side(written: &Trait, errors: &mut Errors) -> Side {
    let mut methods = written.methods.iter();
    let Some(first) = methods.next() else {
        return Side::Async;
    };
    if let Some(other) = methods.find(|method| method.side != first.side) {
        let message = "some methods are `async`, and some are not\n\
                       help: a trait of `async fn`s with `#[service(blocking = true)]` has both sides";
        errors.conflict(other.ident.span(), message, first.ident.span());
    }
    if first.side == Side::Blocking
        && let Err(error) = blocking::available("a method that is not `async`", first.ident.span())
    {
        errors.add(error);
    }
    first.side
}

fn of_side(side: Side, written: &Trait, options: &ServiceOptions, cx: &Context, errors: &mut Errors) -> Service {
    let mut builder = Builder { side, cx, errors };
    let methods: Vec<Method> = written.methods.iter().map(|method| builder.method(method)).collect();
    builder.unique(&methods);
    let taken = |name: &str| methods.iter().any(|method| method.ident.unraw() == name);
    Service {
        idl: name(options.name.as_ref(), &written.ident),
        module: match side {
            Side::Async => module_name(&written.ident),
            Side::Blocking => Ident::new(BLOCKING, cx.span),
        },
        docs: docs::written(&written.attributes, &written.ident).with_source(cx.source.clone()),
        bases: written.extends.iter().take(1).map(|path| base(side, path, cx)).collect(),
        client: ClientNames::without(&taken, cx.span),
        methods,
        side,
        blocking: None,
    }
}

fn name(said: Option<&LitStr>, ident: &Ident) -> String {
    said.map_or_else(|| ident.unraw().to_string(), LitStr::value)
}

/// A service that is extended. Its methods are known where it was written.
fn base(side: Side, path: &Path, cx: &Context) -> Base {
    let path = module(path, cx.span);
    Base {
        path: match side {
            Side::Async => path,
            Side::Blocking => {
                let (path, blocking) = (deeper(path), Ident::new(BLOCKING, cx.span));
                quote_spanned!(cx.span=> #path::#blocking)
            }
        },
        client: ClientNames::without(&|_| false, cx.span),
        methods: Vec::new(),
        written: true,
    }
}

struct Builder<'a> {
    side: Side,
    cx: &'a Context,
    errors: &'a mut Errors,
}

impl Builder<'_> {
    fn method(&mut self, written: &Written) -> Method {
        let span = self.cx.span;
        let options = MethodOptions::parse(&written.attributes, self.errors);
        let unraw = written.ident.unraw().to_string();
        let throws = self.throws(&options.throws);
        let error = (!throws.is_empty()).then(|| {
            let ident = names::ident(&format!("{}Error", names::camel_case(&unraw)), span);
            let path = match self.side {
                Side::Async => ident.to_token_stream(),
                Side::Blocking => quote_spanned!(span=> super::#ident),
            };
            MethodError { path, ident, rpc: Ident::new("Rpc", span) }
        });
        self.check_error(written, error.as_ref());
        let returns = match &written.value {
            Rust::Tuple(tuple) if tuple.elems.is_empty() => None,
            ty => Some(self.ty(ty)),
        };
        if let Some(oneway) = options.oneway {
            if returns.is_some() {
                self.errors
                    .push(written.result, "a `oneway` method gives nothing\nhelp: write `thrift_rs::Result<()>`");
            }
            if !throws.is_empty() {
                self.errors.push(oneway, "a `oneway` method throws nothing, since nothing is sent back");
            }
        }
        let of_ours = |kind| Ident::new(&format!("{kind}_{}", unraw.to_uppercase()), span);
        Method {
            idl: name(options.name.as_ref(), &written.ident),
            ident: written.ident.clone(),
            docs: docs::written(&written.attributes, &written.ident),
            oneway: options.oneway.is_some(),
            args: self.args(&written.args),
            returns,
            throws,
            error,
            descriptor: of_ours("METHOD"),
            served: of_ours("SERVED"),
        }
    }

    /// That the method is written with the error that it has.
    fn check_error(&mut self, written: &Written, error: Option<&MethodError>) {
        let expected = error.map_or("Error".to_owned(), |error| error.ident.to_string());
        let found = match &written.error {
            None => "Error".to_owned(),
            Some(Rust::Path(path)) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
            Some(_) => String::new(),
        };
        if found != expected {
            let message = match error {
                Some(error) => format!(
                    "a method that throws fails with an error of its own\nhelp: write `Result<_, {}>`, with its module in front",
                    error.ident
                ),
                None => "a method that throws nothing gives a `thrift_rs::Result`\nhelp: name what it throws: `#[thrift(throws(NotFound = 1))]`".to_owned(),
            };
            self.errors.push(written.error.as_ref().map_or(written.result, Spanned::span), message);
        }
    }

    fn args(&mut self, written: &[Argument]) -> Vec<Field> {
        let parsed: Vec<(&Argument, ArgumentOptions)> = written
            .iter()
            .map(|argument| (argument, ArgumentOptions::parse(&argument.attributes, self.errors)))
            .collect();
        let in_order = parsed.iter().all(|(_, options)| options.id.is_none());
        let mut ids = Ids::of_arguments(parsed.iter().filter_map(|(_, options)| options.id), in_order);
        let mut args = Vec::new();
        for (argument, options) in &parsed {
            let Some(id) = ids.next(&argument.ident, (options.id, false), self.errors) else {
                continue;
            };
            let inner = types::inside(&argument.ty, "Option");
            if let Some(span) = options.required.filter(|_| inner.is_some()) {
                self.errors.push(span, "a `required` argument is always there: its type is no `Option`");
            }
            let presence = match (inner, options.required) {
                (Some(_), _) => Presence::Optional(None),
                (None, Some(_)) => Presence::Required(None),
                (None, None) => Presence::Default(None),
            };
            args.push(Field {
                id,
                idl: name(options.name.as_ref(), &argument.ident),
                ident: argument.ident.clone(),
                docs: Default::default(),
                presence,
                ty: self.ty(inner.unwrap_or(&argument.ty)),
                adapter: None,
                default: None,
            });
        }
        args
    }

    fn throws(&mut self, thrown: &[Thrown]) -> Vec<Throw> {
        let mut throws: Vec<Throw> = Vec::new();
        let mut places: Vec<(i16, String, Span)> = Vec::new();
        for Thrown { ty, id: (id, span) } in thrown {
            let boxed = types::inside(ty, "Box");
            let inner = boxed.unwrap_or(ty);
            let variant = match inner {
                Rust::Path(path) => path.path.segments.last().map(|last| last.ident.clone()),
                _ => None,
            };
            let Some(ident) = variant else {
                self.errors.push(ty.span(), "an exception is a struct with `#[thrift(exception)]`");
                continue;
            };
            let name = ident.to_string();
            if let Some((_, _, first)) = places.iter().find(|(used, _, _)| used == id) {
                self.errors.conflict(*span, format!("the id {id} is used twice"), *first);
                continue;
            }
            if let Some((_, _, first)) = places.iter().find(|(_, used, _)| *used == name) {
                self.errors.conflict(ty.span(), format!("`{name}` is thrown twice"), *first);
                continue;
            }
            places.push((*id, name, *span));
            throws.push(Throw {
                id: *id,
                idl: names::snake_case(&ident.unraw().to_string()),
                docs: docs::line(&format!("The exception `{}`.", ident.unraw())),
                ident,
                ty: self.ty(inner),
                boxed: boxed.is_some(),
                unique: true,
            });
        }
        throws
    }

    /// A type as the module of the service names it.
    fn ty(&mut self, ty: &Rust) -> Type {
        if let Rust::Path(path) = ty
            && let Some(name) = path.path.get_ident()
            && OURS.iter().any(|ours| name == ours)
        {
            let message = format!(
                "`{name}` is another item in the module of the service\nhelp: write its path, as in `self::{name}`"
            );
            self.errors.push(ty.span(), message);
            return types::broken(self.cx);
        }
        let moved = match self.side {
            Side::Async => deeper(ty),
            Side::Blocking => deeper(deeper(ty)),
        };
        match syn::parse2(moved) {
            Ok(moved) => types::plain(&moved, self.cx, self.errors),
            Err(error) => {
                self.errors.add(error);
                types::broken(self.cx)
            }
        }
    }

    /// That no two methods have one name in Thrift.
    fn unique(&mut self, methods: &[Method]) {
        for (place, method) in methods.iter().enumerate() {
            if let Some(first) = methods.iter().take(place).find(|other| other.idl == method.idl) {
                let message = format!("two methods have the name `{}`", method.idl);
                self.errors.conflict(method.ident.span(), message, first.ident.span());
            }
        }
    }
}
