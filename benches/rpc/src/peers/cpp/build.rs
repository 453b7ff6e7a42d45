//! How the program comes to be.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Result;

const IDL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/idl/rpc.thrift");
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cpp/rpc.cpp");

/// The compiled program, in a folder beside this one.
pub(crate) fn program() -> Result<PathBuf> {
    let folder = env::current_exe()?.with_file_name("rpc-cpp");
    let program = folder.join("rpc");
    // What it was made of.
    let stamp = folder.join("stamp");
    let made_of = [IDL, SOURCE].into_iter().map(fs::read_to_string).collect::<std::io::Result<String>>()?;
    if fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == made_of) {
        return Ok(program);
    }
    fs::create_dir_all(&folder)?;
    run(Command::new("thrift").args(["--gen", "cpp:no_skeleton", "-out", ".", IDL]), &folder)?;
    let mut compiler = Command::new("g++");
    compiler.args(["-O3", "-std=c++17", "-I.", SOURCE, "Echo.cpp", "rpc_types.cpp"]);
    compiler.args(["-lthriftnb", "-lthrift", "-levent", "-lpthread", "-o", "rpc"]);
    run(&mut compiler, &folder)?;
    fs::write(stamp, made_of)?;
    Ok(program)
}

/// Fails with the first error that the program prints.
fn run(command: &mut Command, folder: &Path) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(folder).output().map_err(|error| format!("`{name}`: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let printed = String::from_utf8_lossy(&output.stderr);
    let error = printed.lines().find(|line| line.contains("error")).unwrap_or("failed");
    Err(format!("`{name}`: {error}").into())
}
