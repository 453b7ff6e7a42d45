//! The rules of compatibility, by the names under which they can be allowed.

/// Whom a change concerns. Each stands for all before it, too, where a level is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Category {
    /// Peers of the other version, in every protocol.
    Wire,
    /// Peers and readers that go by names, as readable JSON does.
    Json,
    /// Code that is compiled against the IDL, and no peer.
    Source,
}

impl Category {
    /// All of them, the narrowest first.
    pub const ALL: &[Category] = &[Category::Wire, Category::Json, Category::Source];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Wire => "wire",
            Category::Json => "json",
            Category::Source => "source",
        }
    }

    /// The category of that name.
    pub fn from_name(name: &str) -> Option<Category> {
        Category::ALL.iter().copied().find(|category| category.name() == name)
    }
}

/// How much a change matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Weight {
    /// It breaks somebody.
    Break,
    /// It is what versions are for, and still some peers may stumble over it.
    Danger,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $category:ident $weight:ident $rule:ident = $name:literal)*) => {
        /// A rule that a change from one version to the next can break.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {$(
            $(#[$doc])*
            $rule,
        )*}

        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$rule),*];

            /// Its name, such as `field_type_changed`.
            pub const fn name(self) -> &'static str {
                match self {$(Rule::$rule => $name,)*}
            }

            /// Whom it concerns.
            pub const fn category(self) -> Category {
                match self {$(Rule::$rule => Category::$category,)*}
            }

            /// How much it matters.
            pub const fn weight(self) -> Weight {
                match self {$(Rule::$rule => Weight::$weight,)*}
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
    /// A field keeps its type, typedefs aside: peers skip a field of another type, and its value is lost.
    Wire Break FieldTypeChanged = "field_type_changed"
    /// A field keeps its id.
    Wire Break FieldIdChanged = "field_id_changed"
    /// The id of one field does not become that of another one.
    Wire Break FieldIdReused = "field_id_reused"
    /// A field, argument or exception without an id keeps its place among those, by which it has one.
    Wire Break ImplicitIdShifted = "implicit_id_shifted"
    /// No required field is added: old writers do not know it.
    Wire Break RequiredFieldAdded = "required_field_added"
    /// No required field is removed: old readers refuse a value without it.
    Wire Break RequiredFieldRemoved = "required_field_removed"
    /// A field does not become required: old writers may leave it out.
    Wire Break FieldBecameRequired = "field_became_required"
    /// A required field stays required: old readers refuse a value without it.
    Wire Break FieldNoLongerRequired = "field_no_longer_required"
    /// A field that is always written is not removed: old readers find its zero.
    Wire Break FieldRemoved = "field_removed"
    /// A member of a union is not removed.
    Wire Break UnionMemberRemoved = "union_member_removed"
    /// An id that is reserved stays so.
    Wire Break ReservedIdRemoved = "reserved_id_removed"
    /// A struct or exception does not become a union, nor the other way.
    Wire Break StructKindChanged = "struct_kind_changed"
    /// A name stands for a thing of the same kind.
    Wire Break DefinitionKindChanged = "definition_kind_changed"
    /// A typedef stands for the same type in the end.
    Wire Break TypedefRetargeted = "typedef_retargeted"
    /// A value of an enum is not removed.
    Wire Break EnumValueRemoved = "enum_value_removed"
    /// A value of an enum keeps its number.
    Wire Break EnumValueNumberChanged = "enum_value_number_changed"
    /// A value of an enum that has its number by its place keeps its place.
    Wire Break ImplicitEnumValueShifted = "implicit_enum_value_shifted"
    /// A service is not removed.
    Wire Break ServiceRemoved = "service_removed"
    /// A method is not removed, from what a service extends either.
    Wire Break MethodRemoved = "method_removed"
    /// A method keeps its name.
    Wire Break MethodRenamed = "method_renamed"
    /// A method stays answered or `oneway`.
    Wire Break MethodOnewayChanged = "method_oneway_changed"
    /// A method returns the same type, typedefs aside.
    Wire Break ReturnTypeChanged = "return_type_changed"
    /// A `void` method stays so.
    Wire Break ReturnValueAdded = "return_value_added"
    /// A method that returns something does not become `void`.
    Wire Break ReturnValueRemoved = "return_value_removed"
    /// An argument keeps its type, typedefs aside.
    Wire Break ArgumentTypeChanged = "argument_type_changed"
    /// An argument keeps its id.
    Wire Break ArgumentIdChanged = "argument_id_changed"
    /// An argument is not removed: old servers find its zero.
    Wire Break ArgumentRemoved = "argument_removed"
    /// No required argument is added: old clients do not send it.
    Wire Break RequiredArgumentAdded = "required_argument_added"
    /// An argument does not become required.
    Wire Break ArgumentBecameRequired = "argument_became_required"
    /// A required argument stays required.
    Wire Break ArgumentNoLongerRequired = "argument_no_longer_required"
    /// A declared exception keeps its type.
    Wire Break ExceptionTypeChanged = "exception_type_changed"
    /// A declared exception keeps its id.
    Wire Break ExceptionIdChanged = "exception_id_changed"
    /// A `void` method declares no further exception: old clients take it for success.
    Wire Break ExceptionAddedToVoid = "exception_added_to_void"
    /// A `void` method keeps its exceptions: new clients take one of an old server for success.
    Wire Break ExceptionRemovedFromVoid = "exception_removed_from_void"
    /// The versions differ in few enough places to compare them all.
    Wire Break TooManyChanges = "too_many_changes"

    /// A field keeps its name.
    Json Break FieldRenamed = "field_renamed"
    /// A `string` does not become a `binary`, nor the other way: JSON writes a binary as base64.
    Json Break StringBinaryChanged = "string_binary_changed"
    /// A value of an enum keeps its name.
    Json Break EnumValueRenamed = "enum_value_renamed"

    /// An optional field is not removed.
    Source Break OptionalFieldRemoved = "optional_field_removed"
    /// A field does not become optional.
    Source Break FieldBecameOptional = "field_became_optional"
    /// An optional field stays optional.
    Source Break FieldNoLongerOptional = "field_no_longer_optional"
    /// An enum does not become an `i32`, nor the other way.
    Source Break EnumIntegerChanged = "enum_integer_changed"
    /// One of several names of a number of an enum is not removed.
    Source Break EnumAliasRemoved = "enum_alias_removed"
    /// A struct does not become an exception, nor the other way.
    Source Break ExceptionKindChanged = "exception_kind_changed"
    /// A field, argument or result is of a type of the same name.
    Source Break TypeRenamed = "type_renamed"
    /// A type is not removed.
    Source Break TypeRemoved = "type_removed"
    /// A definition stays in its file.
    Source Break DefinitionMoved = "definition_moved"
    /// The annotations `rust.type` and `rust.name` stay as they are.
    Source Break RustAnnotationChanged = "rust_annotation_changed"
    /// A constant keeps its type and value.
    Source Break ConstantChanged = "constant_changed"
    /// A constant is not removed.
    Source Break ConstantRemoved = "constant_removed"
    /// A service extends what it extended.
    Source Break ExtendsChanged = "extends_changed"
    /// A file keeps its namespaces.
    Source Break NamespaceChanged = "namespace_changed"
    /// A file is not removed from what is included.
    Source Break FileRemoved = "file_removed"

    /// A field has an id behind all older ones: one in a gap may have been that of a field of long ago.
    Wire Danger FieldAddedInGap = "field_added_in_gap"
    /// A default stays as it is: each side fills in its own for what the other leaves out.
    Wire Danger DefaultChanged = "default_changed"
    /// A union has no further member: old readers find none set.
    Wire Danger UnionMemberAdded = "union_member_added"
    /// An enum has no further value: old readers with closed enums refuse it.
    Wire Danger EnumValueAdded = "enum_value_added"
    /// Whether zero, which stands for what is missing, is a value of an enum stays as it is.
    Wire Danger EnumZeroChanged = "enum_zero_changed"
    /// A method has no further argument: old clients do not send it.
    Wire Danger ArgumentAdded = "argument_added"
    /// A method declares no further exception: old clients find no result.
    Wire Danger ExceptionAdded = "exception_added"
    /// A declared exception is not removed: new clients of old servers find no result.
    Wire Danger ExceptionRemoved = "exception_removed"
    /// A method that is `readonly` or `idempotent` stays so: old clients send it again.
    Wire Danger IdempotencyWeakened = "idempotency_weakened"
    /// An exception stays as `safe`, `transient`, `permanent` and so on as it was.
    Wire Danger ExceptionClassChanged = "exception_class_changed"
}
