//! A service from a trait is the one that the IDL describes: each calls the other.

use thrift_rs::Server;

thrift_rs::thrift!(
    idl = r#"
    struct Point { 1: i32 x, 2: i32 y }
    exception Far { 1: string message }
    service Plane {
        Point move(1: Point from, 2: i32 by) throws (1: Far far),
        void note(1: string text),
        oneway void forget(),
    }
"#
);

mod written {
    use super::{Far, Point};

    #[thrift_rs::service]
    pub trait Plane {
        #[thrift(throws(Far = 1))]
        async fn r#move(&self, from: Point, by: i32) -> Result<Point, plane::MoveError>;
        async fn note(&self, text: String) -> thrift_rs::Result<()>;
        #[thrift(oneway)]
        async fn forget(&self) -> thrift_rs::Result<()>;
    }
}

struct Handler;

impl plane::Iface for Handler {
    async fn r#move(&self, from: Point, by: i32) -> Result<Point, plane::MoveError> {
        match by {
            100.. => Err(Far { message: by.to_string() }.into()),
            _ => Ok(Point { x: from.x + by, ..from }),
        }
    }

    async fn note(&self, _: String) -> thrift_rs::Result<()> {
        Ok(())
    }

    async fn forget(&self) -> thrift_rs::Result<()> {
        Ok(())
    }
}

impl written::Plane for Handler {
    async fn r#move(&self, from: Point, by: i32) -> Result<Point, written::plane::MoveError> {
        match plane::Iface::r#move(self, from, by).await {
            Ok(point) => Ok(point),
            Err(plane::MoveError::Far(far)) => Err(far.into()),
            Err(plane::MoveError::Rpc(error)) => Err(error.into()),
        }
    }

    async fn note(&self, text: String) -> thrift_rs::Result<()> {
        plane::Iface::note(self, text).await
    }

    async fn forget(&self) -> thrift_rs::Result<()> {
        plane::Iface::forget(self).await
    }
}

#[tokio::test]
async fn each_calls_the_other() {
    let of_idl = Server::new(plane::Processor::new(Handler)).in_memory();
    let of_trait = Server::new(written::plane::Processor::new(Handler)).in_memory();
    let point = Point { x: 1, y: 2 };
    let client = written::plane::Client::new(of_idl);
    assert_eq!(client.r#move(point.clone(), 2).await.unwrap().x, 3);
    assert!(matches!(client.r#move(point.clone(), 100).await, Err(written::plane::MoveError::Far(_))));
    client.forget().await.unwrap();
    client.note("a".into()).await.unwrap();
    let client = plane::Client::new(of_trait);
    assert_eq!(client.r#move(point.clone(), 2).await.unwrap().x, 3);
    assert!(matches!(client.r#move(point, 100).await, Err(plane::MoveError::Far(_))));
    client.note("a".into()).await.unwrap();
}

#[test]
fn they_are_described_alike() {
    let shown = |service: &thrift_rs::ServiceDescriptor| {
        let methods = service.methods().iter();
        methods.map(|m| format!("{} {:?} {:?}", m.name(), m.args().fields(), m.result().fields())).collect::<Vec<_>>()
    };
    assert_eq!(shown(&plane::DESCRIPTOR), shown(&written::plane::DESCRIPTOR));
}
