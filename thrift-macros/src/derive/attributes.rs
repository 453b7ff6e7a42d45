//! `#[thrift(…)]` at types, fields and variants.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Error, Expr, LitInt, LitStr, Path, Result, Token};

use super::errors::Errors;
use crate::options::{Compatible, did_you_mean};

/// What is said about a type.
#[derive(Default)]
pub(super) struct TypeOptions {
    /// Its name in Thrift.
    pub(super) name: Option<LitStr>,
    pub(super) exception: Option<Span>,
    pub(super) transparent: Option<Span>,
    /// That the ids of fields are their places.
    pub(super) ids_in_order: Option<Span>,
    /// The path of the facade.
    pub(super) facade: Option<Path>,
    /// The version that it has to stay compatible with.
    pub(super) compatible: Compatible,
}

/// What is said about a field.
#[derive(Default)]
pub(super) struct FieldOptions {
    pub(super) id: Option<(i16, Span)>,
    pub(super) name: Option<LitStr>,
    pub(super) optional: Option<Span>,
    pub(super) required: Option<Span>,
    /// What it is where it is missing.
    pub(super) default: Option<(Expr, Span)>,
    pub(super) with: Option<Path>,
    pub(super) skip: Option<Span>,
    pub(super) unknown: Option<Span>,
    /// Whether more was said that is not understood.
    pub(super) broken: bool,
}

/// What is said about a variant.
#[derive(Default)]
pub(super) struct VariantOptions {
    /// The id of a union's member.
    pub(super) id: Option<(i16, Span)>,
    /// The number of an enum's value.
    pub(super) value: Option<(i32, Span)>,
    pub(super) name: Option<LitStr>,
    pub(super) unset: Option<Span>,
    pub(super) unknown: Option<Span>,
    /// Whether more was said that is not understood.
    pub(super) broken: bool,
}

impl TypeOptions {
    const CHOICES: [&str; 8] =
        ["name", "exception", "transparent", "ids", "crate", "compatible_with", "compatibility", "allow_breaking"];

    pub(super) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let (mut options, mut seen) = (Self::default(), Vec::new());
        each(attributes, &Self::CHOICES, errors, |option, input| {
            seen.push(option.clone());
            match option.to_string().as_str() {
                "name" => options.name = Some(name(input)?),
                option if Compatible::NAMES.contains(&option) => {
                    input.parse::<Token![=]>()?;
                    options.compatible.parse_value(option, input)?;
                }
                "exception" => options.exception = Some(option.span()),
                "transparent" => options.transparent = Some(option.span()),
                "ids" => {
                    input.parse::<Token![=]>()?;
                    let how: Ident = input.call(Ident::parse_any)?;
                    if how != "order" {
                        return Err(Error::new(
                            how.span(),
                            format!("`{how}` is no value of `ids`\nthe value is `order`"),
                        ));
                    }
                    options.ids_in_order = Some(option.span());
                }
                _ => options.facade = Some(path(input)?),
            }
            Ok(())
        });
        if let Err(error) = options.compatible.check(&seen) {
            errors.add(error);
        }
        options
    }

    /// Refuses options that mean nothing there.
    pub(super) fn refuse_for(&self, what: &str, refused: &[&str], errors: &mut Errors) {
        let name = self.name.as_ref().map(LitStr::span);
        let given = [
            ("name", name),
            ("exception", self.exception),
            ("transparent", self.transparent),
            ("ids", self.ids_in_order),
            ("compatible_with", self.compatible.with.as_ref().map(|source| source.literal().span())),
        ];
        for (option, span) in given {
            if let Some(span) = span.filter(|_| refused.contains(&option)) {
                errors.push(span, format!("`{option}` means nothing at {what}"));
            }
        }
    }
}

impl FieldOptions {
    const CHOICES: [&str; 8] = ["id", "name", "optional", "required", "default", "with", "skip", "unknown"];

