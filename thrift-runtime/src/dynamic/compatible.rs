//! Whether what is there now breaks peers that speak an older version.

use std::path::Path;

use thrift_idl::compat::{Policy, Version, compare};
use thrift_idl::{Loaded, MemoryLoader};

use super::disk::Disk;
use super::schema::{INLINE, Schema, SchemaError};

impl Schema {
    /// What of this schema breaks peers that speak the version in this file, each with both places, who breaks, and what to write
    /// instead; and what the policy allows though nobody does it. The guard of types and services of Rust, as a test: `compatible_with`
    /// of `thrift!` is that of an IDL.
    ///
    /// ```no_run
    /// # use thrift_runtime::{Described, dynamic::SchemaError};
    /// use thrift_runtime::dynamic::{Schema, idl::compat::Policy};
    ///
    /// # fn test<User: Described>() -> Result<(), SchemaError> {
    /// // The file is what `to_idl` gave when that version went out.
    /// let breaks = Schema::of::<User>()?.breaks("idl/user.v1.thrift", &Policy::default())?;
    /// assert!(breaks.is_empty(), "{}", breaks.join("\n\n"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Types are compared as they are, through newtypes and adapters and into all that they lead to. The places of this version are
    /// those in its IDL.
    ///
    /// # Errors
    /// If there are mistakes in the file, or it is not found; or if this schema was read from several files, which
    /// [`idl::compat`](super::idl::compat) compares.
    pub fn breaks(&self, old: impl AsRef<Path>, policy: &Policy) -> Result<Vec<String>, SchemaError> {
        if self.program().files.len() != 1 {
            let message =
                "a schema of several files is compared by `idl::compat`, with the sources that it was read from";
            return Err(SchemaError::of(vec![message.to_owned()]));
        }
        let old = thrift_idl::load(&[&old.as_ref().to_string_lossy()], &mut Disk::new());
        let new = thrift_idl::load(&[INLINE], &mut MemoryLoader::new().file(INLINE, self.to_idl()));
        let (before, now) = (version(&old)?, version(&new)?);
        let changes = compare(before, now);
        let verdict = policy.judge(&changes);
        let breaks = verdict.breaks.iter().map(|change| change.render(before.sources, now.sources));
        let unused = verdict.unused.iter().map(|unused| {
            let subject = unused.subject.as_ref().map(|subject| format!(" of `{subject}`")).unwrap_or_default();
            format!("no change{subject} breaks `{}`, which is allowed to", unused.rule.name())
        });
        Ok(breaks.chain(unused).collect())
    }
}

fn version(loaded: &Loaded) -> Result<Version<'_>, SchemaError> {
    Version::of(loaded).ok_or_else(|| SchemaError::new(loaded))
}
