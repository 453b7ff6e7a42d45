//! What is measured: ours and the peers alike.

use crate::Result;
use crate::corpus::Idl;
use crate::package::Package;

/// A Thrift for Rust, as its users build with it.
///
/// Its packages are a workspace of two: `idl`, a library with all that comes from the IDL, whose files are in `idl/src`,
/// and `app`, a program with a handler, a client and `main`; without RPC, one that encodes and decodes.
pub(crate) trait Implementation {
    /// What the table calls it.
    fn who(&self) -> &'static str;

    /// The version, once it is known what cargo took.
    fn version(&self, package: &Package) -> Result<String>;

    /// Writes `idl`.
    fn write_idl(&self, package: &Package, idl: &Idl) -> Result<()>;

    /// What has to be done by hand when the IDL changes.
    fn generate(&self, _package: &Package, _idl: &Idl) -> Result<()> {
        Ok(())
    }

    /// All code that comes from the IDL, once `idl` was checked.
    fn code(&self, package: &Package, idl: &Idl) -> Result<String>;

    /// Writes `app` but for its manifest; gives that one's dependencies.
    fn write_app(&self, package: &Package, code: &str) -> Result<String>;
}

/// The line of `main` that is edited.
pub(crate) const GREETING: &str = "const GREETING: &str = \"hello\";\n";
