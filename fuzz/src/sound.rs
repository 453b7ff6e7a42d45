//! What holds of everything that loading gives.

use std::collections::HashSet;

use thrift_idl::program::{Field, File, Item, Program, ServiceId, StructKind, Type, Value};
use thrift_idl::{Loaded, Severity, Span};

/// Errors that are reported, with the one that counts the rest.
const MAX_ERRORS: usize = 21;

/// Checks what came out of loading.
pub fn check(loaded: &Loaded) {
    let errors = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    assert!(errors <= MAX_ERRORS, "{errors} errors");
    assert_eq!(loaded.program.is_some(), errors == 0, "a program comes without errors");
    assert_eq!(loaded.partial.is_some(), errors > 0, "a partial one comes with errors");
    for label in loaded.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        span(loaded, label.span);
    }
    if let Some(program) = &loaded.program {
        Sound { loaded, program, whole: Whole::Yes }.check();
    }
    if let Some(program) = &loaded.partial {
        Sound { loaded, program, whole: Whole::No }.check();
    }
}

/// A span is a range of characters of its file.
fn span(loaded: &Loaded, span: Span) {
    let text = loaded.sources.files()[span.file.0 as usize].text();
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {} bytes", text.len());
}

/// Whether the program had no errors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    No,
}

struct Sound<'l> {
    loaded: &'l Loaded,
    program: &'l Program,
    whole: Whole,
}

