//! Services: the names of their parts, and those that they inherit.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::ext::IdentExt;
use thrift_idl::program::{Answer, Field as IdlField, Method as IdlMethod, ServiceId};
use thrift_idl::source::FileId;

use super::Builder;
use crate::names;
use crate::schema::naming;
use crate::schema::paths::{Place, Scope};
use crate::schema::{Base, ClientNames, Method, MethodError, Service, Side, Throw, ancestors, size};

/// The module of what is on plain threads. No name of the IDL's is in the module of a service but the errors' of its methods.
const BLOCKING: &str = "blocking";

impl Builder<'_> {
    pub(super) fn service(&self, id: ServiceId) -> Service {
        let item = &self.program[id];
        let place = Place { file: item.file, scope: Scope::Service };
        Service {
            idl: item.name.text.clone(),
            module: naming::value_ident(&item.name, &item.meta, self.cx.span),
            docs: self.docs_at(&item.name, &item.meta, || self.idl(item.file, item).to_string()),
            bases: ancestors(self.program, id).into_iter().map(|base| self.base(place, base)).collect(),
            methods: item.methods.iter().map(|method| self.method(place, None, item.file, method)).collect(),
            client: self.client_names(id),
            side: Side::Async,
            blocking: self.cx.blocking.then(|| Box::new(self.blocking_service(id))),
        }
    }

    /// The service on plain threads, in a module within its own.
    fn blocking_service(&self, id: ServiceId) -> Service {
        let span = self.cx.span;
        let item = &self.program[id];
        let place = Place { file: item.file, scope: Scope::Blocking };
        let outer = quote_spanned!(span=> super);
        Service {
            idl: item.name.text.clone(),
            module: Ident::new(BLOCKING, span),
            docs: self.docs_at(&item.name, &item.meta, || self.idl(item.file, item).to_string()),
            bases: ancestors(self.program, id).into_iter().map(|base| self.base(place, base)).collect(),
            methods: item.methods.iter().map(|method| self.method(place, Some(&outer), item.file, method)).collect(),
            client: self.client_names(id),
            side: Side::Blocking,
            blocking: None,
        }
    }

    /// Names of ours in a `Client`, which give way to those of its methods, inherited ones included.
    fn client_names(&self, id: ServiceId) -> ClientNames {
        let services = [id].into_iter().chain(ancestors(self.program, id));
        let methods = services.flat_map(|id| &self.program[id].methods);
        let taken: Vec<String> = methods.map(|method| naming::value_name(&method.name, &method.meta)).collect();
        ClientNames::without(&|name| taken.iter().any(|taken| taken == name), self.cx.span)
    }

    fn base(&self, place: Place, id: ServiceId) -> Base {
        let item = &self.program[id];
        let module = naming::value_ident(&item.name, &item.meta, self.cx.span);
        let path = self.paths.item(place, item.file, &module);
        let methods = item.methods.iter().map(|method| self.method(place, Some(&path), item.file, method)).collect();
        let path = match place.scope {
            Scope::Blocking => {
                let blocking = Ident::new(BLOCKING, self.cx.span);
                quote_spanned!(self.cx.span=> #path::#blocking)
            }
            Scope::Items | Scope::Service | Scope::Borrowed => path,
        };
        Base { path, client: self.client_names(id), methods, written: false }
    }

    /// A method as seen from `place`; `service` is the path of the module that defines it, where that is another.
    fn method(&self, place: Place, service: Option<&TokenStream>, file: FileId, method: &IdlMethod) -> Method {
        let span = self.cx.span;
        let throws = self.throws(place, file, method);
        let error = (!throws.is_empty()).then(|| {
            let prefix = naming::prefix(&method.name, &method.meta);
            let ident = names::ident(&format!("{prefix}Error"), span);
            let rpc = self.ours("Rpc", |name| throws.iter().any(|throw| throw.ident == name));
            let module = service.map(|path| quote_spanned!(span=> #path::));
            MethodError { path: quote_spanned!(span=> #module #ident), ident, rpc }
        });
        let ident = naming::value_ident(&method.name, &method.meta, span);
        let upper = ident.unraw().to_string().to_uppercase();
        let of_ours = |kind| Ident::new(&format!("{kind}_{upper}"), span);
        Method {
            idl: method.name.text.clone(),
            ident,
            docs: self.docs(&method.meta, || self.idl(file, method).to_string()),
            oneway: method.answer == Answer::Oneway,
            args: method.args.iter().map(|field| self.field(place, None, field)).collect(),
            returns: method.returns.as_ref().map(|ty| self.ty(place, ty)),
            throws,
            error,
            descriptor: of_ours("METHOD"),
            served: of_ours("SERVED"),
        }
    }

    fn throws(&self, place: Place, file: FileId, method: &IdlMethod) -> Vec<Throw> {
        let resolved = |field: &IdlField| self.program.resolve(&field.ty).clone();
        let throw = |(field, name): (&IdlField, String)| Throw {
            id: field.id,
            idl: field.name.text.clone(),
            ident: names::ident(&name, self.cx.span),
            docs: self.docs(&field.meta, || self.idl(file, field).to_string()),
            ty: self.ty(place, &field.ty),
            boxed: size::estimate(self.program, &self.cx.style, &field.ty) > size::INLINE,
            unique: method.throws.iter().filter(|other| resolved(other) == resolved(field)).count() == 1,
        };
        method.throws.iter().zip(naming::throw_names(self.program, &method.throws)).map(throw).collect()
    }
}
