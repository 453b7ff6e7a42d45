//! What the IDL has to stay compatible with.

use proc_macro2::{Ident, Span};
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitStr, Result, Token, parenthesized, token};
use thrift_idl::compat::{Allowance, Category, Policy, Rule};

use super::style::choice;
use super::value::list;
use super::{Source, did_you_mean};

/// An old version of the IDL, which peers still speak.
#[derive(Default)]
pub(crate) struct Compatible {
    /// The files of that version.
    pub(crate) with: Option<Source>,
    /// Whom changes must not break.
    pub(crate) level: Option<Category>,
    /// Changes that break nobody, for a reason of the user's.
    pub(crate) allowed: Vec<Allowed>,
}

/// `field_removed("User.nick") = "nobody ever set it"`, or without the part in parentheses.
pub(crate) struct Allowed {
    /// Where the rule is written.
    pub(crate) span: Span,
    pub(crate) allowance: Allowance,
}

impl Compatible {
    /// The names of the options.
    pub(crate) const NAMES: [&str; 3] = ["compatible_with", "compatibility", "allow_breaking"];

    const LEVELS: &[(&str, Category)] =
        &[("wire", Category::Wire), ("json", Category::Json), ("source", Category::Source)];

    /// The value of one of these options.
    pub(crate) fn parse_value(&mut self, name: &str, input: ParseStream<'_>) -> Result<()> {
        match name {
            "compatible_with" => self.with = Some(roots(input)?),
            "compatibility" => self.level = Some(choice(name, Self::LEVELS, input)?),
            _ => self.allowed = list(input)?,
        }
        Ok(())
    }

    pub(crate) fn policy(&self) -> Policy {
        let allowed = self.allowed.iter().map(|allowed| allowed.allowance.clone()).collect();
        Policy { level: self.level.unwrap_or(Policy::default().level), allowed }
    }

    /// Options that say how to compare, and nothing to compare with.
    pub(crate) fn check(&self, seen: &[Ident]) -> Result<()> {
        let names = ["compatibility", "allow_breaking"];
        match seen.iter().find(|name| names.iter().any(|option| name == option)) {
            Some(name) if self.with.is_none() => {
                let message = format!("`{name}` has no effect without `compatible_with = \"…\"`");
                Err(Error::new(name.span(), message))
            }
            _ => Ok(()),
        }
    }
}

/// `"user.v1.thrift"`, or several in brackets.
fn roots(input: ParseStream<'_>) -> Result<Source> {
    if input.peek(LitStr) {
        return Ok(Source::Files { first: input.parse()?, more: Vec::new() });
    }
    let span = input.span();
    let mut roots = match input.peek(token::Bracket) {
        true => list(input)?.into_iter(),
        false => Vec::new().into_iter(),
    };
    match roots.next() {
        Some(first) => Ok(Source::Files { first, more: roots.collect() }),
        None => Err(Error::new(span, "expected the path of a `.thrift` file, as in `\"user.v1.thrift\"`")),
    }
}

impl Parse for Allowed {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name: Ident = input.parse()?;
        let rule = Rule::from_name(&name.to_string()).ok_or_else(|| unknown_rule(&name))?;
        let subject = match input.peek(token::Paren) {
            true => {
                let subject;
                parenthesized!(subject in input);
                Some(subject.parse::<LitStr>()?.value())
            }
            false => None,
        };
        if !input.peek(Token![=]) {
            return Err(Error::new(name.span(), format!("`{name}` has no reason: write `{name} = \"…\"`")));
        }
        input.parse::<Token![=]>()?;
        let reason: LitStr = input.parse()?;
        if reason.value().trim().is_empty() {
            return Err(Error::new(reason.span(), "say why nobody is hurt"));
        }
        Ok(Self { span: name.span(), allowance: Allowance { rule, subject, reason: reason.value() } })
    }
}

fn unknown_rule(name: &Ident) -> Error {
    let rules = || Rule::ALL.iter().map(|rule| rule.name());
    let help = did_you_mean(&name.to_string(), rules());
    let listed: Vec<String> = rules().map(|rule| format!("`{rule}`")).collect();
    Error::new(
        name.span(),
        format!("unknown rule `{name}`{help}\nthe rules of compatibility are {}", listed.join(", ")),
    )
}
