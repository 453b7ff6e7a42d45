//! Files of IDL out of bytes: each byte is a choice between pieces of the grammar.
//!
//! Names mostly lead to what has them, and values mostly fit their types, so that most programs get as far as the last
//! checks. A zero is the plainest choice: what follows the end of the bytes is plain.

mod dice;
mod plan;
mod write;

use dice::Dice;
use plan::Plan;

/// The file that the others are included by.
pub const ROOT: &str = PATHS[0];

/// Two have the same name, and one a dot in it.
const PATHS: [&str; 5] = ["a.thrift", "b.thrift", "dir/c.thrift", "dir/d.v1.thrift", "dir/b.thrift"];

/// The files that these choices make, each with its path.
pub fn files(choices: &[u8]) -> Vec<(&'static str, String)> {
    let mut dice = Dice::new(choices);
    let plan = Plan::new(&mut dice, PATHS.len());
    let texts = (0..plan.files.len()).map(|file| write::file(&plan, file, &mut dice));
    PATHS.into_iter().zip(texts.map(|pieces| pieces.join(" "))).collect()
}
