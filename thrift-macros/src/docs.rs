//! What the IDL says about an item besides what it is: doc comments and annotations, as rustdoc and for descriptors.

mod markdown;

use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::Context;
use crate::schema::Source;
use markdown::{escape, rustdoc};

/// The rustdoc of an item, and whether it is deprecated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Docs {
    text: String,
    deprecated: Option<Deprecated>,
    /// Attributes that the user adds.
    attributes: TokenStream,
    /// The doc comment as the IDL has it.
    comment: String,
    annotations: Vec<(String, String)>,
    /// Where it is defined.
    source: Option<Source>,
}

/// A deprecation, with what to use instead where the IDL says it.
#[derive(Debug, Clone)]
struct Deprecated(Option<String>);

impl Docs {
    /// The docs of an item of the IDL: its doc comment, or else the line of IDL that defines it.
    pub(crate) fn new(comment: Option<&str>, line: impl FnOnce() -> String) -> Self {
        let text = match comment.map(str::trim).filter(|text| !text.is_empty()) {
            Some(_) => comment.map(rustdoc).unwrap_or_default(),
            None => format!(" `{}`", line().replace('`', "'")),
        };
        Self { text, comment: comment.unwrap_or_default().to_owned(), ..Self::default() }
    }

    /// The docs of an item of the user's, which are Markdown already.
    pub(crate) fn of_rust(comment: &str) -> Self {
        let text = comment.lines().map(|line| format!(" {line}")).collect::<Vec<_>>().join("\n");
        Self { text, comment: comment.to_owned(), ..Self::default() }
    }

    /// Adds annotations, keys and values.
    pub(crate) fn with_annotations(self, annotations: Vec<(String, String)>) -> Self {
        Self { annotations, ..self }
    }

    /// Adds the place of the item.
    pub(crate) fn with_source(self, source: Option<Source>) -> Self {
        Self { source, ..self }
    }

    /// Adds attributes of the user's.
    pub(crate) fn with_attributes(self, attributes: TokenStream) -> Self {
        Self { attributes, ..self }
    }

    /// Leaves out the attributes of the user's.
    pub(crate) fn without_attributes(self) -> Self {
        Self { attributes: TokenStream::new(), ..self }
    }

    /// Marks the item as deprecated.
    pub(crate) fn deprecated(&mut self, note: Option<&str>) {
        self.deprecated = Some(Deprecated(note.map(str::to_owned)));
    }

    /// Whether an attribute of the user's has this word.
    pub(crate) fn mentions(&self, word: &str) -> bool {
        has_word(self.attributes.clone(), word)
    }

    pub(crate) fn is_deprecated(&self) -> bool {
        self.deprecated.is_some()
    }

    /// Adds a paragraph of our own.
    pub(crate) fn paragraph(mut self, text: &str) -> Self {
        // With the blank that other lines have, or rustdoc would see theirs as indentation.
        self.text.push_str("\n\n ");
        self.text.push_str(text);
        self
    }

    /// `.noted(&Notes::new("…", &[("key", "value")])).at("user.thrift", 7)` behind a descriptor, where there is something to note.
    pub(crate) fn notes(&self, cx: &Context) -> TokenStream {
        let (span, rt) = (cx.span, &cx.runtime);
        let Self { comment, annotations, .. } = self;
        let annotations = annotations.iter().map(|(key, value)| quote_spanned!(span=> (#key, #value)));
        let notes = (!comment.is_empty() || annotations.len() > 0)
            .then(|| quote_spanned!(span=> .noted(&#rt::Notes::new(#comment, &[#(#annotations),*]))));
        let source = self.source.as_ref().map(|Source { file, line }| {
            let line = Literal::u32_unsuffixed(*line);
            quote_spanned!(span=> .at(#file, #line))
        });
        quote_spanned!(span=> #notes #source)
    }

    /// All attributes: `#[doc = "…"]`, `#[deprecated]` where the IDL says so, and the user's.
    pub(crate) fn attributes(&self, span: Span) -> TokenStream {
        let (docs, own) = self.around_derive(span);
        quote_spanned!(span=> #docs #own)
    }

    /// The attributes in front of a derive, and the user's behind it: they may be the helpers of what is derived.
    pub(crate) fn around_derive(&self, span: Span) -> (TokenStream, TokenStream) {
        let text = &self.text;
        let deprecated = self.deprecated.as_ref().map(|Deprecated(note)| match note {
            Some(note) => {
                // It is Markdown, too.
                let note = escape(note);
                quote_spanned!(span=> #[deprecated = #note])
            }
            None => quote_spanned!(span=> #[deprecated]),
        });
        (quote_spanned!(span=> #[doc = #text] #deprecated), self.attributes.clone())
    }
}

fn has_word(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => has_word(group.stream(), word),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_ours_leaves_the_indentation_as_it_is() {
        let docs = Docs::new(Some("A:\n\n   b"), String::new).paragraph("Ours.");
        assert!(docs.text.lines().all(|line| line.is_empty() || line.starts_with(' ')), "{}", docs.text);
    }

    #[test]
    fn without_a_comment_the_idl_is_shown() {
        assert_eq!(Docs::new(Some("  "), || "1: i32 id".into()).text, " `1: i32 id`");
    }
}