impl Sound<'_> {
    fn check(&self) {
        let program = self.program;
        assert_eq!(program.files.len(), self.loaded.sources.files().len());
        assert!(program.roots.iter().all(|root| (root.0 as usize) < program.files.len()));
        // Typedefs first: everything else looks through them.
        self.typedefs();
        self.items();
        self.structs();
        self.enums();
        for item in &program.consts {
            self.ty(&item.ty);
            let missing = self.whole == Whole::No && item.value == Value::Bool(false);
            assert!(missing || self.fits(&item.value, &item.ty), "`{}` is {:?}", item.name.text, item.value);
        }
        self.services();
    }

    /// Every item is listed by its own file, once, with its name where it is written.
    fn items(&self) {
        let program = self.program;
        let mut listed = [0; 5];
        for (at, File { items, includes, .. }) in program.files.iter().enumerate() {
            assert!(includes.iter().all(|include| (include.file.0 as usize) < program.files.len()));
            for item in items {
                let (kind, file, name) = match *item {
                    Item::Struct(id) => (0, program[id].file, &program[id].name),
                    Item::Enum(id) => (1, program[id].file, &program[id].name),
                    Item::Typedef(id) => (2, program[id].file, &program[id].name),
                    Item::Const(id) => (3, program[id].file, &program[id].name),
                    Item::Service(id) => (4, program[id].file, &program[id].name),
                };
                listed[kind] += 1;
                assert_eq!((file.0 as usize, name.span.file), (at, file));
                assert_eq!(self.loaded.sources.slice(name.span), name.text);
            }
        }
        // A partial program has one more struct, which stands for what is not known.
        let nameless = usize::from(self.whole == Whole::No);
        let made = [
            program.structs.len() - nameless,
            program.enums.len(),
            program.typedefs.len(),
            program.consts.len(),
            program.services.len(),
        ];
        assert_eq!(listed, made);
    }

    /// No chain of typedefs is a circle: it has no more links than there are typedefs.
    fn typedefs(&self) {
        for item in &self.program.typedefs {
            self.ty(&item.target);
            let (mut ty, mut links) = (&item.target, 0);
            while let Type::Typedef(id) = ty {
                links += 1;
                assert!(links <= self.program.typedefs.len(), "`{}` stands for itself", item.name.text);
                ty = &self.program[*id].target;
            }
        }
    }

    /// A type names what there is. What stands for the unknown is in partial programs only.
    fn ty(&self, ty: &Type) {
        match ty {
            Type::List(element) | Type::Set(element) => self.ty(element),
            Type::Map(key, value) => [key, value].into_iter().for_each(|ty| self.ty(ty)),
            Type::Struct(id) => assert!(self.whole == Whole::No || !self.program[*id].name.text.is_empty()),
            Type::Enum(id) => assert!((id.0 as usize) < self.program.enums.len()),
            Type::Typedef(id) => assert!((id.0 as usize) < self.program.typedefs.len()),
            _ => {}
        }
    }

    fn structs(&self) {
        for item in &self.program.structs {
            self.fields(&item.fields);
            if item.kind == StructKind::Union && self.whole == Whole::Yes {
                assert!(item.fields.iter().filter(|field| field.default.is_some()).count() <= 1);
            }
        }
    }

    fn fields(&self, fields: &[Field]) {
        for field in fields {
            self.ty(&field.ty);
            span(self.loaded, field.span);
            if let Some(default) = &field.default {
                assert!(self.fits(default, &field.ty), "`{}` is {default:?}", field.name.text);
            }
        }
        if self.whole == Whole::Yes {
            assert_eq!(fields.iter().map(|field| field.id).collect::<HashSet<_>>().len(), fields.len());
            assert_eq!(fields.iter().map(|field| &field.name.text).collect::<HashSet<_>>().len(), fields.len());
        }
    }

    fn enums(&self) {
        for item in self.program.enums.iter().filter(|_| self.whole == Whole::Yes) {
            let names: HashSet<_> = item.values.iter().map(|value| &value.name.text).collect();
            assert_eq!(names.len(), item.values.len(), "`{}` has a name twice", item.name.text);
        }
    }

    fn services(&self) {
        for (at, item) in self.program.services.iter().enumerate() {
            for method in &item.methods {
                method.returns.iter().for_each(|ty| self.ty(ty));
                self.fields(&method.args);
                self.fields(&method.throws);
                if self.whole == Whole::No {
                    continue;
                }
                for field in &method.throws {
                    let exception = match self.program.resolve(&field.ty) {
                        Type::Struct(id) => self.program[*id].kind == StructKind::Exception,
                        _ => false,
                    };
                    assert!(exception, "`{}` throws {:?}", method.name.text, field.ty);
                }
            }
            if self.whole == Whole::Yes {
                self.methods(ServiceId(at as u32));
            }
        }
    }

    /// A service and all that it extends have each method once, and none extends itself.
    fn methods(&self, start: ServiceId) {
        let (mut names, mut seen) = (HashSet::new(), HashSet::new());
        let mut next = Some(start);
        while let Some(id) = next {
            assert!(seen.insert(id), "`{}` extends itself", self.program[id].name.text);
            for method in &self.program[id].methods {
                assert!(names.insert(&method.name.text), "`{}` is there twice", method.name.text);
            }
            next = self.program[id].extends;
        }
    }

    /// Whether a value is of a type, to its last element.
    fn fits(&self, value: &Value, ty: &Type) -> bool {
        match (value, self.program.resolve(ty)) {
            (Value::Bool(_), Type::Bool)
            | (Value::Int(_), Type::I64)
            | (Value::Double(_), Type::Double)
            | (Value::String(_), Type::String)
            | (Value::Binary(_), Type::Binary)
            | (Value::Uuid(_), Type::Uuid) => true,
            (Value::Int(number), Type::I8) => i8::try_from(*number).is_ok(),
            (Value::Int(number), Type::I16) => i16::try_from(*number).is_ok(),
            (Value::Int(number), Type::I32) => i32::try_from(*number).is_ok(),
            (Value::Enum(id, number), Type::Enum(wanted)) => {
                id == wanted && self.program[*id].values.iter().any(|value| value.number == *number)
            }
            (Value::List(values), Type::List(element)) | (Value::Set(values), Type::Set(element)) => {
                values.iter().all(|value| self.fits(value, element))
            }
            (Value::Map(pairs), Type::Map(key, element)) => {
                pairs.iter().all(|(name, value)| self.fits(name, key) && self.fits(value, element))
            }
            (Value::Struct(id, members), Type::Struct(wanted)) => {
                let item = &self.program[*id];
                let given: HashSet<usize> = members.iter().map(|(field, _)| *field).collect();
                id == wanted
                    && given.len() == members.len()
                    && (item.kind != StructKind::Union || members.len() <= 1)
                    && members.iter().all(|(field, value)| self.fits(value, &item.fields[*field].ty))
            }
            _ => false,
        }
    }
}
