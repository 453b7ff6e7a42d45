//! Thrift for Rust, with no generated files and no tools to install: one macro line reads the IDL while your crate
//! compiles, and expands to plain Rust types, an `Iface` trait, a `Client` and a `Processor`.
//!
//! ```
//! thrift_rs::thrift!(idl = r#"
//!     struct User { 1: i32 id, 2: string name }
//!     exception NotFound { 1: string message }
//!     service UserService {
//!         User getUser(1: i32 id) throws (1: NotFound notFound)
//!     }
//! "#);
//!
//! struct Users;
//!
//! impl user_service::Iface for Users {
//!     async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
//!         match id {
//!             7 => Ok(User { id, name: "John Doe".into() }),
//!             _ => Err(NotFound { message: format!("no user has the id {id}") }.into()),
//!         }
//!     }
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let server = thrift_rs::Server::new(user_service::Processor::new(Users)).bind("127.0.0.1:0").await?;
//!     let address = server.local_addr();
//!     tokio::spawn(server.serve());
//!
//!     let client = user_service::Client::connect(address).await?;
//!     assert_eq!(client.get_user(7).await?.name, "John Doe");
//!     let error = client.get_user(8).await.unwrap_err();
//!     assert!(matches!(error, user_service::GetUserError::NotFound(_)));
//!     Ok(())
//! }
//! ```
//!
//! A file works the same: `thrift_rs::include_thrift!("user.thrift")`. What each construct of the IDL becomes stands at
//! [`thrift!`].
//!
//! - A [`Server`] answers clients of any language, framed or not, and keeps to [`Limits`]; a [`Channel`] carries many calls
//!   at once over one connection.
//! - [`Context`] tells a handler of its request what is not in the arguments; deadlines and chosen [`Metadata`] go on to the calls
//!   that it makes.
//! - [`Error`] says what went wrong with a call, and whether it can be sent again.
//! - [`binary`], [`compact`] and [`json`] turn values into bytes and back, without any connection; [`simple_json`] makes text
//!   of them for people and scripts.
//!
//! # Features
//!
//! - `blocking`, off by default: `blocking::Server` and `blocking::Channel`, on plain threads and without a runtime, and the option
//!   `blocking = true` of [`thrift!`], which makes services for them.
//! - `debug`, off by default: with the environment variable `THRIFT_RS_DEBUG` set, each [`thrift!`] writes its expansion,
//!   formatted, to a file under `target/thrift-rs` and includes it from there, so that errors inside of it can be read. The
//!   dependency must go by its own name, `thrift-rs`.
//! - `dynamic`, off by default: `dynamic`, types and services without generated code, by an IDL that is read while the program runs, and
//!   with it the crates `thrift-idl` and `serde_json`, `json` and `serde`.
//! - `mock`, off by default: a function `mock` in the module of each service, which gives one of which a test says what it answers.
//! - `serde`, off by default: serde's traits for what generated types are made of, as [`Bytes`] and [`Uuid`].
//! - `json`, on by default: calls in JSON, [`json`] and [`simple_json`], and with them the crates `base64` and `zmij`.
//! - `http`, off by default: requests over HTTP/1.1 on both sides, [`Transport`]'s `Http`, by `hyper`.
//! - `tls`, off by default: `tls`, `Server::tls` and `ChannelBuilder::tls`, by `rustls` with the cryptography of `ring`, which takes
//!   a C compiler.
//! - `zlib`, off by default: [`Transport`]'s `Zlib`, compressed payloads behind a THeader, and `ChannelBuilder::compressed`, by `flate2`, all in Rust.

