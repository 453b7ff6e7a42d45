//! The plan as text.

use super::PATHS;
use super::dice::Dice;
use super::plan::{Definition, Place, Plan, Type};

/// What is put where it does not belong.
const STRAY: [&str; 24] = [
    "{", "}", "(", ")", "<", ">", "[", "]", ",", ";", ":", "=", "1", "-", ".", "\"", "'", "/*", "struct", "required",
    "a.b.c", "const", "&", "é",
];

/// The tokens of a file.
pub(super) fn file(plan: &Plan, file: usize, dice: &mut Dice<'_>) -> Vec<String> {
    let mut writer = Writer { plan, file, dice, used: Vec::new(), out: Vec::new() };
    for at in 0..plan.files[file].len() {
        writer.definition(at);
    }
    writer.headers();
    writer.mistakes();
    writer.out
}

struct Writer<'p, 'd, 'b> {
    plan: &'p Plan,
    file: usize,
    dice: &'d mut Dice<'b>,
    /// The files that names in this one lead to.
    used: Vec<usize>,
    out: Vec<String>,
}

impl Writer<'_, '_, '_> {
    fn put(&mut self, text: impl Into<String>) {
        self.out.push(text.into());
    }

    fn put_one(&mut self, choices: &[&str]) {
        let text = *self.dice.pick(choices);
        self.put(text);
    }

    fn definition(&mut self, at: usize) {
        let plan = self.plan;
        let name = name(plan, (self.file, at));
        // Rarely the name of another one.
        let name = if self.dice.rarely() { "S0".to_owned() } else { name };
        if self.dice.rarely() {
            self.put("/** Docs.\n * More. */");
        }
        match plan.at((self.file, at)) {
            Definition::Struct(keyword, fields) => {
                self.put(format!("{keyword} {name} {{"));
                for (number, ty) in fields.iter().enumerate() {
                    self.field(number, ty);
                }
                self.put("}");
            }
            Definition::Enum(values) => {
                self.put(format!("enum {name} {{"));
                for (number, value) in values.iter().enumerate() {
                    self.put(format!("V{number}"));
                    if let Some(value) = value {
                        self.put(format!("= {value}"));
                    }
                    self.annotations();
                    self.separator();
                }
                self.put("}");
            }
            Definition::Typedef(target) => {
                self.put("typedef");
                self.ty(target);
                self.put(name);
            }
            Definition::Const(ty) => {
                self.put("const");
                self.ty(ty);
                self.put(format!("{name} ="));
                self.value(ty, 4);
            }
            Definition::Service { extends, methods, types } => {
                self.put(format!("service {name}"));
                if let Some(base) = extends {
                    let base = self.name(*base);
                    self.put(format!("extends {base}"));
                }
                self.put("{");
                for number in 0..*methods {
                    self.method(at, number, types);
                }
                self.put("}");
            }
        }
        self.annotations();
        if self.dice.rarely() {
            self.put(";");
        }
    }

    fn method(&mut self, service: usize, number: usize, types: &[Type]) {
        let plan = self.plan;
        if self.dice.rarely() {
            self.put("oneway");
        }
        match self.dice.maybe() {
            true => {
                let ty = self.dice.pick(types);
                self.ty(ty);
            }
            false => self.put("void"),
        }
        match self.dice.rarely() {
            true => self.put("m ("),
            false => self.put(format!("m{}{service}_{number} (", self.file)),
        }
        for number in 0..self.dice.below(3) {
            let ty = self.dice.pick(types);
            self.field(number, ty);
        }
        self.put(")");
        let places = plan.files.iter().enumerate().flat_map(|(file, all)| (0..all.len()).map(move |at| (file, at)));
        let rarely = self.dice.rarely();
        let thrown: Vec<Place> =
            places.filter(|place| rarely || matches!(plan.at(*place), Definition::Struct("exception", _))).collect();
        if !thrown.is_empty() && self.dice.maybe() {
            self.put("throws (");
            for number in 0..self.dice.below(3) {
                let ty = Type::Named(*self.dice.pick(&thrown));
                self.field(number, &ty);
            }
            self.put(")");
        }
        self.annotations();
        self.separator();
    }

    fn field(&mut self, number: usize, ty: &Type) {
        match self.dice.below(12) {
            9 => {}
            10 => self.put(format!("{}:", -(number as i64))),
            11 => self.put_one(&["1:", "0:", "32767:", "-32768:", "32768:"]),
            _ => self.put(format!("{}:", number + 1)),
        }
        match self.dice.below(8) {
            5 | 6 => self.put("optional"),
            7 => self.put("required"),
            _ => {}
        }
        self.ty(ty);
        if self.dice.rarely() {
            self.put("&");
        }
        let number = if self.dice.rarely() { 0 } else { number };
        self.put(format!("f{number}"));
        if self.dice.below(4) == 3 {
            self.put("=");
            self.value(ty, 3);
        }
        self.annotations();
        self.separator();
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Base(name) => self.put(*name),
            Type::List(element) | Type::Set(element) => {
                self.put(if matches!(ty, Type::List(_)) { "list <" } else { "set <" });
                self.ty(element);
                self.put(">");
            }
            Type::Map(key, value) => {
                self.put("map <");
                self.ty(key);
                self.put(",");
                self.ty(value);
                self.put(">");
            }
            Type::Named(place) => {
                let name = self.name(*place);
                self.put(name);
            }
            Type::Unknown => self.put_one(&["Nothing", "b.Nothing", "no.Thing", "float", "s0"]),
        }
    }

    /// The name of a definition, as this file writes it.
    fn name(&mut self, place: Place) -> String {
        let own = name(self.plan, place);
        if place.0 == self.file && !self.dice.rarely() {
            return own;
        }
        self.used.push(place.0);
        format!("{}.{own}", stem(place.0))
    }

    fn value(&mut self, ty: &Type, depth: usize) {
        let plan = self.plan;
        if self.dice.below(8) == 7 && self.constant(ty) {
            return;
        }
        let behind = plan.behind(ty);
        let behind = if self.dice.rarely() { &Type::Base("i32") } else { behind };
        match behind {
            Type::Base(name) => {
                let value = match *name {
                    "bool" => *self.dice.pick(&["true", "false", "0", "1", "2"]),
                    "string" | "binary" => {
                        *self.dice.pick(&["\"\"", "'it'", "\"\\n\\\"é\"", "\"x\"", "\"\\xff\\u00e9\""])
                    }
                    "uuid" => *self.dice.pick(&["\"00112233-4455-6677-8899-aabbccddeeff\"", "\"no\""]),
                    "double" => *self.dice.pick(&["0.5", "-1e300", "1", ".5e-3", "1e999", "0"]),
                    _ => *self.dice.pick(&[
                        "0",
                        "1",
                        "-1",
                        "0x7f",
                        "-128",
                        "0b1111111",
                        "128",
                        "32768",
                        "4294967296",
                        "true",
                    ]),
                };
                self.put(value);
            }
            Type::List(element) | Type::Set(element) => {
                self.put("[");
                for _ in 0..self.count(depth) {
                    self.value(element, depth - 1);
                    self.put_one(&[",", ",", ";", ""]);
                }
                self.put("]");
            }
            Type::Map(key, value) => {
                self.put("{");
                for _ in 0..self.count(depth) {
                    self.value(key, depth - 1);
                    self.put(":");
                    self.value(value, depth - 1);
                    self.put(",");
                }
                self.put("}");
            }
            Type::Named(place) => match plan.at(*place) {
                Definition::Struct(_, fields) if !fields.is_empty() => {
                    self.put("{");
                    for _ in 0..self.count(depth) {
                        let field = self.dice.below(fields.len());
                        self.put(format!("\"f{field}\" :"));
                        self.value(&fields[field], depth - 1);
                        self.put(",");
                    }
                    self.put("}");
                }
                Definition::Enum(values) if !values.is_empty() => {
                    let value = self.dice.below(values.len());
                    let name = if self.dice.rarely() { String::new() } else { self.name(*place) + "." };
                    self.put(format!("{name}V{value}"));
                }
                _ => self.put("{}"),
            },
            Type::Unknown => self.put("1"),
        }
    }

    /// The name of a constant: one of the same type if there is one, rarely any.
    fn constant(&mut self, ty: &Type) -> bool {
        let plan = self.plan;
        let any = self.dice.rarely();
        let wanted = plan.behind(ty);
        let mut fitting: Vec<Place> = Vec::new();
        for (file, definitions) in plan.files.iter().enumerate().skip(self.file) {
            for (at, definition) in definitions.iter().enumerate() {
                if let Definition::Const(ty) = definition
                    && (any || plan.behind(ty) == wanted)
                {
                    fitting.push((file, at));
                }
            }
        }
        if fitting.is_empty() {
            return false;
        }
        let place = *self.dice.pick(&fitting);
        let name = self.name(place);
        self.put(name);
        true
    }

    fn count(&mut self, depth: usize) -> usize {
        if depth == 0 { 0 } else { self.dice.below(4) }
    }

    fn annotations(&mut self) {
        if self.dice.rarely() {
            self.put_one(&["(a = \"b\")", "()", "(a.b, c = 'd')"]);
        }
    }

    fn separator(&mut self) {
        self.put_one(&[",", ";", "", "\n", "// x\n", "# x\n", "/* x */"]);
    }

    /// Includes what is used, and sometimes more or less.
    fn headers(&mut self) {
        let mut files = std::mem::take(&mut self.used);
        files.extend((self.file + 1..self.plan.files.len()).filter(|_| self.dice.below(4) == 3));
        files.sort_unstable();
        files.dedup();
        let own = self.file;
        files.retain(|file| (*file != own) != self.dice.rarely());
        let mut headers = Vec::new();
        for file in files {
            headers.push(format!("include \"{}\"\n", relative(PATHS[own], PATHS[file])));
        }
        if self.dice.rarely() {
            headers.push("namespace rs some.where\nnamespace * other".to_owned());
        }
        if self.dice.rarely() {
            headers.push("include \"nowhere.thrift\"".to_owned());
        }
        self.out.splice(0..0, headers);
    }

    /// Mostly none.
    fn mistakes(&mut self) {
        for _ in 0..self.dice.below(12).saturating_sub(8) {
            if self.out.is_empty() {
                return;
            }
            let at = (self.dice.below(256) * 256 + self.dice.below(256)) % self.out.len();
            match self.dice.below(4) {
                0 => drop(self.out.remove(at)),
                1 => self.out.insert(at, self.out[at].clone()),
                2 => self.out.swap(at, 0),
                _ => {
                    let stray = *self.dice.pick(&STRAY);
                    self.out.insert(at, stray.to_owned());
                }
            }
        }
    }
}

/// The name of a definition in its own file.
fn name(plan: &Plan, (file, at): Place) -> String {
    let letter = match plan.at((file, at)) {
        Definition::Struct(..) => 'S',
        Definition::Enum(_) => 'E',
        Definition::Typedef(_) => 'T',
        Definition::Const(_) => 'C',
        Definition::Service { .. } => 'X',
    };
    format!("{letter}{at}")
}

/// What other files call a file.
fn stem(file: usize) -> &'static str {
    let path = PATHS[file].trim_start_matches("dir/");
    path.trim_end_matches(".thrift")
}

/// The path from one file to another.
fn relative(from: &str, to: &str) -> String {
    match (from.starts_with("dir/"), to.strip_prefix("dir/")) {
        (true, Some(to)) => to.to_owned(),
        (true, None) => format!("../{to}"),
        _ => to.to_owned(),
    }
}
