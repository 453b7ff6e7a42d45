//! The call of the macro: paths, then `key = value`.

pub(crate) mod blocking;
mod compatible;
mod style;
mod value;

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitStr, Path, Result, Token, Visibility, parenthesized};
use thrift_idl::{Rule, Severity};

pub(crate) use compatible::Compatible;
pub(crate) use style::{Binary, Maps, Strings, Style, from_root};
pub(crate) use value::Entry;

/// A call, as the facade passes it on: its own path in parentheses, then what the user wrote.
pub(crate) struct Call {
    /// The path of the facade.
    pub(crate) facade: TokenStream,
    pub(crate) source: Source,
    pub(crate) options: Options,
}

/// Where the IDL is.
pub(crate) enum Source {
    /// In files.
    Files { first: LitStr, more: Vec<LitStr> },
    /// In the call itself.
    Inline(LitStr),
}

/// The options, each of which the facade documents.
#[derive(Default)]
pub(crate) struct Options {
    /// Folders to look for files in, after those that are looked in anyway; relative to the package.
    pub(crate) include_dirs: Vec<LitStr>,
    /// The visibility of the items that expand in place; `pub` without it.
    pub(crate) vis: Option<Visibility>,
    /// What all structs, unions and enums derive besides.
    pub(crate) derive: Vec<Path>,
    /// Attributes of what a selector names.
    pub(crate) attributes: Vec<Entry<TokenStream>>,
    /// Rust names of what a selector names.
    pub(crate) rename: Vec<Entry<LitStr>>,
    /// Modules or types of the user's in place of what a selector names.
    pub(crate) with: Vec<Entry<Path>>,
    /// How Rust holds what the IDL describes.
    pub(crate) style: Style,
    /// Whether services are there on plain threads, too.
    pub(crate) blocking: bool,
    /// What peers speak that were built from an older version.
    pub(crate) compatible: Compatible,
    /// Levels of rules, the last one of a rule counts.
    pub(crate) levels: Vec<(Rule, Level)>,
}

/// What becomes of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Allow,
    Warn,
    Deny,
}

impl Call {
    /// The literal that generated items point at.
    pub(crate) fn literal(&self) -> &LitStr {
        self.source.literal()
    }
}

impl Source {
    /// The first path, or the IDL itself.
    pub(crate) fn literal(&self) -> &LitStr {
        match self {
            Self::Files { first, .. } => first,
            Self::Inline(text) => text,
        }
    }
}

/// The names of all options, for the error that lists them.
const NAMES: [&str; 20] = [
    "idl",
    "include_dirs",
    "vis",
    "derive",
    "attributes",
    "rename",
    "with",
    "strings",
    "binary",
    "maps",
    "borrowed",
    "keep_unknown",
    "blocking",
    "protocols",
    "compatible_with",
    "compatibility",
    "allow_breaking",
    "allow",
    "warn",
    "deny",
];

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let facade;
        parenthesized!(facade in input);
        let facade = facade.parse()?;
        let (mut paths, mut idl, mut options) = (Vec::new(), None, Options::default());
        let mut seen: Vec<Ident> = Vec::new();
        let start = input.span();
        while !input.is_empty() {
            if input.peek(LitStr) {
                paths.push(input.parse::<LitStr>()?);
            } else {
                let name = option_name(input, &seen)?;
                match name.to_string().as_str() {
                    "idl" => idl = Some(input.parse::<LitStr>()?),
                    name => options.parse_value(name, input)?,
                }
                seen.push(name);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        options.compatible.check(&seen)?;
        Ok(Self { facade, source: source(paths, idl, start)?, options })
    }
}

impl Options {
    /// The value of the option of this name.
    fn parse_value(&mut self, name: &str, input: ParseStream<'_>) -> Result<()> {
        match name {
            "include_dirs" => self.include_dirs = value::list(input)?,
            "vis" => self.vis = Some(input.parse::<LitStr>()?.parse()?),
            "derive" => self.derive = value::list(input)?,
            "attributes" => self.attributes = value::attributes(input)?,
            "rename" => self.rename = value::list(input)?,
            "with" => self.with = value::list(input)?,
            "strings" => self.style.strings = style::choice(name, Strings::CHOICES, input)?,
            "binary" => self.style.binary = style::choice(name, Binary::CHOICES, input)?,
            "maps" => self.style.maps = Maps::parse(name, input)?,
            "protocols" => self.style.protocols = style::protocols(input)?,
            "borrowed" => self.style.borrowed = style::choice(name, style::SWITCH, input)?,
            "keep_unknown" => self.style.keep_unknown = style::choice(name, style::SWITCH, input)?,
            "blocking" => self.blocking = blocking::switch(name, input)?,
            name if Compatible::NAMES.contains(&name) => self.compatible.parse_value(name, input)?,
            "allow" => self.parse_levels(Level::Allow, input)?,
            "warn" => self.parse_levels(Level::Warn, input)?,
            _ => self.parse_levels(Level::Deny, input)?,
        }
        Ok(())
    }

