//! Packages that the bench generates, and what cargo takes for them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs};

use crate::Result;

/// A generated package or workspace, with a target folder of its own.
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
}

/// What a command took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// By the clock on the wall.
    pub(crate) wall: Duration,
    /// Of all processors; `None` where the system does not tell.
    pub(crate) cpu: Option<Duration>,
}

/// The folder of all generated packages.
pub(crate) fn root() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target")).join("expand")
}

/// The folder of the project.
pub(crate) fn project() -> Result<PathBuf> {
    Ok(fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?)
}

impl Package {
    /// An empty one. Its builds are kept.
    pub(crate) fn create(name: &str) -> Result<Self> {
        let folder = root().join(name);
        fs::create_dir_all(&folder)?;
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("target") {
                fs::remove_dir_all(path)?;
            }
        }
        Ok(Self { folder })
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) -> Result<()> {
        let file = self.folder.join(file);
        fs::create_dir_all(file.parent().unwrap_or(&self.folder))?;
        Ok(fs::write(file, text)?)
    }

    /// Writes the manifest of a member.
    pub(crate) fn write_manifest(&self, name: &str, edition: &str, dependencies: &str) -> Result<()> {
        let package = format!("[package]\nname = '{name}'\nedition = '{edition}'\n");
        self.write(&format!("{name}/Cargo.toml"), format!("{package}[dependencies]\n{dependencies}"))
    }

    pub(crate) fn read(&self, file: &str) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join(file))?)
    }

    /// Makes cargo think that a file changed.
    pub(crate) fn touch(&self, file: &str) -> Result<()> {
        Ok(fs::File::options().append(true).open(self.folder.join(file))?.set_modified(SystemTime::now())?)
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Forgets all builds.
    pub(crate) fn forget(&self) -> Result<()> {
        if self.target().exists() {
            fs::remove_dir_all(self.target())?;
        }
        Ok(())
    }

    /// The version of a dependency.
    pub(crate) fn locked(&self, name: &str) -> Result<String> {
        let lock = self.read("Cargo.lock")?;
        let entry = format!("name = \"{name}\"\nversion = \"");
        let version = lock.split(&entry).nth(1).and_then(|rest| rest.split('"').next());
        version.map(str::to_owned).ok_or_else(|| format!("`{name}` is no dependency").into())
    }

    /// Runs cargo; an error if it fails.
    pub(crate) fn cargo(&self, args: &[&str]) -> Result<Cost> {
        let mut command = Command::new("cargo");
        command.args(args).args(["--quiet", "--manifest-path"]).arg(self.folder.join("Cargo.toml"));
        command.env("CARGO_TARGET_DIR", self.target()).env_remove("CARGO_MANIFEST_DIR").current_dir(&self.folder);
        run(&mut command)
    }
}

/// Runs a command and waits for it; an error, with what it said, if it fails.
pub(crate) fn run(command: &mut Command) -> Result<Cost> {
    let (start, before) = (Instant::now(), children());
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let wall = start.elapsed();
    let cpu = children().zip(before).map(|(after, before)| after.saturating_sub(before));
    if output.status.success() {
        return Ok(Cost { wall, cpu });
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = said.lines().filter(|line| !line.is_empty()).take(60).collect();
    Err(format!("{command:?}: {}\n{}", output.status, said.join("\n")).into())
}

/// The processors' time of all finished children, as Linux tells it: fields 16 and 17 of `stat`, in hundredths of a second.
fn children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is in parentheses, and may hold anything.
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}
