//! What the text of a file is made of.

/// A token: its kind and the range of bytes that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Whether a doc comment stands right before it.
    pub(crate) documented: bool,
    /// Whether it is the first one on its line.
    pub(crate) first_on_line: bool,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, dots included.
    Name,
    /// A decimal or hexadecimal integer.
    Int,
    /// A number with a fraction or an exponent.
    Double,
    /// A quoted string, with its quotes.
    Literal,
    /// A word with a meaning of its own.
    Word(Word),
    /// One of the symbols, by its character.
    Symbol(u8),
    /// The end of the file, as long as nothing.
    End,
}

macro_rules! words {
    ($($name:ident = $text:literal)*) => {
        /// The words with a meaning of their own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Word {$($name),*}

        impl Word {
            /// The word that is spelled so.
            pub(crate) fn parse(text: &str) -> Option<Word> {
                match text {
                    $($text => Some(Word::$name),)*
                    _ => None,
                }
            }

            /// How it is spelled.
            pub(crate) const fn text(self) -> &'static str {
                match self {$(Word::$name => $text,)*}
            }
        }
    };
}

words! {
    Async = "async"
    Binary = "binary"
    Bool = "bool"
    Byte = "byte"
    Const = "const"
    CppInclude = "cpp_include"
    CppType = "cpp_type"
    Double = "double"
    Enum = "enum"
    Exception = "exception"
    Extends = "extends"
    False = "false"
    I16 = "i16"
    I32 = "i32"
    I64 = "i64"
    I8 = "i8"
    Include = "include"
    List = "list"
    Map = "map"
    Namespace = "namespace"
    Oneway = "oneway"
    Optional = "optional"
    Required = "required"
    Service = "service"
    Set = "set"
    String = "string"
    Struct = "struct"
    Throws = "throws"
    True = "true"
    Typedef = "typedef"
    Union = "union"
    Uuid = "uuid"
    Void = "void"
    XsdAll = "xsd_all"
    XsdAttrs = "xsd_attrs"
    XsdNillable = "xsd_nillable"
    XsdOptional = "xsd_optional"
}

impl Word {
    /// Whether a field may be named so, as it may by almost any word.
    pub(crate) fn can_name_field(self) -> bool {
        use Word::*;
        !matches!(self, XsdAll | XsdAttrs | XsdNillable | XsdOptional | CppType | True | False)
    }

    /// Whether it opens a definition or a header, which no field, method or enum value does.
    pub(crate) fn opens_definition(self) -> bool {
        use Word::*;
        matches!(self, Const | Enum | Exception | Namespace | Include | CppInclude | Service | Struct | Typedef | Union)
    }

    /// Whether a type may start with it.
    pub(crate) fn starts_type(self) -> bool {
        use Word::*;
        matches!(self, Binary | Bool | Byte | Double | I16 | I32 | I64 | I8 | List | Map | Set | String | Uuid)
    }
}