    fn parse_levels(&mut self, level: Level, input: ParseStream<'_>) -> Result<()> {
        for name in value::list::<Ident>(input)? {
            match Rule::from_name(&name.to_string()).filter(|rule| rule.severity() == Severity::Warning) {
                Some(rule) => self.levels.push((rule, level)),
                None => return Err(unknown_rule(&name)),
            }
        }
        Ok(())
    }

    /// What becomes of a warning by this rule.
    pub(crate) fn level(&self, rule: Rule) -> Level {
        let set = self.levels.iter().rev().find(|(of, _)| *of == rule);
        set.map_or(Level::Warn, |(_, level)| *level)
    }
}

fn unknown_rule(name: &Ident) -> Error {
    let warnings = || Rule::ALL.iter().filter(|rule| rule.severity() == Severity::Warning).map(|rule| rule.name());
    let known = Rule::from_name(&name.to_string()).is_some();
    let message = if known {
        format!("`{name}` is an error, which has no level")
    } else {
        format!("unknown rule `{name}`{}", did_you_mean(&name.to_string(), warnings()))
    };
    let choices: Vec<String> = warnings().map(|name| format!("`{name}`")).collect();
    Error::new(name.span(), format!("{message}\nthe rules with a level are {}", choices.join(", ")))
}

/// `; did you mean …?`, where a choice is close.
pub(crate) fn did_you_mean<'a>(name: &str, choices: impl IntoIterator<Item = &'a str>) -> String {
    let nearest = thrift_idl::suggest::nearest(name, choices);
    nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

fn source(paths: Vec<LitStr>, idl: Option<LitStr>, start: Span) -> Result<Source> {
    let mut paths = paths.into_iter();
    match (paths.next(), idl) {
        (Some(first), None) => Ok(Source::Files { first, more: paths.collect() }),
        (None, Some(text)) => Ok(Source::Inline(text)),
        (Some(path), Some(_)) => Err(Error::new(path.span(), "a path and `idl` exclude each other")),
        (None, None) => {
            let message = "expected the path of a `.thrift` file, as in `\"user.thrift\"`, or `idl = \"…\"`";
            Err(Error::new(start, message))
        }
    }
}

/// `name =`, where that is an option not given yet.
fn option_name(input: ParseStream<'_>, seen: &[Ident]) -> Result<Ident> {
    let choices = || NAMES.map(|name| format!("`{name}`")).join(", ");
    let name: Ident = input.parse().map_err(|error| {
        Error::new(error.span(), format!("expected a path in quotes, or one of the options {}", choices()))
    })?;
    if !NAMES.iter().any(|known| name == known) {
        let help = did_you_mean(&name.to_string(), NAMES);
        return Err(Error::new(name.span(), format!("unknown option `{name}`{help}\nthe options are {}", choices())));
    }
    if seen.contains(&name) {
        return Err(Error::new(name.span(), format!("the option `{name}` is given twice")));
    }
    input.parse::<Token![=]>()?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(input: &str) -> String {
        match syn::parse_str::<Call>(&format!("(::thrift_rs) {input}")) {
            Ok(_) => panic!("`{input}` was taken"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn mistakes_are_named() {
        let options = NAMES.map(|name| format!("`{name}`")).join(", ");
        for (input, message) in [
            ("", "expected the path of a `.thrift` file, as in `\"user.thrift\"`, or `idl = \"…\"`".to_owned()),
            ("\"a.thrift\", idl = \"\"", "a path and `idl` exclude each other".to_owned()),
            (
                "\"a.thrift\", include_dir = []",
                format!("unknown option `include_dir`; did you mean `include_dirs`?\nthe options are {options}"),
            ),
            ("idl = \"\", idl = \"\"", "the option `idl` is given twice".to_owned()),
            ("a.thrift", format!("unknown option `a`\nthe options are {options}")),
            ("7", format!("expected a path in quotes, or one of the options {options}")),
            ("\"a.thrift\" \"b.thrift\"", "expected `,`".to_owned()),
            ("\"a.thrift\", rename = [\"User\"]", "expected `=`".to_owned()),
        ] {
            assert_eq!(error(input), message, "{input}");
        }
        assert!(error("idl = \"\", allow = [required_defaul]").starts_with(
            "unknown rule `required_defaul`; did you mean `required_default`?\nthe rules with a level are `"
        ));
        assert!(error("idl = \"\", deny = [syntax]").starts_with("`syntax` is an error, which has no level\n"));
    }
}
