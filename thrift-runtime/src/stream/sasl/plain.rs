//! Names and passwords (RFC 4616).

use std::fmt;

/// A name and a password, as SASL PLAIN has them. Neither `Debug` nor any message of ours shows the password.
#[derive(Clone)]
pub struct Credentials {
    authorization_id: String,
    user: String,
    password: String,
}

impl Credentials {
    pub(crate) fn new(user: String, password: String) -> Self {
        Self { authorization_id: String::new(), user, password }
    }

    /// As whom the client wants to act, where that is somebody else than the [`user`](Self::user) whose password it has.
    /// Whether it may is for the server to say.
    pub fn authorization_id(&self) -> Option<&str> {
        Some(self.authorization_id.as_str()).filter(|id| !id.is_empty() && *id != self.user)
    }

    /// Whose password it is.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password. Compare it, or better its hash, in a time that does not tell how much of it is right.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// As whom the client acts once it is served.
    pub(super) fn acting_user(&self) -> &str {
        self.authorization_id().unwrap_or(&self.user)
    }

    /// Reads `[authorization id] NUL user NUL password`, all in UTF-8.
    pub(super) fn parse(response: &[u8]) -> Option<Self> {
        let mut parts = std::str::from_utf8(response).ok()?.split('\0').map(str::to_owned);
        let (authorization_id, user, password) = (parts.next()?, parts.next()?, parts.next()?);
        let is_whole = parts.next().is_none() && !user.is_empty() && !password.is_empty();
        is_whole.then_some(Self { authorization_id, user, password })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        [&self.authorization_id, "\0", &self.user, "\0", &self.password].concat().into_bytes()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { authorization_id, user, password: _ } = self;
        f.debug_struct("Credentials")
            .field("authorization_id", authorization_id)
            .field("user", user)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_parts_are_credentials_and_nothing_else_is() {
        let read = |bytes: &[u8]| {
            Credentials::parse(bytes).map(|read| {
                let id = read.authorization_id().map(str::to_owned);
                (id, read.user().to_owned(), read.password().to_owned())
            })
        };
        let parts = |id: Option<&str>, user: &str, password: &str| {
            Some((id.map(str::to_owned), user.to_owned(), password.to_owned()))
        };
        assert_eq!(read(b"\0user\0secret"), parts(None, "user", "secret"));
        assert_eq!(read(b"admin\0user\0secret"), parts(Some("admin"), "user", "secret"));
        assert_eq!(read(b"user\0user\0secret"), parts(None, "user", "secret"));
        for bytes in
            [&b""[..], b"user", b"user\0secret", b"\0\0secret", b"\0user\0", b"\0user\0secret\0", b"\0\xff\0secret"]
        {
            assert_eq!(read(bytes), None, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_password_does_not_show() {
        let shown = format!("{:?}", Credentials::new("user".into(), "secret".into()));
        assert!(shown.contains("user") && !shown.contains("secret"), "{shown}");
    }
}
