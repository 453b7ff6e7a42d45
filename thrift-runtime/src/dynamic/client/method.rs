//! Methods: on the wire, two structs.

use thrift_idl::program::{self, Answer, Field, Meta, Name, Requiredness, StructKind, Type};

use crate::binary::{Reader, Writer};
use crate::codec::Input;
use crate::dynamic::decode::{Decoder, Unknown};
use crate::dynamic::encode::Encoder;
use crate::dynamic::layout::{Layout, Layouts, Shape};
use crate::dynamic::readable::StructSeed;
use crate::dynamic::validate::{Validator, ValueError};
use crate::dynamic::value::{StructValue, Value};
use crate::error::ProtocolError;
use crate::framing::Message;
use crate::json::message::{read_body_of, write_body_of};
use crate::limits::Limits;
use crate::message::MessageType;

/// The field of the value in a result.
pub(super) const SUCCESS: i16 = 0;

/// A method of a service.
pub(super) struct Method {
    pub(super) name: String,
    answer: Answer,
    args: Struct,
    result: Struct,
}

/// A struct that no program has.
struct Struct {
    name: String,
    kind: StructKind,
    fields: Vec<Field>,
    layout: Layout,
}

impl Struct {
    fn new(name: String, kind: StructKind, fields: Vec<Field>) -> Self {
        Self { name, kind, layout: Layout::new(&fields, |_| false), fields }
    }

    fn shape(&self) -> Shape<'_> {
        Shape::new(&self.name, self.kind, &self.fields, &self.layout)
    }
}

impl Method {
    pub(super) fn new(method: &program::Method) -> Self {
        let name = &method.name.text;
        let success = method.returns.as_ref().map(|ty| Field {
            id: SUCCESS,
            name: Name { text: "success".to_owned(), span: method.name.span },
            requiredness: Requiredness::Optional,
            ty: ty.clone(),
            default: None,
            meta: Meta::default(),
            span: method.name.span,
        });
        let result = success.into_iter().chain(method.throws.iter().cloned()).collect();
        Self {
            name: name.clone(),
            answer: method.answer,
            args: Struct::new(format!("{name}_args"), StructKind::Struct, method.args.clone()),
            result: Struct::new(format!("{name}_result"), StructKind::Union, result),
        }
    }

    pub(super) fn kind(&self) -> MessageType {
        match self.answer {
            Answer::Reply => MessageType::Call,
            Answer::Oneway => MessageType::Oneway,
        }
    }

    pub(super) fn returns(&self) -> Option<&Type> {
        self.result.fields.iter().find(|field| field.id == SUCCESS).map(|field| &field.ty)
    }

    pub(super) fn throws(&self) -> impl Iterator<Item = &Field> {
        self.result.fields.iter().filter(|field| field.id != SUCCESS)
    }

    /// Arguments of these names.
    pub(super) fn arguments<'n>(
        &self,
        arguments: impl IntoIterator<Item = (&'n str, Value)>,
    ) -> Result<StructValue, ValueError> {
        let mut value = StructValue::new();
        for (name, argument) in arguments {
            value.set(self.args.shape().expect(name)?.id, argument);
        }
        Ok(value)
    }

    /// Reads arguments for serde.
    pub(super) fn seed<'s>(&'s self, schema: &'s Layouts) -> StructSeed<'s> {
        StructSeed { schema, shape: self.args.shape() }
    }

    pub(super) fn validate(&self, schema: &Layouts, arguments: &StructValue) -> Result<(), ValueError> {
        Validator::new(schema).structure(self.args.shape(), arguments)
    }

    /// Arguments in the binary protocol.
    pub(super) fn encode(&self, schema: &Layouts, arguments: &StructValue) -> Result<Vec<u8>, ProtocolError> {
        let mut out = Writer::new();
        Encoder::new(schema).structure(self.args.shape(), arguments, &mut out);
        out.finish()
    }

    /// Arguments from the binary protocol to JSON, with the end of the message.
    pub(super) fn to_json(&self, schema: &Layouts, arguments: &[u8]) -> Result<Vec<u8>, ProtocolError> {
        let mut text = Vec::new();
        write_body_of((schema, self.args.shape()), arguments, &mut text)?;
        Ok(text)
    }

    /// The result in a reply.
    pub(super) fn decode(
        &self,
        schema: &Layouts,
        reply: &Message,
        limits: &Limits,
    ) -> Result<StructValue, ProtocolError> {
        let shape = self.result.shape();
        let decoder = Decoder { schema, unknown: Unknown::Skipped };
        let whole = |mut input: Reader<'_>| {
            let result = decoder.structure(shape, &mut input);
            input.cursor().whole(result)
        };
        match reply.text() {
            None => whole(reply.body(limits)),
            Some(text) => {
                let binary = read_body_of((schema, shape), &text, 0, limits, Vec::new())?;
                let mut input = Reader::new(&binary, limits);
                input.cursor().grant(limits.budget(text.len()).saturating_sub(binary.len()));
                whole(input)
            }
        }
    }
}
