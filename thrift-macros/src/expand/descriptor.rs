//! Descriptors: what the IDL says, as values.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::encode::integer;
use super::type_name::{Ask, Head, TypeName};
use crate::docs::Docs;
use crate::schema::{Borrowed, Enum, Field, Presence, Service, Struct, Type, Union, Variant};

impl Emitter<'_> {
    /// Expands to:
    /// ```ignore
    /// impl Described for User {
    ///     const DESCRIPTOR: &'static Descriptor =
    ///         &Descriptor::new("User", Kind::Struct(&[FieldDescriptor::new(1, "id", Type::I32), …]));
    /// }
    /// ```
    fn described(
        &self,
        name: TypeName<'_>,
        (idl, docs): (&str, &Docs),
        kind: &str,
        parts: &TokenStream,
    ) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let derived = self.derived();
        let Head { generics, ty, bounds } = name.head(Ask::Wire, rt);
        let (kind, notes) = (Ident::new(kind, span), docs.notes(self.cx));
        quote_spanned! {span=>
            #derived
            impl #generics #rt::Described for #ty #bounds {
                const DESCRIPTOR: &'static #rt::Descriptor = &#rt::Descriptor::new(#idl, #rt::Kind::#kind(#parts)) #notes;
            }
        }
    }

    /// Expands to the descriptor of the type that owns.
    pub(super) fn borrowed_descriptor(&self, name: TypeName<'_>, borrowed: &Borrowed) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (derived, ty, owned) = (self.derived(), name.any(), &borrowed.owned);
        quote_spanned! {span=>
            #derived
            impl #rt::Described for #ty {
                const DESCRIPTOR: &'static #rt::Descriptor = <#owned as #rt::Described>::DESCRIPTOR;
            }
        }
    }

    pub(super) fn struct_descriptor(&self, item: &Struct) -> TokenStream {
        let kind = if item.exception.is_some() { "Exception" } else { "Struct" };
        let fields = self.fields(item.fields.iter().map(Described::of_field));
        self.described(TypeName::of_struct(item, self.cx.span), (&item.idl, &item.docs), kind, &fields)
    }

    pub(super) fn union_descriptor(&self, item: &Union) -> TokenStream {
        let members = self.fields(item.variants.iter().map(Described::of_variant));
        self.described(TypeName::of_union(item, self.cx.span), (&item.idl, &item.docs), "Union", &members)
    }

    pub(super) fn enum_descriptor(&self, item: &Enum) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let values = item.values.iter().map(|value| {
            let (name, number, notes) = (&value.idl, integer(value.number, span), value.docs.notes(self.cx));
            quote_spanned!(span=> #rt::ValueDescriptor::new(#number, #name) #notes)
        });
        let values = quote_spanned!(span=> &[#(#values),*]);
        self.described(TypeName::plain(&item.ident, span), (&item.idl, &item.docs), "Enum", &values)
    }

    /// `&[FieldDescriptor::new(1, "id", Type::I32), …]`
    fn fields<'d>(&self, fields: impl Iterator<Item = Described<'d>>) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let fields = fields.map(|Described { id, name, ty, docs, constructor, default }| {
            let (id, ty, notes) = (integer(id, span), &ty.described, docs.notes(self.cx));
            let constructor = Ident::new(constructor, span);
            let default = default.map(|value| quote_spanned!(span=> .with_default(&#value)));
            quote_spanned!(span=> #rt::FieldDescriptor::#constructor(#id, #name, #ty) #default #notes)
        });
        quote_spanned!(span=> &[#(#fields),*])
    }

    /// Expands to a static for each method, with its arguments in the order of their ids, and:
    /// ```ignore
    /// pub static DESCRIPTOR: ServiceDescriptor = ServiceDescriptor::new("UserService", &[&METHOD_GET_USER, …]);
    /// ```
    pub(super) fn service_descriptor(&self, service: &Service) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let name = &service.idl;
        let methods = service.methods.iter().map(|method| {
            let (ident, idl, notes) = (&method.descriptor, &method.idl, method.docs.notes(self.cx));
            let (args_name, result_name) = (format!("{idl}_args"), format!("{idl}_result"));
            let args = method.args_by_id();
            let args = self.fields(args.into_iter().map(Described::of_field));
            let none = Docs::default();
            let success = method.returns.iter().map(|ty| Described::optional(0, "success", ty, &none));
            let throws = method.throws.iter();
            let throws = throws.map(|throw| Described::optional(throw.id, &throw.idl, &throw.ty, &throw.docs));
            let result = self.fields(success.chain(throws));
            let oneway = method.oneway.then(|| quote_spanned!(span=> .oneway()));
            quote_spanned! {span=>
                static #ident: #rt::MethodDescriptor =
                    #rt::MethodDescriptor::new(#idl, (#args_name, #args), (#result_name, #result))
                        .of_service(#name) #oneway #notes;
            }
        });
        let statics = service.methods.iter().map(|method| &method.descriptor);
        let base = service.bases.first().map(|base| {
            let path = &base.path;
            quote_spanned!(span=> .extending(&#path::DESCRIPTOR))
        });
        let (idl, notes) = (&service.idl, service.docs.notes(self.cx));
        let doc = format!(" What the IDL says about `{idl}`.");
        quote_spanned! {span=>
            #[doc = #doc]
            pub static DESCRIPTOR: #rt::ServiceDescriptor =
                #rt::ServiceDescriptor::new(#idl, &[#(&#statics),*]) #base #notes;
            #(#methods)*
        }
    }
}

/// A field, member, argument or exception, as far as its descriptor shows it.
struct Described<'d> {
    id: i16,
    name: &'d str,
    ty: &'d Type,
    docs: &'d Docs,
    constructor: &'static str,
    default: Option<&'d TokenStream>,
}

impl<'d> Described<'d> {
    fn of_field(field: &'d Field) -> Self {
        let constructor = match field.presence {
            Presence::Required(_) => "required",
            Presence::Default(_) => "new",
            Presence::Optional(_) => "optional",
        };
        let default = field.default.as_ref();
        Self { id: field.id, name: &field.idl, ty: &field.ty, docs: &field.docs, constructor, default }
    }

    fn of_variant(part: &'d Variant) -> Self {
        Self { default: part.default.as_ref(), ..Self::optional(part.id, &part.idl, &part.ty, &part.docs) }
    }

    fn optional(id: i16, name: &'d str, ty: &'d Type, docs: &'d Docs) -> Self {
        Self { id, name, ty, docs, constructor: "optional", default: None }
    }
}