    pub(super) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let broken = each(attributes, &Self::CHOICES, errors, |option, input| {
            let span = option.span();
            match option.to_string().as_str() {
                "id" => options.id = Some(id(input)?),
                "name" => options.name = Some(name(input)?),
                "optional" => options.optional = Some(span),
                "required" => options.required = Some(span),
                "default" => {
                    input.parse::<Token![=]>()?;
                    options.default = Some((input.parse()?, span));
                }
                "with" => options.with = Some(path(input)?),
                "skip" => options.skip = Some(span),
                _ => options.unknown = Some(span),
            }
            Ok(())
        });
        Self { broken, ..options }
    }

    /// Whether it says anything but these.
    pub(super) fn others_than(&self, allowed: &[&str]) -> Option<(&'static str, Span)> {
        let given = [
            ("id", self.id.map(|(_, span)| span)),
            ("name", self.name.as_ref().map(LitStr::span)),
            ("optional", self.optional),
            ("required", self.required),
            ("default", self.default.as_ref().map(|(_, span)| *span)),
            ("with", self.with.as_ref().map(Spanned::span)),
            ("skip", self.skip),
            ("unknown", self.unknown),
        ];
        let given = given.into_iter().filter_map(|(name, span)| Some((name, span?)));
        given.into_iter().find(|(name, _)| !allowed.contains(name))
    }
}

impl VariantOptions {
    const CHOICES: [&str; 5] = ["id", "value", "name", "unset", "unknown"];

    pub(super) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        let broken = each(attributes, &Self::CHOICES, errors, |option, input| {
            match option.to_string().as_str() {
                "id" => options.id = Some(id(input)?),
                "value" => options.value = Some(number(input)?),
                "name" => options.name = Some(name(input)?),
                "unset" => options.unset = Some(option.span()),
                _ => options.unknown = Some(option.span()),
            }
            Ok(())
        });
        Self { broken, ..options }
    }
}

/// Gives each option of the attributes `#[thrift(…)]` to `take`, which reads its value. Whether something is not understood.
pub(crate) fn each(
    attributes: &[Attribute],
    choices: &[&str],
    errors: &mut Errors,
    mut take: impl FnMut(&Ident, ParseStream<'_>) -> Result<()>,
) -> bool {
    let mut broken = false;
    let mut seen = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("thrift")) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| options(input, choices, &mut seen, &mut take));
        if let Err(error) = parsed {
            errors.add(error);
            broken = true;
        }
    }
    broken
}

/// Gives each option to `take`, which reads its value.
pub(crate) fn options(
    input: ParseStream<'_>,
    choices: &[&str],
    seen: &mut Vec<Ident>,
    take: &mut dyn FnMut(&Ident, ParseStream<'_>) -> Result<()>,
) -> Result<()> {
    while !input.is_empty() {
        let option = option(input, choices)?;
        if seen.contains(&option) {
            return Err(Error::new(option.span(), format!("`{option}` is given twice")));
        }
        take(&option, input)?;
        seen.push(option);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn option(input: ParseStream<'_>, choices: &[&str]) -> Result<Ident> {
    let listed = || {
        let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
        choices.join(", ")
    };
    let option = Ident::parse_any(input)
        .map_err(|error| Error::new(error.span(), format!("expected one of the options {}", listed())))?;
    let text = option.to_string();
    if !choices.contains(&text.as_str()) {
        let help = did_you_mean(&text, choices.iter().copied());
        let message = format!("unknown option `{text}`{help}\nthe options here are {}", listed());
        return Err(Error::new(option.span(), message));
    }
    Ok(option)
}

/// `= "text"`
pub(crate) fn name(input: ParseStream<'_>) -> Result<LitStr> {
    input.parse::<Token![=]>()?;
    let name: LitStr = input.parse()?;
    let text = name.value();
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    match starts && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        true => Ok(name),
        false => Err(Error::new(name.span(), format!("`{text}` is no name in Thrift: letters, digits and `_`"))),
    }
}

/// `= some::path` or `= "some::path"`
pub(crate) fn path(input: ParseStream<'_>) -> Result<Path> {
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        return input.parse::<LitStr>()?.parse();
    }
    input.parse()
}

/// `= 7`
pub(crate) fn id(input: ParseStream<'_>) -> Result<(i16, Span)> {
    let (number, span) = integer(input)?;
    match i16::try_from(number) {
        Ok(id) if id != 0 => Ok((id, span)),
        _ => Err(Error::new(span, format!("{number} is no id\nhelp: ids go from 1 to 32767"))),
    }
}

/// `= -7`
fn number(input: ParseStream<'_>) -> Result<(i32, Span)> {
    let (number, span) = integer(input)?;
    i32::try_from(number)
        .map(|number| (number, span))
        .map_err(|_| Error::new(span, format!("{number} is not within the 32 bits of a value")))
}

fn integer(input: ParseStream<'_>) -> Result<(i64, Span)> {
    input.parse::<Token![=]>()?;
    let minus: Option<Token![-]> = input.parse()?;
    let digits: LitInt = input.parse()?;
    let number: i64 = digits.base10_parse()?;
    Ok((if minus.is_some() { -number } else { number }, digits.span()))
}
