//! One of everything that the IDL has, and a handler of its service.

#![allow(missing_docs, reason = "the IDL has few docs")]

thrift_rs::thrift!("../tests/idl/everything.thrift", allow = [nonpositive_field_id, required_default], borrowed = true);

use std::fmt::Debug;

use thrift_rs::{Decode, DecodeOwned, Encode};

pub use everything::Processor;

use crate::build::Build;

/// Gives back what it gets. Some answers come at once, others take a turn.
#[derive(Debug, Default)]
pub struct Handler;

impl shared::root::Iface for Handler {
    async fn root(&self, at: shared::Point) -> Result<String, shared::root::RootError> {
        match at.x {
            ..0 => Err(shared::Away { since: at.x }.into()),
            _ => Ok(format!("{at:?}")),
        }
    }
}

impl base::Iface for Handler {
    async fn ping(&self) -> thrift_rs::Result<()> {
        Ok(())
    }

    async fn add(&self, a: i32, b: i32) -> thrift_rs::Result<i32> {
        tokio::task::yield_now().await;
        Ok(a.wrapping_add(b))
    }
}

impl everything::Iface for Handler {
    async fn scalars(&self, value: Scalars) -> Result<Scalars, everything::ScalarsError> {
        match value.tiny {
            1 => Err(Oops { message: value.text, code: value.medium }.into()),
            _ => Ok(value),
        }
    }

    async fn containers(&self, value: Containers) -> thrift_rs::Result<Containers> {
        Ok(value)
    }

    async fn choice(&self, value: Choice) -> Result<Choice, everything::ChoiceError> {
        tokio::task::yield_now().await;
        Ok(value)
    }

    async fn notify(&self, _: String) -> thrift_rs::Result<()> {
        tokio::task::yield_now().await;
        Ok(())
    }

    async fn fails(&self, how: i32) -> Result<(), everything::FailsError> {
        match how {
            0 => Ok(()),
            1 => Err(Bare {}.into()),
            _ => Err(thrift_rs::Error::Application(thrift_rs::ApplicationError {
                kind: thrift_rs::ApplicationErrorKind::INTERNAL_ERROR,
                message: "as asked".into(),
            })
            .into()),
        }
    }

    async fn defaults(&self, a: i32, b: String) -> thrift_rs::Result<String> {
        Ok(format!("{a} {b}"))
    }

    async fn color(&self, color: Color) -> thrift_rs::Result<Color> {
        Ok(color)
    }

    async fn variants(&self) -> Result<(), everything::VariantsError> {
        Err(Bare {}.into())
    }

    async fn points(&self) -> thrift_rs::Result<Vec<shared::Point>> {
        Ok(vec![shared::Point::default(); 3])
    }
}

/// What can be read, written and compared.
pub trait Value: Encode + DecodeOwned + PartialEq + Clone + Debug {
    /// The form of it that borrows; the same type, where it has no text.
    type Borrowed<'a>: Encode + Decode<'a>;

    /// A value that owns what this one borrows.
    fn owned(borrowed: &Self::Borrowed<'_>) -> Self;
}

macro_rules! values {
    ($($owned:ty, $borrowed:ty;)*) => {$(
        impl Value for $owned {
            type Borrowed<'a> = $borrowed;

            fn owned(borrowed: &Self::Borrowed<'_>) -> Self {
                borrowed.to_owned()
            }
        }
    )*};
}

values! {
    Containers, borrowed::Containers<'a>;
    Scalars, borrowed::Scalars<'a>;
    Presence, borrowed::Presence<'a>;
    Node, borrowed::Node<'a>;
    Choice, borrowed::Choice<'a>;
    Tree, Self;
    Husband, Self;
    Large, Self;
    deep_er_v1::Deep, Self;
    Empty, Self;
}

/// What is done for one type or another.
pub trait ForType {
    /// Does it for this type.
    fn run<T: Value + Build>(self);
}

/// Does it for the type that this number stands for.
pub fn with_type(number: u8, run: impl ForType) {
    match number % 10 {
        0 => run.run::<Containers>(),
        1 => run.run::<Scalars>(),
        2 => run.run::<Presence>(),
        3 => run.run::<Node>(),
        4 => run.run::<Choice>(),
        5 => run.run::<Tree>(),
        6 => run.run::<Husband>(),
        7 => run.run::<Large>(),
        8 => run.run::<deep_er_v1::Deep>(),
        _ => run.run::<Empty>(),
    }
}
