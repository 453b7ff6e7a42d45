//! Descriptors as a program.

use thrift_idl::program::{
    Annotation, Answer, Enum, EnumId, EnumValue, Field, File, Item, Meta, Method, Name, Requiredness, Service,
    ServiceId, Struct, StructId, StructKind, Type,
};
use thrift_idl::{FileId, Program, Span};

use super::super::schema::INLINE;
use super::reach::Reached;
use crate::descriptor::{
    self, Descriptor, FieldDescriptor, Kind, MethodDescriptor, ServiceDescriptor, ValueDescriptor,
};

/// The one file.
const FILE: FileId = FileId(0);

/// The program of all that is reached.
///
/// # Errors
/// Defaults that are none of their type.
pub(super) fn program(reached: &Reached) -> Result<Program, Vec<String>> {
    let mut builder = Builder::new(reached);
    let (mut structs, mut enums) = (Vec::new(), Vec::new());
    for descriptor in &reached.types {
        match descriptor.kind() {
            Kind::Struct(fields) => structs.push(builder.structure(StructKind::Struct, descriptor, fields)),
            Kind::Exception(fields) => structs.push(builder.structure(StructKind::Exception, descriptor, fields)),
            Kind::Union(fields) => structs.push(builder.structure(StructKind::Union, descriptor, fields)),
            Kind::Enum(values) => enums.push(enumeration(descriptor, values)),
        }
    }
    let services: Vec<Service> = reached.services.iter().map(|service| builder.service(service)).collect();
    if !builder.mistakes.is_empty() {
        return Err(builder.mistakes);
    }
    let items = builder.types.iter().filter_map(|ty| match ty {
        Type::Struct(id) => Some(Item::Struct(*id)),
        Type::Enum(id) => Some(Item::Enum(*id)),
        _ => None,
    });
    let items = items.chain((0..services.len() as u32).map(|id| Item::Service(ServiceId(id)))).collect();
    let file = File { name: INLINE.to_owned(), includes: Vec::new(), namespaces: Vec::new(), items, docs: None };
    Ok(Program { files: vec![file], roots: vec![FILE], structs, enums, services, ..Program::default() })
}

pub(super) struct Builder<'r> {
    pub(super) reached: &'r Reached,
    /// What each type that is reached is in the program.
    types: Vec<Type>,
    mistakes: Vec<String>,
}

/// What a field is a part of, which says what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Field,
    /// A member of a union or an exception of a method, which is optional without a word.
    Member,
    /// An argument, which never is.
    Argument,
}

impl<'r> Builder<'r> {
    fn new(reached: &'r Reached) -> Self {
        let (mut structs, mut enums) = ((0..).map(StructId), (0..).map(EnumId));
        let types = reached.types.iter().filter_map(|descriptor| match descriptor.kind() {
            Kind::Enum(_) => enums.next().map(Type::Enum),
            _ => structs.next().map(Type::Struct),
        });
        Self { reached, types: types.collect(), mistakes: Vec::new() }
    }

    fn structure(&mut self, kind: StructKind, of: &Descriptor, fields: &'static [FieldDescriptor]) -> Struct {
        let part = if kind == StructKind::Union { Part::Member } else { Part::Field };
        let fields = fields.iter().map(|field| self.field(of.name(), field, part)).collect();
        Struct { kind, name: Name::nowhere(of.name()), file: FILE, fields, meta: meta(of.docs(), of.annotations()) }
    }

    fn field(&mut self, owner: &str, field: &'static FieldDescriptor, part: Part) -> Field {
        let default = field.default().and_then(|value| {
            let value = self.value(value, field.ty());
            let mistake = |mistake| format!("the default of the field `{}` of `{owner}`: {mistake}", field.name());
            value.map_err(|error| self.mistakes.push(mistake(error))).ok()
        });
        let requiredness = match (part, field.requiredness()) {
            (Part::Member, _) => Requiredness::Optional,
            (_, descriptor::Requiredness::Required) => Requiredness::Required,
            (Part::Field, descriptor::Requiredness::Optional) => Requiredness::Optional,
            _ => Requiredness::Default,
        };
        Field {
            id: field.id(),
            name: Name::nowhere(field.name()),
            requiredness,
            ty: self.ty(field.ty()),
            default,
            meta: meta(field.docs(), field.annotations()),
            span: Span::NOWHERE,
        }
    }

    pub(super) fn ty(&self, ty: descriptor::Type) -> Type {
        use descriptor::Type as Of;
        match ty {
            Of::Bool => Type::Bool,
            Of::I8 => Type::I8,
            Of::I16 => Type::I16,
            Of::I32 => Type::I32,
            Of::I64 => Type::I64,
            Of::Double => Type::Double,
            Of::String => Type::String,
            Of::Binary => Type::Binary,
            Of::Uuid => Type::Uuid,
            Of::List(element) => Type::List(Box::new(self.ty(*element))),
            Of::Set(element) => Type::Set(Box::new(self.ty(*element))),
            Of::Map(key, value) => Type::Map(Box::new(self.ty(*key)), Box::new(self.ty(*value))),
            Of::Enum(descriptor) => self.named(descriptor(), Type::I32),
            // What is reached is known.
            Of::Struct(descriptor) => self.named(descriptor(), Type::Struct(StructId(u32::MAX))),
        }
    }

    fn named(&self, descriptor: &'static Descriptor, otherwise: Type) -> Type {
        let known = self.reached.place(descriptor).and_then(|place| self.types.get(place));
        known.cloned().unwrap_or(otherwise)
    }

    fn service(&mut self, service: &'static ServiceDescriptor) -> Service {
        let place =
            |base: &ServiceDescriptor| self.reached.services.iter().position(|known| std::ptr::eq(*known, base));
        let extends = service.extends().and_then(place).map(|place| ServiceId(place as u32));
        let methods = service.methods().iter().map(|method| self.method(method)).collect();
        let meta = meta(service.docs(), service.annotations());
        Service { name: Name::nowhere(service.name()), file: FILE, extends, methods, meta }
    }

    fn method(&mut self, method: &'static MethodDescriptor) -> Method {
        let args = method.args().fields().iter().map(|arg| self.field(method.name(), arg, Part::Argument)).collect();
        let throws = method.throws().map(|throw| self.field(method.name(), throw, Part::Member)).collect();
        Method {
            name: Name::nowhere(method.name()),
            answer: if method.is_oneway() { Answer::Oneway } else { Answer::Reply },
            returns: method.result().field(0).map(|value| self.ty(value.ty())),
            args,
            throws,
            meta: meta(method.docs(), method.annotations()),
        }
    }
}

fn enumeration(of: &Descriptor, values: &[ValueDescriptor]) -> Enum {
    let values = values.iter().map(|value| EnumValue {
        name: Name::nowhere(value.name()),
        number: value.number(),
        meta: meta(value.docs(), value.annotations()),
    });
    Enum {
        name: Name::nowhere(of.name()),
        file: FILE,
        values: values.collect(),
        meta: meta(of.docs(), of.annotations()),
    }
}

fn meta(docs: &str, annotations: &[(&str, &str)]) -> Meta {
    let annotation = |(key, value): &(&str, &str)| Annotation {
        key: Name::nowhere(*key),
        // What a key alone stands for.
        value: (*value != "1").then(|| Name::nowhere(*value)),
    };
    let docs = Some(docs.trim()).filter(|docs| !docs.is_empty()).map(str::to_owned);
    Meta { docs, annotations: annotations.iter().map(annotation).collect() }
}
