//! The types and services that descriptors lead to, each once.

use std::collections::{HashMap, HashSet};
use std::ptr;

use crate::descriptor::{ConstValue, Descriptor, FieldDescriptor, Kind, ServiceDescriptor, Type};

/// What is reached, what something is made of before it.
pub(super) struct Reached {
    pub(super) types: Vec<&'static Descriptor>,
    pub(super) services: Vec<&'static ServiceDescriptor>,
    /// The place among the types of each name.
    places: HashMap<&'static str, usize>,
}

impl Reached {
    /// What these types and services lead to.
    ///
    /// # Errors
    /// Types that are not the same and have one name.
    pub(super) fn from(
        types: &[&'static Descriptor],
        services: &[&'static ServiceDescriptor],
    ) -> Result<Self, Vec<String>> {
        let services = with_bases(services);
        let mut search = Search::default();
        types.iter().for_each(|ty| search.reach(ty));
        for method in services.iter().flat_map(|service| service.methods()) {
            let fields = method.args().fields().iter().chain(method.result().fields());
            fields.flat_map(named).for_each(|ty| search.reach(ty));
        }
        match search.clashes.is_empty() {
            true => {
                let places = search.done.iter().enumerate().map(|(place, ty)| (ty.name(), place)).collect();
                Ok(Self { types: search.done, services, places })
            }
            false => Err(search.clashes),
        }
    }

    /// The place of a type among the types.
    pub(super) fn place(&self, descriptor: &'static Descriptor) -> Option<usize> {
        self.places.get(descriptor.name()).copied()
    }
}

/// These services and those that they extend, a base before what extends it, each once.
fn with_bases(services: &[&'static ServiceDescriptor]) -> Vec<&'static ServiceDescriptor> {
    let mut found: Vec<&'static ServiceDescriptor> = Vec::new();
    for service in services {
        let mut line = Vec::new();
        let mut next = Some(*service);
        while let Some(service) = next.filter(|next| !found.iter().chain(&line).any(|known| ptr::eq(*known, *next))) {
            line.push(service);
            next = service.extends();
        }
        found.extend(line.into_iter().rev());
    }
    found
}

#[derive(Default)]
struct Search {
    /// Types that are looked into, each with those that it names and that have not been looked into.
    open: Vec<(&'static Descriptor, Vec<&'static Descriptor>)>,
    done: Vec<&'static Descriptor>,
    names: HashMap<&'static str, &'static Descriptor>,
    /// What says the same as another, or was found not to: a constant has no address of its own, so that a type may have several.
    others: HashSet<*const Descriptor>,
    clashes: Vec<String>,
}

impl Search {
    /// Looks into a type, and into all that it leads to: without recursion, since chains of types have any length.
    fn reach(&mut self, descriptor: &'static Descriptor) {
        self.enter(descriptor);
        while let Some((ty, rest)) = self.open.last_mut() {
            let ty = *ty;
            match rest.pop() {
                Some(next) => self.enter(next),
                None => {
                    self.open.pop();
                    self.done.push(ty);
                }
            }
        }
    }

    fn enter(&mut self, descriptor: &'static Descriptor) {
        let other = match self.names.get(descriptor.name()) {
            Some(other) if ptr::eq(*other, descriptor) => return,
            Some(other) => *other,
            None => {
                self.names.insert(descriptor.name(), descriptor);
                let mut within: Vec<_> = descriptor.fields().iter().flat_map(named).collect();
                within.reverse();
                self.open.push((descriptor, within));
                return;
            }
        };
        if self.others.insert(ptr::from_ref(descriptor)) && !is_same(other, descriptor) {
            self.clashes.push(clash(other, descriptor));
        }
    }
}

/// The types with names that the type of a field has in it.
fn named(field: &FieldDescriptor) -> Vec<&'static Descriptor> {
    let (mut found, mut types) = (Vec::new(), vec![field.ty()]);
    while let Some(ty) = types.pop() {
        match ty {
            Type::List(element) | Type::Set(element) => types.push(*element),
            Type::Map(key, value) => types.extend([*value, *key]),
            ty => found.extend(ty.descriptor()),
        }
    }
    found
}

fn clash(first: &Descriptor, second: &Descriptor) -> String {
    let place = |of: &Descriptor| of.source().map(|source| format!(" at {source}")).unwrap_or_default();
    format!(
        "two types have the name `{}`: one{}, another{}\nhelp: a type of Rust has another name in Thrift by `#[thrift(name = \"…\")]`",
        first.name(),
        place(first),
        place(second)
    )
}

/// Whether two descriptors, and all that they lead to, say the same.
fn is_same(first: &'static Descriptor, second: &'static Descriptor) -> bool {
    let (mut compared, mut pairs) = (HashSet::new(), vec![(first, second)]);
    while let Some((a, b)) = pairs.pop() {
        if ptr::eq(a, b) || !compared.insert((ptr::from_ref(a), ptr::from_ref(b))) {
            continue;
        }
        let kinds = (a.name(), a.docs(), a.annotations(), word(a.kind()));
        if kinds != (b.name(), b.docs(), b.annotations(), word(b.kind()))
            || a.fields().len() != b.fields().len()
            || !a.values().iter().map(value).eq(b.values().iter().map(value))
            || !a.fields().iter().zip(b.fields()).all(|(a, b)| is_same_field(a, b, &mut pairs))
        {
            return false;
        }
    }
    true
}

type Pairs = Vec<(&'static Descriptor, &'static Descriptor)>;

fn is_same_field(a: &'static FieldDescriptor, b: &'static FieldDescriptor, pairs: &mut Pairs) -> bool {
    let said = |field: &FieldDescriptor| (field.id(), field.name(), field.requiredness());
    said(a) == said(b)
        && (a.docs(), a.annotations()) == (b.docs(), b.annotations())
        && a.default().map(shown) == b.default().map(shown)
        && is_same_type(a.ty(), b.ty(), pairs)
}

fn is_same_type(a: Type, b: Type, pairs: &mut Pairs) -> bool {
    match (a, b) {
        (Type::List(a), Type::List(b)) | (Type::Set(a), Type::Set(b)) => is_same_type(*a, *b, pairs),
        (Type::Map(k, v), Type::Map(l, w)) => is_same_type(*k, *l, pairs) && is_same_type(*v, *w, pairs),
        (Type::Enum(a), Type::Enum(b)) | (Type::Struct(a), Type::Struct(b)) => {
            pairs.push((a(), b()));
            true
        }
        (a, b) => a.descriptor().is_none() && b.descriptor().is_none() && a.to_string() == b.to_string(),
    }
}

fn value(
    value: &'static crate::ValueDescriptor,
) -> (i32, &'static str, &'static str, &'static [(&'static str, &'static str)]) {
    (value.number(), value.name(), value.docs(), value.annotations())
}

/// A default as text. A function has no address of its own, but gives the same each time.
fn shown(value: &'static ConstValue) -> String {
    match value {
        ConstValue::Computed(value) => format!("{:?}", value()),
        value => format!("{value:?}"),
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Struct(_) => "struct",
        Kind::Exception(_) => "exception",
        Kind::Union(_) => "union",
        Kind::Enum(_) => "enum",
    }
}
