//! The default of a field, as its descriptor has it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprGroup, ExprLit, ExprParen, ExprUnary, Lit, Path, Type as Rust, UnOp};

use crate::expand::Context;

/// What a descriptor has to know of a field to have its default.
pub(super) struct Defaulted<'a> {
    pub(super) value: &'a Expr,
    pub(super) ty: &'a Rust,
    pub(super) adapter: Option<&'a Path>,
    /// Whether a parameter is in its type or its value.
    pub(super) has_parameters: bool,
}

impl Defaulted<'_> {
    /// `ConstValue::Int(7)` of a literal; `ConstValue::Computed(|| …)` of any other expression, for which no `const` has a form.
    pub(super) fn described(&self, cx: &Context) -> TokenStream {
        let (span, rt) = (cx.span, &cx.runtime);
        if self.adapter.is_none()
            && let Some(literal) = literal(self.value, cx)
        {
            return literal;
        }
        let (value, ty) = (self.value, self.ty);
        let computed = match self.adapter {
            _ if self.has_parameters => quote_spanned!(span=> #rt::computed_of_parameter),
            Some(adapter) => quote_spanned!(span=> || #rt::computed_by::<#adapter, #ty>(#value)),
            None => quote_spanned!(span=> || #rt::computed::<#ty>(#value)),
        };
        quote_spanned!(span=> #rt::ConstValue::Computed(#computed))
    }
}

/// A bool, number or string that is written out.
fn literal(value: &Expr, cx: &Context) -> Option<TokenStream> {
    let (span, rt) = (cx.span, &cx.runtime);
    let (minus, lit) = match value {
        Expr::Group(ExprGroup { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => return literal(expr, cx),
        Expr::Unary(ExprUnary { op: UnOp::Neg(minus), expr, .. }) => match &**expr {
            Expr::Lit(ExprLit { lit, .. }) => (Some(minus), lit),
            _ => return None,
        },
        Expr::Lit(ExprLit { lit, .. }) => (None, lit),
        _ => return None,
    };
    let minus = minus.map(ToTokens::to_token_stream);
    Some(match lit {
        Lit::Bool(value) => quote_spanned!(span=> #rt::ConstValue::Bool(#value)),
        Lit::Int(digits) => {
            let digits = without_suffix(digits.base10_digits())?;
            quote_spanned!(span=> #rt::ConstValue::Int(#minus #digits))
        }
        Lit::Float(digits) => {
            let digits = without_suffix(digits.base10_digits())?;
            quote_spanned!(span=> #rt::ConstValue::Double(#minus #digits))
        }
        Lit::Str(text) => quote_spanned!(span=> #rt::ConstValue::String(#text)),
        _ => return None,
    })
}

/// The type of a field says what its digits are of, which is not that of the descriptor.
fn without_suffix(digits: &str) -> Option<TokenStream> {
    digits.parse().ok()
}
