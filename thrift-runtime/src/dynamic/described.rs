//! Schemas of what descriptors say.

mod program;
mod reach;
mod values;

use thrift_idl::{MemoryLoader, Program};

use super::schema::{INLINE, Schema, SchemaError};
use crate::descriptor::{Described, Descriptor, ServiceDescriptor};
use crate::service::Reflection;
use reach::Reached;

impl Schema {
    /// What is known of a type, and of all that its fields lead to: of one that `thrift!` has made, or `#[derive(Thrift)]`.
    ///
    /// It is all in one file, with typedefs resolved, what a type is made of before it. Files and constants of the IDL are not
    /// known to its types; neither are annotations that steer the macro. A field that can only be optional, since it
    /// holds its own struct by value, is; and an argument never is.
    ///
    /// # Errors
    /// If two types that are not the same have one name, as in two files of an IDL, or with other parameters; or what no IDL can
    /// say: a default that is no number, an id below zero, a name that is none.
    pub fn of<T: Described + ?Sized>() -> Result<Self, SchemaError> {
        described(&[T::DESCRIPTOR], &[])
    }

    /// The same of a service, with those that it extends and all types of their methods.
    ///
    /// # Errors
    /// Those of [`of`](Self::of).
    pub fn of_service(service: &'static ServiceDescriptor) -> Result<Self, SchemaError> {
        Self::of_services(&[service])
    }

    /// The same of several services, in this order.
    ///
    /// # Errors
    /// Those of [`of`](Self::of).
    pub fn of_services(services: &[&'static ServiceDescriptor]) -> Result<Self, SchemaError> {
        described(&[], services)
    }

    /// The processor that gives this text to tools.
    pub fn reflection(&self) -> Reflection {
        Reflection::new(self.to_idl())
    }

    /// The text of its file, or of the first that was asked for: what `thrift!` and other compilers of Thrift read. Of a schema with
    /// several files, [`idl::to_idl`](super::idl::to_idl) writes each.
    pub fn to_idl(&self) -> String {
        let first = self.program().roots.first().map_or(0, |file| file.0 as usize);
        thrift_idl::to_idl(self.program()).into_iter().nth(first).unwrap_or_default()
    }
}

impl Reflection {
    /// The one that answers with the IDL of this service.
    ///
    /// ```
    /// # use thrift_runtime::{Reflection, ServiceDescriptor};
    /// # static DESCRIPTOR: ServiceDescriptor = ServiceDescriptor::new("UserService", &[]);
    /// // Server::new(Reflection::of_service(&user_service::DESCRIPTOR)?.around(user_service::Processor::new(Users)))
    /// assert_eq!(Reflection::of_service(&DESCRIPTOR)?.idl(), "service UserService {\n}\n");
    /// # Ok::<(), thrift_runtime::dynamic::SchemaError>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Schema::of`]; or if the service, or one that it extends, has a method of the name [`Reflection::METHOD`].
    pub fn of_service(service: &'static ServiceDescriptor) -> Result<Self, SchemaError> {
        let schema = Schema::of_service(service)?;
        let mut methods = schema.program().services.iter().flat_map(|service| &service.methods);
        match methods.any(|method| method.name.text == Self::METHOD) {
            true => {
                Err(SchemaError::of(vec![format!("`{}` has a method `{}` of its own", service.name(), Self::METHOD)]))
            }
            false => Ok(schema.reflection()),
        }
    }
}

/// The IDL of a type of Rust, and of all that its fields lead to: the text of [`Schema::of`].
///
/// ```
/// use thrift_runtime::dynamic::to_idl;
/// # use thrift_runtime::{Described, Descriptor, FieldDescriptor, Kind, Type};
/// # struct User;
/// # impl Described for User {
/// #     const DESCRIPTOR: &'static Descriptor = &Descriptor::new(
/// #         "User",
/// #         Kind::Struct(&[
/// #             FieldDescriptor::required(1, "id", Type::I32),
/// #             FieldDescriptor::optional(2, "emails", Type::List(&Type::String)),
/// #         ]),
/// #     );
/// # }
///
/// // #[derive(Thrift)]
/// // struct User { #[thrift(id = 1, required)] id: i32, #[thrift(id = 2)] emails: Option<Vec<String>> }
/// assert_eq!(to_idl::<User>()?, "struct User {\n  1: required i32 id\n  2: optional list<string> emails\n}\n");
/// # Ok::<(), thrift_runtime::dynamic::SchemaError>(())
/// ```
///
/// # Errors
/// Those of [`Schema::of`].
pub fn to_idl<T: Described + ?Sized>() -> Result<String, SchemaError> {
    Ok(Schema::of::<T>()?.to_idl())
}

/// Nobody has checked what descriptors say, least of all those that are written by hand. So what they say is written down, read as
/// any IDL is, and has to be the same then.
fn described(types: &[&'static Descriptor], services: &[&'static ServiceDescriptor]) -> Result<Schema, SchemaError> {
    let reached = Reached::from(types, services).map_err(SchemaError::of)?;
    let said = program::program(&reached).map_err(SchemaError::of)?;
    let text = thrift_idl::to_idl(&said).into_iter().next().unwrap_or_default();
    let read = Schema::load(&[INLINE], &mut MemoryLoader::new().file(INLINE, &*text))?;
    match without_docs(read.program().clone()) == without_docs(said) {
        true => Ok(read),
        false => Err(SchemaError::of(vec![
            "the descriptors say what no IDL can: ids that are not positive, or parts that have no name".to_owned(),
        ])),
    }
}

/// The same program without places and docs: those of Rust may be indented as no comment is.
fn without_docs(program: Program) -> Program {
    let mut program = program.without_spans();
    let structs = program
        .structs
        .iter_mut()
        .flat_map(|item| [&mut item.meta].into_iter().chain(item.fields.iter_mut().map(|field| &mut field.meta)));
    structs.for_each(|meta| meta.docs = None);
    let enums = program
        .enums
        .iter_mut()
        .flat_map(|item| [&mut item.meta].into_iter().chain(item.values.iter_mut().map(|value| &mut value.meta)));
    enums.for_each(|meta| meta.docs = None);
    for service in &mut program.services {
        service.meta.docs = None;
        for method in &mut service.methods {
            method.meta.docs = None;
            method.args.iter_mut().chain(&mut method.throws).for_each(|field| field.meta.docs = None);
        }
    }
    program.files.iter_mut().for_each(|file| file.docs = None);
    program
}