/// Makes a Thrift type of a struct or enum of yours, without any IDL: [`Wire`], [`Encode`], [`Decode`] and [`Described`].
///
/// ```
/// use std::borrow::Cow;
/// use std::time::{Duration, SystemTime};
///
/// use thrift_rs::{Milliseconds, Thrift, UnknownField};
///
/// /// A struct: each field has an id, which is what peers know it by, and which stays for ever.
/// #[derive(Thrift, Debug, Default, PartialEq)]
/// struct User {
///     #[thrift(id = 1, required)]
///     id: i64,
///     #[thrift(id = 2)]
///     name: String,
///     #[thrift(id = 3)] // or `id = 3, optional`
///     email: Option<String>,
///     #[thrift(id = 4, default = 1)]
///     level: i32,
///     #[thrift(id = 5, name = "createdAt", with = Milliseconds)]
///     created_at: Option<SystemTime>,
///     #[thrift(id = 6, with = Milliseconds)]
///     session: Duration,
///     #[thrift(id = 7)]
///     kind: Kind,
///     #[thrift(skip)]
///     cached: bool,
///     #[thrift(unknown)]
///     unknown: Vec<UnknownField>,
/// }
///
/// /// An enum.
/// #[derive(Thrift, Debug, Default, Clone, Copy, PartialEq)]
/// enum Kind {
///     #[default]
///     Guest = 0,
///     Member = 1,
/// }
///
/// /// A union, which holds one of its members.
/// #[derive(Thrift, Debug, PartialEq)]
/// enum Event {
///     #[thrift(id = 1)]
///     Joined(User),
///     #[thrift(id = 2)]
///     Left(i64),
///     #[thrift(unknown)]
///     Other(UnknownField),
/// }
///
/// /// A type that borrows, with parameters.
/// #[derive(Thrift, Debug, PartialEq)]
/// struct Page<'a, T> {
///     #[thrift(id = 1)]
///     title: Cow<'a, str>,
///     #[thrift(id = 2)]
///     items: Vec<T>,
/// }
///
/// # fn main() -> thrift_rs::Result<()> {
/// let page = Page { title: "All".into(), items: vec![Event::Left(7)] };
/// let bytes = thrift_rs::compact::to_vec(&page)?;
/// assert_eq!(thrift_rs::compact::from_slice::<Page<'_, Event>>(&bytes)?, page);
/// # Ok(())
/// # }
/// ```
///
/// The bytes are those of [`thrift!`] for the same IDL. A field that may be missing needs a [`Default`], unless it is an [`Option`]
/// or has a `default` of its own. What refers to its own type goes into a `Box` or a `Vec`, as everywhere in Rust.
///
/// | at a type | |
/// |---|---|
/// | `name = "…"` | its name in Thrift, for errors, descriptors and JSON for people |
/// | `exception` | a struct that is an exception; it gets [`Error`](std::error::Error) and `Display`, which shows the field `message` if it has one |
/// | `transparent` | a struct of one field that is on the wire what the field is |
/// | `ids = order` | the place of each field is its id, from 1: nothing may ever be inserted but at the end |
/// | `compatible_with = "user.v1.thrift"` | what breaks peers that speak that version is an error here, with both places; `compatibility` and `allow_breaking` as in [`thrift!`] |
/// | `crate = path` | where this crate is, if not at `::thrift_rs` |
///
/// A derive sees the types of fields by their names. With `compatible_with`, a name that tells nothing, an alias or a type that
/// the old version does not have, is taken for what stood there; the method `breaks` of `dynamic::Schema`, in a test, sees through it.
///
/// | at a field | |
/// |---|---|
/// | `id = 1` | its id; from 1 to 32767 |
/// | `required` | always written; an error where it is missing |
/// | `optional` | written where it is `Some`; so is every [`Option`], also without the word |
/// | neither | always written; its default where it is missing |
/// | `default = expr` | what it is where it is missing; its descriptor has literals as they are, and evaluates what else it is when asked ([`ConstValue::Computed`]) |
/// | `name = "…"` | its name in Thrift |
/// | `with = path` | an [`Adapter`] goes between the field, or what is in its `Option`, and the wire |
/// | `skip` | not on the wire; its `Default` when read |
/// | `unknown` | a `Vec<`[`UnknownField`]`>`: keeps the fields that are not known, and writes them again |
///
/// An enum whose variants hold nothing is an `enum` of Thrift. Its numbers are those of Rust, or `#[thrift(value = 1)]`. Numbers
/// that it does not have are an error when read; with a variant `#[thrift(unknown)] Unknown(i32)` they are kept.
///
/// An enum whose variants hold one value each is a `union`. Each has an `id`; a unit variant `#[thrift(unset)]` stands for no
/// member at all, and `#[thrift(unknown)] Unknown(UnknownField)` for members that are not known. Without those variants, that is
/// an error when read.
///
/// A variant, too, has a `name`. Mistakes are errors at the place where they are, with what to write instead.
pub use thrift_macros::Thrift;
/// Makes a Thrift service of a trait of yours, without any IDL: what [`thrift!`] makes of a `service`.
///
/// ```
/// use thrift_rs::Thrift;
///
/// #[derive(Thrift, Debug, Default)]
/// struct User {
///     #[thrift(id = 1)]
///     id: i32,
/// }
///
/// #[derive(Thrift, Debug, Default)]
/// #[thrift(exception)]
/// struct NotFound {
///     #[thrift(id = 1)]
///     message: String,
/// }
///
/// #[thrift_rs::service]
/// trait UserService {
///     #[thrift(throws(NotFound = 1))]
///     async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError>;
///
///     async fn rename(&self, #[thrift(id = 1)] id: i32, #[thrift(id = 2)] name: String) -> thrift_rs::Result<bool>;
///
///     #[thrift(oneway)]
///     async fn log(&self, line: String) -> thrift_rs::Result<()>;
/// }
///
/// struct Users;
///
/// impl UserService for Users {
///     async fn get_user(&self, id: i32) -> Result<User, user_service::GetUserError> {
///         if id == 7 { Ok(User { id }) } else { Err(NotFound { message: "no such user".into() }.into()) }
///     }
///
///     async fn rename(&self, _: i32, _: String) -> thrift_rs::Result<bool> {
///         Ok(true)
///     }
///
///     async fn log(&self, _: String) -> thrift_rs::Result<()> {
///         Ok(())
///     }
/// }
///
/// #[tokio::main]
/// async fn main() -> thrift_rs::Result<()> {
///     let server = thrift_rs::Server::new(user_service::Processor::new(Users));
///     let client = user_service::Client::new(server.in_memory());
///     assert!(client.rename(7, "Ada".into()).await?);
///     assert!(matches!(client.get_user(8).await, Err(user_service::GetUserError::NotFound(_))));
///     Ok(())
/// }
/// ```
///
/// Beside the trait there is a module with its name in snake case: in it a `Client`, a `Processor`, an error for each method that
/// throws, and a `DESCRIPTOR`. The trait is implemented by handlers, by `&T`, `Box<T>` and `Arc<T>` of one, and by the `Client`.
/// It stands at module level, where the module can be.
///
/// Methods are `async`, take `&self` and arguments of [Thrift's types](Wire), and give a `Result`: `thrift_rs::Result<T>`, or with
/// exceptions `Result<T, user_service::GetUserError>`. An argument that is missing has its type's default; an [`Option`] is `None`.
/// A supertrait is a service from such a trait, of the same crate, that this one extends.
///
/// With `#[service(blocking = true)]`, which takes the feature `blocking`, there is a module `blocking` in that of the service, as
/// [`thrift!`] makes it with the option of that name. A trait whose methods are all without `async` has it anyway, and is the
/// `Iface` of that module: for handlers and clients on plain threads. What it extends has both sides, too.
///
/// | at a trait | |
/// |---|---|
/// | `name = "…"` | its name in Thrift |
/// | `crate = path` | where this crate is, if not at `::thrift_rs` |
/// | `blocking = true` | it is there on plain threads, too, in the module `blocking`; takes the feature of that name |
///
/// | at a method | |
/// |---|---|
/// | `throws(NotFound = 1, …)` | the exceptions that it declares, with their ids; `Box<Large> = 2` has it in a box in the error |
/// | `oneway` | nothing is sent back |
/// | `name = "…"` | its name in Thrift; without it the one in Rust |
///
/// | at an argument | |
/// |---|---|
/// | `id = 1` | its id; where no argument of a method has one, their places from 1 |
/// | `required` | its absence is an error |
/// | `name = "…"` | its name in Thrift |
pub use thrift_macros::service;
#[cfg(feature = "mock")]
pub use thrift_runtime::MockMethod;
#[cfg(feature = "blocking")]
pub use thrift_runtime::blocking;
#[cfg(feature = "dynamic")]
pub use thrift_runtime::dynamic;
/// The crate whose `Bytes` a `binary` of the IDL is.
pub use thrift_runtime::private::Bytes;
/// The double of a set's element or a map's key.
pub use thrift_runtime::private::OrderedFloat;
/// A list of small elements, in types that borrow.
pub use thrift_runtime::private::SmallVec;
/// The `uuid` of the IDL.
pub use thrift_runtime::private::Uuid;
#[cfg(feature = "tls")]
pub use thrift_runtime::tls;
/// What goes between fields of other types and the wire.
pub use thrift_runtime::{Adapter, Milliseconds};
pub use thrift_runtime::{
    Address, ApplicationError, ApplicationErrorKind, BoundServer, CallFuture, Channel, ChannelBuilder, ChannelFuture,
    ConstValue, Context, Credentials, Decode, DecodeFields, DecodeOwned, Described, Descriptor, Dialect, Encode,
    EncodeFields, Error, FieldDescriptor, Identity, Input, Key, Kind, Limits, Listen, MessageType, Metadata,
    MethodDescriptor, Multiplexed, Notes, Outcome, Output, Process, ProcessFuture, ProcessService, Protocol,
    ProtocolError, ProtocolErrorKind, Reflected, Reflection, Request, Requiredness, Response, ResponseFuture, Result,
    ResultExt, Server, ServiceDescriptor, SharedString, SourceLine, TType, Transport, TransportError, Type,
    UnknownEnumValue, UnknownField, ValueDescriptor, VecMap, VecSet, Wire, WireValue, WithReplyMetadata,
};
pub use thrift_runtime::{binary, compact};
#[cfg(feature = "json")]
pub use thrift_runtime::{json, simple_json};

