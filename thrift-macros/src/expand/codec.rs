//! What structs and unions are on the wire.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;

use super::Emitter;
use super::type_name::TypeName;
use crate::schema::{Field, Struct, Variant};

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
        let (codec, encode) = (self.codec(name), self.encode_struct(name, &fields, item.unknown.as_ref()));
        let decode = self.decode_struct(name, &fields, item.unknown.as_ref());
        quote_spanned!(span=> #codec #encode #decode)
    }

    /// Expands to the same of a union: a struct with one field.
    pub(super) fn union_codec(&self, name: TypeName<'_>, own: (&Ident, &Ident), variants: &[Variant]) -> TokenStream {
        let span = self.cx.span;
        let (codec, encode) = (self.codec(name), self.encode_union(name, own, variants));
        let decode = self.decode_union(name, own, variants);
        quote_spanned!(span=> #codec #encode #decode)
    }

    fn codec(&self, name: TypeName<'_>) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (ident, borrows) = (name.ident(), name.borrows().then(|| quote_spanned!(span=> borrowed)));
        let protocols = &self.cx.style.protocols;
        let protocols = (!protocols.is_empty()).then(|| quote_spanned!(span=> : #(#protocols)*));
        quote_spanned!(span=> #rt::struct_codec!(#borrows #ident #protocols);)
    }
}
