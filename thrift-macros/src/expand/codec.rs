//! What structs and unions are on the wire.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::Emitter;
use super::type_name::{Ask, Head, TypeName};
use crate::schema::{Field, Generics, Reading, Struct, Union};

impl Emitter<'_> {
    /// Expands to the fields' own lines, once for all protocols, and what calls them for each:
    /// ```ignore
    /// struct_codec!(User);        // Wire, Encode, Decode
    /// impl EncodeFields for User { … }
    /// impl DecodeFields<'de> for User { … }
    /// ```
    pub(super) fn struct_codec(&self, name: TypeName<'_>, item: &Struct) -> TokenStream {
        let span = self.cx.span;
        // Ascending ids, as Apache's writers have them: that is the layout that readers expect.
        let mut fields: Vec<&Field> = item.fields.iter().collect();
        fields.sort_by_key(|field| field.id);
        let (codec, encode) =
            (self.codec(name, item.reading), self.encode_struct(name, &fields, item.unknown.as_ref()));
        let decode = match item.reading {
            Reading::InPlace => self.decode_struct(item, &fields),
            Reading::Assembled => self.assemble_struct(item, &fields),
        };
        quote_spanned!(span=> #codec #encode #decode)
    }

    /// Expands to the same of a union: a struct with one field.
    pub(super) fn union_codec(&self, item: &Union) -> TokenStream {
        let span = self.cx.span;
        let reading = if item.unset.is_some() { Reading::InPlace } else { Reading::Assembled };
        let (codec, encode) = (self.codec(TypeName::of_union(item, span), reading), self.encode_union(item));
        let decode = self.decode_union(item);
        quote_spanned!(span=> #codec #encode #decode)
    }

    fn codec(&self, name: TypeName<'_>, reading: Reading) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let ident = name.ident();
        let protocols = &self.cx.style.protocols;
        let protocols = (!protocols.is_empty()).then(|| quote_spanned!(span=> : #(#protocols)*));
        if reading == Reading::Assembled {
            let heads = self.heads(name);
            return quote_spanned!(span=> #rt::struct_codec!(assembled #heads););
        }
        let borrows = match name.generics() {
            Generics::None => None,
            Generics::Borrowed => Some(quote_spanned!(span=> borrowed)),
            Generics::Own(_) => {
                let heads = self.heads(name);
                return quote_spanned!(span=> #rt::struct_codec!(generic #heads););
            }
        };
        quote_spanned!(span=> #rt::struct_codec!(#borrows #ident #protocols);)
    }

    /// The heads of `Wire`, `Encode` and `Decode`: `[<T>] (Page<T>) [where T: Wire]`, and so on.
    pub(super) fn heads(&self, name: TypeName<'_>) -> TokenStream {
        let span = self.cx.span;
        let heads = [Ask::Wire, Ask::Encode, Ask::Decode].map(|ask| {
            let Head { generics, ty, bounds } = name.head(ask, &self.cx.runtime);
            quote_spanned!(span=> [#generics] (#ty) [#bounds])
        });
        quote_spanned!(span=> #(#heads)*)
    }
}
