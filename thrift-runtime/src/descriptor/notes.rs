//! Docs, annotations and places.

/// What the IDL says about something besides what it is: its doc comment and its annotations.
#[derive(Debug, Clone, Copy)]
pub struct Notes {
    pub(super) docs: &'static str,
    pub(super) annotations: &'static [(&'static str, &'static str)],
}

impl Notes {
    /// A doc comment, empty where there is none, and annotations.
    pub const fn new(docs: &'static str, annotations: &'static [(&'static str, &'static str)]) -> Self {
        Self { docs, annotations }
    }
}

/// How to read, and to give, the notes of descriptors with such a field.
macro_rules! noted {
    ($($descriptor:ty),*) => {$(
        impl $descriptor {
            #[doc(hidden)]
            #[must_use]
            pub const fn noted(self, notes: &'static crate::descriptor::Notes) -> Self {
                Self { notes: Some(notes), ..self }
            }

            /// Its doc comment, without stars and indentation; empty where there is none.
            pub fn docs(&self) -> &'static str {
                self.notes.map_or("", |notes| notes.docs)
            }

            /// Its annotations, keys and values, in the order of the IDL, but for those that steer the expansion
            /// (`rust.…`). The value of one without a value is `"1"`, as Apache's compiler has it.
            pub fn annotations(&self) -> &'static [(&'static str, &'static str)] {
                self.notes.map_or(&[], |notes| notes.annotations)
            }

            /// The value of the annotation with this key; of several, the last.
            pub fn annotation(&self, key: &str) -> Option<&'static str> {
                self.annotations().iter().rev().find(|(known, _)| *known == key).map(|(_, value)| *value)
            }
        }
    )*};
}

/// How to read, and to give, where descriptors with such a field are written.
macro_rules! placed {
    ($descriptor:ty) => {
        impl $descriptor {
            #[doc(hidden)]
            #[must_use]
            pub const fn at(self, file: &'static str, line: u32) -> Self {
                Self { source: Some(crate::descriptor::SourceLine::new(file, line)), ..self }
            }

            /// Where it is defined. `None` where the macro could not tell: in a build by an editor, or in code that another macro makes.
            pub const fn source(&self) -> Option<crate::descriptor::SourceLine> {
                self.source
            }
        }
    };
}

pub(super) use {noted, placed};
