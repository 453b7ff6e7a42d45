//! A service on plain threads, and how to get at it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use thrift_rs::blocking::{BoundServer, Server, Shutdown};
use thrift_rs::{Context, Error, ResultExt};
use thrift_rs_test_blocking::base::base;
use thrift_rs_test_blocking::base::{Away, Point};
use thrift_rs_test_blocking::user_service::{GetUserError, RenameError, blocking};
use thrift_rs_test_blocking::{Locked, NotFound, User};

#[derive(Default)]
pub(crate) struct Users {
    pub(crate) notes: Mutex<Vec<String>>,
}

impl base::blocking::Iface for Users {
    fn ping(&self) -> thrift_rs::Result<()> {
        Ok(())
    }

    fn r#move(&self, point: Point) -> Result<Point, base::MoveError> {
        match point.x {
            ..0 => Err(Away { r#where: point }.into()),
            x => Ok(Point { x: x + 1 }),
        }
    }
}

impl blocking::Iface for Users {
    fn get_user(&self, id: i32) -> Result<User, GetUserError> {
        match id {
            1 => Err(NotFound { message: "one".into() }.into()),
            2 => Err(Locked { until: 7, ..Locked::default() }.into()),
            3 => Err(Error::handler("three").into()),
            id => Ok(User { id, name: format!("user {id}") }),
        }
    }

    fn find(&self, name: String, limit: i32, hint: String) -> thrift_rs::Result<Vec<User>> {
        let user = |id| User { id, name: format!("{name}{hint}") };
        Ok((0..limit).map(user).collect())
    }

    fn rename(&self, to: String, id: i32) -> Result<(), RenameError> {
        self.note(format!("{id} {to}")).map_err(RenameError::from)
    }

    fn note(&self, text: String) -> thrift_rs::Result<()> {
        self.notes.lock().map_err(|_| "poisoned").undeclared()?.push(text);
        Ok(())
    }

    fn sleep(&self, milliseconds: i32, text: String) -> thrift_rs::Result<String> {
        thread::sleep(Duration::from_millis(milliseconds.unsigned_abs().into()));
        Ok(text)
    }

    fn echo(&self, text: String) -> thrift_rs::Result<String> {
        if text == "who calls?" {
            let context = Context::current();
            let method = format!("{}.{}", context.service(), context.method());
            return Ok(format!("{method} of {:?} in {:?}", context.peer(), context.dialect().map(|by| by.transport)));
        }
        Ok(text)
    }

    fn fail(&self, how: i32) -> thrift_rs::Result<()> {
        match how {
            0 => Err(Error::handler("as asked")),
            _ => panic!("as asked"),
        }
    }

    fn connect(&self, r#type: i32) -> thrift_rs::Result<i32> {
        Ok(r#type)
    }
}

/// A server that serves on a thread of its own until it is dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) users: Arc<Users>,
    shutdown: Shutdown,
    thread: Option<JoinHandle<thrift_rs::Result<()>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.shutdown();
        let served = self.thread.take().expect("dropped once").join();
        if !thread::panicking() {
            served.expect("a server does not panic").expect("a server comes to a good end");
        }
    }
}

/// Serves users by a server with these settings.
pub(crate) fn serve(settings: impl FnOnce(Server) -> Server) -> Running {
    let users = Arc::new(Users::default());
    let server = settings(Server::new(blocking::Processor::new(Arc::clone(&users))));
    let bound: BoundServer = server.bind("127.0.0.1:0").expect("a free port");
    let (address, shutdown) = (bound.local_addr(), bound.shutdown_handle());
    Running { address, users, shutdown, thread: Some(thread::spawn(|| bound.serve())) }
}

/// Both kinds of server.
pub(crate) fn servers() -> [Running; 2] {
    [serve(|server| server.workers(4)), serve(Server::thread_per_connection)]
}
