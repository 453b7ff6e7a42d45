//! The IDL that is measured: four real programs.

use std::path::{Path, PathBuf};
use std::{fs, io};

use thrift_idl::{Loaded, MemoryLoader, Program};

use crate::Result;

/// One root and all that it includes.
pub(crate) struct Idl {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// The file that the macro names.
    pub(crate) root: &'static str,
    /// Everything that is reached from it, by name; all go into one folder.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) program: Program,
}

/// Impala's build makes this file from a table, and its sources have the table only.
const ERROR_CODES: &str = "enum TErrorCode { OK = 0, GENERAL = 1 }\n";

/// The one whose builds are measured, and which the peers have rows for.
pub(crate) const BUILT: &str = "hive_metastore";

/// Reads them.
pub(crate) fn idls(corpus: &Path) -> Result<Vec<Idl>> {
    let hive = "hive-metastore-trino/src/main/thrift";
    let impala = "impala/common/thrift";
    Ok(vec![
        idl(BUILT, "hive_metastore.thrift", &[corpus.join(hive)])?,
        idl("NoteStore", "NoteStore.thrift", &[corpus.join("evernote/src")])?,
        idl(
            "Impala",
            "ImpalaInternalService.thrift",
            &[corpus.join(impala), corpus.join(impala).join("hive-1-api"), corpus.join(hive)],
        )?,
        idl("cassandra", "cassandra.thrift", &[corpus.join("cassandra-scylla/interface")])?,
    ])
}

fn idl(name: &'static str, root: &'static str, folders: &[PathBuf]) -> Result<Idl> {
    let mut loader = MemoryLoader::new().file("ErrorCodes.thrift", ERROR_CODES);
    let mut known = vec![("ErrorCodes.thrift".to_owned(), ERROR_CODES.to_owned())];
    for folder in folders {
        for (file, text) in thrift_files(folder)? {
            if known.iter().all(|(known, _)| *known != file) {
                loader = loader.file(&file, text.clone());
                known.push((file, text));
            }
        }
    }
    let Loaded { sources, program, diagnostics, .. } = thrift_idl::load(&[root], &mut loader);
    let program = program.ok_or_else(|| diagnostics.iter().map(|found| found.render(&sources)).collect::<String>())?;
    known.retain(|(file, _)| sources.files().iter().any(|read| read.key == *file));
    Ok(Idl { name, root, files: known, program })
}

fn thrift_files(folder: &Path) -> Result<Vec<(String, String)>> {
    let shown = |error: io::Error| format!("cannot read `{}`: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(shown)? {
        let path = entry.map_err(shown)?.path();
        if path.extension().is_some_and(|extension| extension == "thrift") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
        }
    }
    Ok(files)
}

impl Idl {
    /// Writes the files into a folder.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        for (name, text) in &self.files {
            fs::write(folder.join(name), text)?;
        }
        Ok(())
    }

    /// Fields of structs, unions and exceptions.
    pub(crate) fn fields(&self) -> usize {
        self.program.structs.iter().map(|item| item.fields.len()).sum()
    }

    pub(crate) fn methods(&self) -> usize {
        self.program.services.iter().map(|service| service.methods.len()).sum()
    }

    pub(crate) fn items(&self) -> usize {
        let Program { structs, enums, typedefs, consts, services, .. } = &self.program;
        structs.len() + enums.len() + typedefs.len() + consts.len() + services.len()
    }
}
