//! The rules, by the names under which they can be allowed, warned about or denied.

use super::Severity;

macro_rules! rules {
    ($($(#[$doc:meta])* $severity:ident $rule:ident = $name:literal)*) => {
        /// A rule that IDL can break.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {$(
            $(#[$doc])*
            $rule,
        )*}

        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$rule),*];

            /// Its name, such as `duplicate_field_id`.
            pub const fn name(self) -> &'static str {
                match self {$(Rule::$rule => $name,)*}
            }

            /// How much breaking it matters.
            pub const fn severity(self) -> Severity {
                match self {$(Rule::$rule => Severity::$severity,)*}
            }
        }
    };
}

impl Rule {
    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

rules! {
    /// A file can be found and read.
    Error UnreadableFile = "unreadable_file"
    /// An `include` leads to exactly one file.
    Error IncludeNotFound = "include_not_found"
    /// Files do not include one another in a circle.
    Error IncludeCycle = "include_cycle"
    /// A file is UTF-8.
    Error InvalidUtf8 = "invalid_utf8"
    /// Only the characters of the IDL stand outside of strings and comments.
    Error UnexpectedCharacter = "unexpected_character"
    /// A string is closed.
    Error UnterminatedString = "unterminated_string"
    /// A comment is closed.
    Error UnterminatedComment = "unterminated_comment"
    /// Only `\r \n \t \" \' \\` are escapes.
    Error BadEscape = "bad_escape"
    /// A number fits 64 bits.
    Error NumberTooBig = "number_too_big"
    /// A file follows the grammar.
    Error Syntax = "syntax"
    /// Types and values are not nested too deeply.
    Error NestedTooDeep = "nested_too_deep"
    /// Constants that refer to others do not grow beyond measure.
    Error ConstantTooBig = "constant_too_big"
    /// Only features that have a meaning in Rust are used.
    Error NotSupported = "not_supported"
    /// A name is defined once in a file.
    Error DuplicateDefinition = "duplicate_definition"
    /// A field id is used once.
    Error DuplicateFieldId = "duplicate_field_id"
    /// A field name is used once.
    Error DuplicateFieldName = "duplicate_field_name"
    /// A value name is used once in an enum.
    Error DuplicateEnumValue = "duplicate_enum_value"
    /// A method name is used once in a service and all that it extends.
    Error DuplicateMethod = "duplicate_method"
    /// A defined name has no dot.
    Error DottedName = "dotted_name"
    /// A type is defined.
    Error UnknownType = "unknown_type"
    /// The part of a name before its dot is an included file.
    Error UnknownInclude = "unknown_include"
    /// A constant or enum value is defined.
    Error UnknownConstant = "unknown_constant"
    /// A service is defined.
    Error UnknownService = "unknown_service"
    /// A constant names fields that its struct has.
    Error UnknownField = "unknown_field"
    /// Only services are extended.
    Error NotAService = "not_a_service"
    /// Only exceptions are thrown.
    Error NotAnException = "not_an_exception"
    /// A typedef does not stand for itself.
    Error TypedefCycle = "typedef_cycle"
    /// A constant does not refer to itself.
    Error ConstantCycle = "constant_cycle"
    /// A service does not extend itself.
    Error ServiceCycle = "service_cycle"
    /// A struct does not require a value of itself.
    Error InfiniteStruct = "infinite_struct"
    /// A field id fits 16 bits.
    Error FieldIdOutOfRange = "field_id_out_of_range"
    /// The number of an enum value fits 32 bits.
    Error EnumValueOutOfRange = "enum_value_out_of_range"
    /// A number fits the type of its constant.
    Error IntegerOutOfRange = "integer_out_of_range"
    /// A value is of the type of its constant.
    Error TypeMismatch = "type_mismatch"
    /// A number given for an enum is that of one of its values.
    Error UnnamedEnumNumber = "unnamed_enum_number"
    /// A constant of a union has one member.
    Error UnionConstant = "union_constant"
    /// At most one member of a union has a default.
    Error UnionDefaults = "union_defaults"
    /// A `oneway` method throws nothing.
    Error OnewayThrows = "oneway_throws"
    /// Names are still different once they are written as Rust writes them.
    Error RustNameCollision = "rust_name_collision"
    /// Annotations that steer the expansion to Rust are known, and their values are Rust.
    Error RustAnnotation = "rust_annotation"
    /// There are not too many errors to show.
    Error TooManyErrors = "too_many_errors"

    /// A field has an explicit id.
    Warning ImplicitFieldId = "implicit_field_id"
    /// A field id is positive.
    Warning NonpositiveFieldId = "nonpositive_field_id"
    /// A required field has no default, which would never be used.
    Warning RequiredDefault = "required_default"
    /// A word on requiredness stands only where it means something.
    Warning IgnoredRequiredness = "ignored_requiredness"
    /// A `oneway` method returns `void`.
    Warning OnewayReturn = "oneway_return"
    /// A map constant has each key once, a set constant each element, a struct constant each field.
    Warning DuplicateElement = "duplicate_element"
    /// A struct constant sets every required field.
    Warning MissingRequiredField = "missing_required_field"
    /// A `bool` constant is `true`, `false`, 1 or 0.
    Warning BoolNumber = "bool_number"
    /// An integer has no leading zeros, which some read as octal.
    Warning LeadingZero = "leading_zero"
    /// An enum value is named together with its enum.
    Warning UnqualifiedEnumValue = "unqualified_enum_value"
    /// A file does not name itself before its own names.
    Warning SelfQualified = "self_qualified"
    /// A struct is not declared, empty, before it is defined.
    Warning ForwardDeclaration = "forward_declaration"
    /// A file is included once by another, and asked for once.
    Warning DuplicateInclude = "duplicate_include"
    /// A name that another file of the same namespace defines is not defined again.
    Warning SharedNamespace = "shared_namespace"
    /// Only syntax of today's compilers is used.
    Warning OldSyntax = "old_syntax"
    /// Only syntax that other Thrift compilers take is used.
    Warning NonstandardSyntax = "nonstandard_syntax"
}
