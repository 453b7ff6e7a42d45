//! Unix sockets.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::net::{UnixListener, UnixStream};
use tokio::time::timeout;

use super::Listen;

/// How long a server may take to let us in, which is there if it takes that long.
const PATIENCE: Duration = Duration::from_secs(1);

impl Listen for UnixListener {
    type Io = UnixStream;
    /// Empty where the socket has no path.
    type Addr = PathBuf;

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(UnixStream, Option<SocketAddr>)>> {
        let (io, _) = ready!(Self::poll_accept(self, cx))?;
        tracing::debug!("a client has connected");
        Poll::Ready(Ok((io, None)))
    }

    fn local_addr(&self) -> io::Result<PathBuf> {
        Ok(Self::local_addr(self)?.as_pathname().map(Path::to_owned).unwrap_or_default())
    }
}

/// A listener whose file goes with it.
pub(super) struct UnixSocket {
    // In this order: while the listener is there, no other file has its number.
    _file: SocketFile,
    listener: UnixListener,
}

impl UnixSocket {
    /// Listens at this path. A socket there at which nobody listens any more is removed.
    pub(super) async fn bind(path: &Path) -> io::Result<Self> {
        let listener = match UnixListener::bind(path) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && is_deserted(path).await => {
                fs::remove_file(path)?;
                UnixListener::bind(path)?
            }
            bound => bound?,
        };
        let _file = SocketFile::of(path)?;
        Ok(Self { _file, listener })
    }
}

/// Whether the file there is a socket.
pub(super) fn is_socket(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket())
}

/// Whether there is a socket at which nobody listens. A file of another kind is somebody's.
async fn is_deserted(path: &Path) -> bool {
    let connect = timeout(PATIENCE, UnixStream::connect(path));
    is_socket(path) && matches!(connect.await, Ok(Err(error)) if error.kind() == io::ErrorKind::ConnectionRefused)
}

impl Listen for UnixSocket {
    type Io = UnixStream;
    type Addr = PathBuf;

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(UnixStream, Option<SocketAddr>)>> {
        Listen::poll_accept(&mut self.listener, cx)
    }

    fn local_addr(&self) -> io::Result<PathBuf> {
        Listen::local_addr(&self.listener)
    }
}

/// The file of a socket, which is removed at the end unless another has taken its place.
pub(super) struct SocketFile {
    path: PathBuf,
    device: u64,
    number: u64,
}

impl SocketFile {
    /// The file of a socket that we have just made.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let file = fs::symlink_metadata(path)?;
        // Whole, so that it is found where the process goes elsewhere.
        let path = std::path::absolute(path)?;
        Ok(Self { path, device: file.dev(), number: file.ino() })
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        let ours = |file: fs::Metadata| (file.dev(), file.ino()) == (self.device, self.number);
        if fs::symlink_metadata(&self.path).is_ok_and(ours)
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(%error, path = %self.path.display(), "can not remove the server's socket");
        }
    }
}
