//! Equality, order and hash of structs and unions.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Path;

use super::Emitter;
use super::type_name::TypeName;
use crate::schema::Comparison;

impl Emitter<'_> {
    /// What to derive besides `Debug` and `Clone`, the user's own included.
    pub(super) fn derives(&self, comparison: Comparison, own: &[Path]) -> TokenStream {
        let span = self.cx.span;
        let standard = match comparison {
            Comparison::Partial => quote_spanned!(span=> , ::core::cmp::PartialEq),
            Comparison::Eq => quote_spanned!(span=> , ::core::cmp::PartialEq, ::core::cmp::Eq),
            Comparison::Full => quote_spanned! {span=>
                , ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash, ::core::cmp::PartialOrd, ::core::cmp::Ord
            },
            Comparison::Key => TokenStream::new(),
        };
        quote_spanned!(span=> #standard #(, #own)*)
    }

    /// Expands to the standard traits by way of the type's own `Key`:
    /// ```ignore
    /// impl PartialEq for Point { fn eq(&self, other: &Self) -> bool { Key::key_cmp(self, other).is_eq() } }
    /// impl Eq for Point {}
    /// // … PartialOrd, Ord, Hash
    /// ```
    pub(super) fn compare_by_key(&self, name: TypeName<'_>) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (derived, ident) = (self.derived(), name.any());
        let (other, state) = (self.cx.local("other"), self.cx.local("state"));
        quote_spanned! {span=>
            #derived
            impl ::core::cmp::PartialEq for #ident {
                fn eq(&self, #other: &Self) -> ::core::primitive::bool {
                    #rt::Key::key_cmp(self, #other).is_eq()
                }
            }
            #derived
            impl ::core::cmp::Eq for #ident {}
            #derived
            impl ::core::cmp::PartialOrd for #ident {
                fn partial_cmp(&self, #other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                    ::core::option::Option::Some(#rt::Key::key_cmp(self, #other))
                }
            }
            #derived
            impl ::core::cmp::Ord for #ident {
                fn cmp(&self, #other: &Self) -> ::core::cmp::Ordering {
                    #rt::Key::key_cmp(self, #other)
                }
            }
            #derived
            impl ::core::hash::Hash for #ident {
                fn hash<__H: ::core::hash::Hasher>(&self, #state: &mut __H) {
                    #rt::Key::key_hash(self, #state)
                }
            }
        }
    }

    /// The head of `impl Key`, around these bodies of its two functions.
    pub(super) fn impl_key(&self, name: TypeName<'_>, cmp: &TokenStream, hash: &TokenStream) -> TokenStream {
        let span = self.cx.span;
        let rt = &self.cx.runtime;
        let (derived, ident) = (self.derived(), name.any());
        let (other, state) = (self.cx.local("other"), self.cx.local("state"));
        quote_spanned! {span=>
            #derived
            impl #rt::Key for #ident {
                fn key_cmp(&self, #other: &Self) -> ::core::cmp::Ordering {
                    #cmp
                }

                fn key_hash<__H: ::core::hash::Hasher>(&self, #state: &mut __H) {
                    #hash
                }
            }
        }
    }
}
