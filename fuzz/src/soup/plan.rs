//! What the files define, before any of it is written: so that names and values can fit.

use super::dice::Dice;

/// All files.
pub(super) struct Plan {
    pub(super) files: Vec<Vec<Definition>>,
}

/// The place of a definition: its file, and its number there.
pub(super) type Place = (usize, usize);

pub(super) enum Definition {
    Struct(&'static str, Vec<Type>),
    Enum(Vec<Option<i64>>),
    Typedef(Type),
    Const(Type),
    Service {
        extends: Option<Place>,
        methods: usize,
        /// What its methods take and return: one at least.
        types: Vec<Type>,
    },
}

#[derive(Clone, PartialEq)]
pub(super) enum Type {
    Base(&'static str),
    List(Box<Type>),
    Set(Box<Type>),
    Map(Box<Type>, Box<Type>),
    Named(Place),
    /// A name that nothing has.
    Unknown,
}

/// Most definitions of a file.
const DEFINITIONS: usize = 9;
/// Most fields, values or methods of a definition.
pub(super) const MEMBERS: usize = 6;
/// Containers within each other.
const DEPTH: usize = 3;

const BASE: [&str; 10] = ["i32", "string", "bool", "byte", "i8", "i16", "i64", "double", "binary", "uuid"];
const NUMBERS: [i64; 10] = [0, 1, 2, 3, -1, 16, 255, i32::MAX as i64, i32::MIN as i64, i64::MAX];

impl Plan {
    /// Types name what follows them, in their own file or in a later one: there are few circles, not none.
    pub(super) fn new(dice: &mut Dice<'_>, limit: usize) -> Self {
        let counts: Vec<usize> = (0..1 + dice.below(limit)).map(|_| 1 + dice.below(DEFINITIONS)).collect();
        let kinds: Vec<Vec<usize>> = counts.iter().map(|count| (0..*count).map(|_| dice.below(9)).collect()).collect();
        let mut files = Vec::new();
        for (file, kinds_here) in kinds.iter().enumerate() {
            let mut definitions = Vec::new();
            for (at, kind) in kinds_here.iter().enumerate() {
                definitions.push(Self::definition(&kinds, (file, at), *kind, dice));
            }
            files.push(definitions);
        }
        Self { files }
    }

    fn definition(kinds: &[Vec<usize>], here: Place, kind: usize, dice: &mut Dice<'_>) -> Definition {
        let members = dice.below(MEMBERS + 1);
        let ty = |dice: &mut Dice<'_>| Type::new(kinds, here, DEPTH, dice);
        match kind {
            0..=2 => {
                let keyword = ["struct", "union", "exception"][kind];
                Definition::Struct(keyword, (0..members).map(|_| ty(dice)).collect())
            }
            3 => {
                let value = |dice: &mut Dice<'_>| dice.maybe().then(|| *dice.pick(&NUMBERS));
                Definition::Enum((0..members).map(|_| value(dice)).collect())
            }
            4 => Definition::Typedef(ty(dice)),
            5..=7 => Definition::Const(ty(dice)),
            _ => {
                let base = dice.maybe().then(|| later(kinds, here, dice)).flatten();
                let extends = base.filter(|(file, at)| kinds[*file][*at] == 8 || dice.rarely());
                Definition::Service { extends, methods: members, types: (0..3).map(|_| ty(dice)).collect() }
            }
        }
    }

    pub(super) fn at(&self, (file, at): Place) -> &Definition {
        &self.files[file][at]
    }

    /// A type without the typedefs in front of it; as far as that goes.
    pub(super) fn behind<'p>(&'p self, mut ty: &'p Type) -> &'p Type {
        for _ in 0..8 {
            match ty {
                Type::Named(place) => match self.at(*place) {
                    Definition::Typedef(target) => ty = target,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }
}

impl Type {
    fn new(kinds: &[Vec<usize>], here: Place, depth: usize, dice: &mut Dice<'_>) -> Self {
        let inner = |dice: &mut Dice<'_>| Box::new(Self::new(kinds, here, depth - 1, dice));
        match dice.below(8) {
            0..=2 => Self::Base(*dice.pick::<&'static str>(&BASE)),
            3 if depth > 0 => Self::List(inner(dice)),
            4 if depth > 0 => Self::Set(inner(dice)),
            5 if depth > 0 => Self::Map(inner(dice), inner(dice)),
            _ if dice.rarely() => Self::Unknown,
            _ => match later(kinds, here, dice) {
                // Constants and services are no types.
                Some((file, at)) if kinds[file][at] < 5 || dice.rarely() => Self::Named((file, at)),
                _ => Self::Base("i32"),
            },
        }
    }
}

/// A definition behind this one; rarely any one.
fn later(kinds: &[Vec<usize>], here: Place, dice: &mut Dice<'_>) -> Option<Place> {
    let any = dice.rarely();
    let places = kinds.iter().enumerate().flat_map(|(file, kinds)| (0..kinds.len()).map(move |at| (file, at)));
    let places: Vec<Place> = places.filter(|place| any || *place > here).collect();
    (!places.is_empty()).then(|| *dice.pick(&places))
}