/// What generated code may name, and nobody else: no part of this is stable.
#[doc(hidden)]
pub mod __private {
    pub use thrift_macros::thrift;
    pub use thrift_runtime::private::*;
}

/// Expands Thrift IDL to Rust, at module level.
///
/// ```ignore
/// thrift_rs::thrift!(
///     "idl/user.thrift",              // one or several files; looked for beside this Rust file, then in the package
///     include_dirs = ["vendor/idl"],  // where to look besides; relative to the package
///     vis = "pub(crate)",             // of what expands in place; `pub` without it
///     derive = [serde::Serialize],    // on all structs, unions and enums, besides what they derive anyway
///     attributes = ["User" = "#[serde(rename_all = \"camelCase\")]"],  // on a type, field, value or constant
///     rename = ["User.kind" = "what", "geo.thrift" = "places"],         // in Rust; on the wire names stay
///     with = ["geo.thrift" = ::geo, "shared.Money" = crate::Money],     // your module or type in place of the IDL's
///     strings = shared,               // what a `string` is: `owned` (a `String`, the default), or `shared` (a `SharedString`)
///     binary = vec,                   // what a `binary` is: `bytes` (`Bytes`, the default), or `vec` (a `Vec<u8>`)
///     maps = btree,                   // what maps and sets are: `hash` (`HashMap`, the default), `btree`, `vec` (`VecMap`), or
///                                     // a module of yours (`crate::maps`) that has a `Map<K, V>` and a `Set<T>`
///     protocols = [binary],           // what types speak, to compile no more than that; all protocols without it
///     borrowed = true,                // types that borrow beside those that own, in modules `borrowed`; off without it
///     keep_unknown = true,            // structs keep the fields that the IDL does not know; off without it
///     blocking = true,                // services on plain threads, too, in modules `blocking`; needs that feature; off without it
///     compatible_with = "idl/v1/user.thrift",  // the version that peers still speak: the build fails where a change breaks them
///     compatibility = wire,           // of those, whom: `wire`, `json` (and what goes by names; the default), or `source` (and code)
///     allow_breaking = [field_removed("User.nick") = "nobody ever set it"],  // what breaks nobody, with the reason
///     allow = [implicit_field_id],    // warnings by rule; also `warn` and `deny`
/// );
/// thrift_rs::thrift!(
///     idl = r#"struct Point { 1: i32 x, 2: i32 y }"#,  // or the IDL itself
/// );
/// ```
///
/// What an option names is written as in the IDL: `User`, `User.kind`, `UserService.getUser`, with the file in front
/// (`shared.Money`) where another file defines it; `geo.thrift` is a file. A name that leads nowhere is an error. A type in place
/// of the IDL's implements [`Wire`], [`Encode`] and [`Decode`], and [`Key`] if it is part of a key.
///
/// What chooses between types, as `strings` and `maps` do, holds for all files that expand here. A single field or typedef has another
/// type by an annotation: `1: string name (rust.type = "::thrift_rs::SharedString")`.
///
/// Annotations in the IDL do the same: `(rust.name = "what")`, `(rust.derive = "serde::Serialize")`,
/// `(rust.attributes = "#[non_exhaustive]")`, `(rust.type = "crate::Money")`; and `(rust.box)` puts a field into a `Box`.
///
/// Where serde's traits are derived, names are those of the IDL, what is optional is left out where it is `None`, and what is missing
/// has its default unless it is `required`. Enums are the names of their values, and numbers where those have none; unions are
/// externally tagged. A type or a field with serde's attributes of your own has none of ours. The feature `serde` brings the traits
/// for [`Bytes`], [`Uuid`], [`OrderedFloat`], [`SharedString`], [`SmallVec`], [`VecMap`], [`VecSet`] and [`UnknownField`].
///
/// An edit of any file that was read rebuilds the crate. A mistake in one is an error of the compiler, with file, line,
/// column and what to type instead; what the mistake does not touch still expands.
///
/// # Versions
///
/// Peers that were built from an older version of the IDL live on. With a copy of that version beside it, a change that would break
/// them is an error that shows both places, says who breaks, old clients or new ones, and what to write instead:
///
/// ```ignore
/// thrift_rs::thrift!("user.thrift", compatible_with = "v1/user.thrift");
/// ```
///
/// ```text
/// error: the type of the field `id` of struct `User` changed from `i32` to `i64`
///         --> src/user.thrift:2:3
///          |
///        2 |   1: i64 id
///          |   ^^^^^^^^^ is `i64`
///          |
///         ::: src/v1/user.thrift:2:3
///          |
///        2 |   1: i32 id
///          |   --------- was `i32`
///          |
///          = note: readers skip what is not of their type, and go on without it
///          = note: breaks old clients with new servers, and new clients with old servers
///          = help: keep `1: i32 id`, and add a field with an id of its own
///          = help: or say why nobody is hurt: `allow_breaking = [field_type_changed("User.id") = "…"]`
/// ```
///
/// Compared is what stands on the wire: types without their typedefs, fields and arguments by their ids, methods with all that a service
/// extends. So a typedef in place of its type, a renamed argument, a new field or method break nothing. Roots belong together in their
/// order (`compatible_with = ["v1/a.thrift", "v1/b.thrift"]` where there are several), other files by their names. An `include` of
/// the old version is looked for beside it, so that a folder has a whole version.
///
/// `compatibility` says who is to be protected: with `wire`, peers in any protocol; with `json`, which is what it is without a word, also
/// who goes by the names of fields; with `source`, also code. `allow_breaking` has rules by their names, each for one place
/// and what is in it or, without the parentheses, for all; one that nothing breaks is an error. The rules are those of `thrift_idl::compat::Rule`.
///
/// # Names
///
/// The items of the files that are named expand in place; each file that they `include` becomes a module beside them, so
/// that `shared.User` is `shared::User`. Types become `CamelCase` unless they are, fields, arguments and methods
/// `snake_case`, constants and values of enums `SCREAMING_SNAKE_CASE`; keywords become raw (`r#type`), or get a trailing
/// underscore (`self_`).
///
/// # Types
///
/// | IDL | Rust |
/// |---|---|
/// | `bool` `i8` `i16` `i32` `i64` `double` | `bool` `i8` `i16` `i32` `i64` `f64` |
/// | `string` `binary` `uuid` | `String` (or [`SharedString`]) [`Bytes`] (or `Vec<u8>`) [`Uuid`] |
/// | `list<T>` `set<T>` `map<K, V>` | `Vec` `HashSet` `HashMap` (or `BTreeSet` `BTreeMap`, or [`VecSet`] [`VecMap`]); within an element of a set or a key of a map `Vec` `BTreeSet` `BTreeMap`, and a `double` there is an [`OrderedFloat`] |
/// | `enum` | a struct around an `i32` with associated constants, so that numbers of a newer version survive |
/// | `struct` `exception` | a struct with public fields; exceptions implement [`std::error::Error`] |
/// | `union` | an enum, with `Unset` for no member and `Unknown` for one that the IDL does not know |
/// | `typedef` | a type alias |
/// | `const` | a `const` for numbers, bools, enums, UUIDs and strings, else a `static` [`LazyLock`](std::sync::LazyLock) |
/// | `required` | `T`: always written; an error where it is missing |
/// | neither word | `T`: always written; its default where it is missing |
/// | `optional` | `Option<T>`: written where it is `Some`; `None` where it is missing, also if it has a default |
///
/// A struct that holds itself by value is boxed there. A field of an unknown id, or of another type than the IDL says, is
/// skipped, so that old and new peers understand each other.
///
/// With `keep_unknown = true` such a field is kept instead, and written again behind those that are known: each struct and
/// exception has a further field `unknown_fields` (`unknown_fields_`, where the IDL has the name), a `Vec` of [`UnknownField`].
/// So what relays messages of a newer version loses nothing, within a protocol and between binary and compact. In JSON, nothing
/// says which strings are binaries: one that is kept is written as text if it is UTF-8, else as base64, and read as text.
///
/// `HashMap` and `HashSet` have the standard hasher, which nobody can flood with keys that collide. With `maps = vec` entries
/// are kept as they come: in their order, those with the same key too. With `maps = crate::maps` they are what that module calls
/// `Map` and `Set`: `pub type Map<K, V> = HashMap<K, V, OtherHasher>`, or a type of your own with the traits that `HashMap` has here,
/// [`Wire`], [`Encode`], [`Decode`] and [`Key`] among them.
///
/// A value in a protocol that `protocols` leaves out is an error of the kind
/// [`NotImplemented`](ProtocolErrorKind::NotImplemented).
///
/// # Types that borrow
///
/// With `borrowed = true` there is a module `borrowed` beside the items of each file. In it, each struct, exception, union and
/// typedef that holds a `string` or `binary` somewhere has a lifetime: `&'a str` stands for `String`, `&'a [u8]` for [`Bytes`].
/// A field of such a type that is a list of numbers, enums, strings or other small elements is a [`SmallVec`], with room for 32
/// bytes of them in itself. Decoding allocates nothing for strings and short lists. Types without text are the same as outside.
/// Services keep to types that own.
///
/// ```
/// thrift_rs::thrift!(idl = "struct User { 1: i32 id, 2: string name }", borrowed = true);
///
/// # fn main() -> thrift_rs::Result<()> {
/// let bytes = thrift_rs::binary::to_vec(&User { id: 7, name: "Ada".into() })?;
/// let user: borrowed::User<'_> = thrift_rs::binary::from_slice(&bytes)?;
/// assert_eq!(user.name, "Ada");
/// let owned: User = user.to_owned();
/// assert_eq!(borrowed::User::from(&owned), user);
/// # Ok(())
/// # }
/// ```
///
/// They derive nothing of the user's, and give way where the IDL has the name: the module is `borrowed_` beside an include,
/// service or type of the name `borrowed`. What a union does not know, and fields of a type of yours, own what they hold.
///
/// # Services
///
/// A service `UserService` becomes a module `user_service` with
///
/// - `Iface`, a trait with an `async fn` for each method: implemented by your handler, by `&T`, `Box<T>` and `Arc<T>` of
///   one, and by `Client`;
/// - `Client`, which calls a server; what its methods give is a [`CallFuture`], which borrows nothing and can be spawned;
/// - `Processor`, which makes a handler servable by a [`Server`];
/// - an error for each method that throws, `GetUserError`: a variant for each exception, and `Rpc` for any other
///   [`Error`].
///
/// With the feature `mock` there is a function `mock`, too, which gives a service of which a test says what it answers: a `Mock`,
/// with a `MockMethod` for each method, inherited ones included. It implements `Iface`, and a `Processor` serves it. Clones are the
/// same mock.
///
/// ```ignore
/// let users = user_service::mock();
/// users.get_user.returns(User { id: 7, ..Default::default() });
/// users.rename.answers(|(id, name)| Ok(id == 7 && !name.is_empty()));
/// users.delete_user.throws(NotFound::default());
/// let client = user_service::Client::new(Server::new(user_service::Processor::new(users.clone())).in_memory());
/// client.get_user(7).await?;
/// assert_eq!(users.get_user.calls(), [7]);
/// ```
///
/// `extends` becomes a supertrait; the derived `Client` and `Processor` serve both.
///
/// With `blocking = true`, which takes the feature `blocking`, `user_service::blocking` has an `Iface`, a `Client` and a `Processor`
/// that are the same on plain threads, without `async`: for the `Server` and `Channel` of the module `blocking` of this crate. Errors of
/// methods are the same types. Such a `Processor` can be served by the async [`Server`], too. Files behind `with` that define
/// services which others extend must have expanded with the option as well.
///
/// # Descriptors
///
/// What the IDL says can be read: each struct, exception, union and enum is [`Described`], so that `User::DESCRIPTOR` has its
/// names, ids, types, defaults, docs and annotations; and a service's module has a `static DESCRIPTOR`, a [`ServiceDescriptor`], with those
/// of the methods, which ones are `oneway`, `idempotent` or `readonly` among them. Both say in which file and line they are defined.
/// With the feature `dynamic` they can be written as IDL: `dynamic::to_idl::<User>()`, `dynamic::Schema::of_service(&user_service::DESCRIPTOR)`.
#[macro_export]
macro_rules! thrift {
    ($($input:tt)*) => {
        $crate::__private::thrift! { ($crate) $($input)* }
    };
}

/// Expands a Thrift file to Rust: [`thrift!`] by another name.
#[macro_export]
macro_rules! include_thrift {
    ($($input:tt)*) => {
        $crate::__private::thrift! { ($crate) $($input)* }
    };
}
