//! What is sent, and what must come back.

use crate::Result;

/// Who calls, and for which time.
#[derive(Clone, Copy)]
pub(crate) struct Stamp {
    pub(crate) caller: u32,
    pub(crate) counter: u64,
}

impl Stamp {
    pub(crate) const LENGTH: usize = 12;

    pub(crate) fn bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        let (caller, counter) = bytes.split_at_mut(4);
        caller.copy_from_slice(&self.caller.to_be_bytes());
        counter.copy_from_slice(&self.counter.to_be_bytes());
        bytes
    }

    /// The counter as text.
    fn name(self, text: &mut [u8; 16]) -> &str {
        for (place, letter) in text.iter_mut().enumerate() {
            *letter = b'a' + (self.counter >> (4 * place) & 15) as u8;
        }
        str::from_utf8(text).unwrap_or_default()
    }

    pub(crate) fn with_name<T>(self, take: impl FnOnce(&str) -> T) -> T {
        take(self.name(&mut [0; 16]))
    }
}

/// A value that is sent.
pub(crate) trait Value: Sized {
    /// The one of this call.
    fn of(stamp: Stamp) -> Self;

    /// Whether it is, as far as it is looked at.
    fn is_of(&self, stamp: Stamp) -> bool;

    /// Fails unless it is.
    fn check(&self, stamp: Stamp) -> Result<()> {
        if self.is_of(stamp) {
            return Ok(());
        }
        let Stamp { caller, counter } = stamp;
        Err(format!("caller {caller} got a reply to something else than its call {counter}").into())
    }
}

/// Of [`Blob::data`](crate::peers::ours::Blob).
pub(crate) const DATA: [u8; 1024] = [b'x'; 1024];

pub(crate) const EMAIL: &str = "somebody@example.com";

/// In an order.
pub(crate) const LINES: i32 = 8;

/// Makes values of an implementation's types, whose fields have the same names. Its strings are made by `$string`.
macro_rules! values {
    ($types:ident, $string:path) => {
        impl $crate::values::Value for $types::User {
            fn of(stamp: $crate::values::Stamp) -> Self {
                let name = stamp.with_name(|name| $string(name));
                $types::User { id: stamp.caller as i32, name, email: $string($crate::values::EMAIL) }
            }

            fn is_of(&self, stamp: $crate::values::Stamp) -> bool {
                self.id == stamp.caller as i32
                    && self.email.len() == $crate::values::EMAIL.len()
                    && stamp.with_name(|name| self.name == *name)
            }
        }

        impl $crate::values::Value for $types::Blob {
            fn of(stamp: $crate::values::Stamp) -> Self {
                let mut data = $crate::values::DATA.to_vec();
                data[..$crate::values::Stamp::LENGTH].copy_from_slice(&stamp.bytes());
                $types::Blob { data: data.into() }
            }

            fn is_of(&self, stamp: $crate::values::Stamp) -> bool {
                self.data.len() == $crate::values::DATA.len()
                    && self.data.starts_with(&stamp.bytes())
                    && self.data.last() == $crate::values::DATA.last()
            }
        }

        impl $crate::values::Value for $types::Order {
            fn of(stamp: $crate::values::Stamp) -> Self {
                let address =
                    $types::Address { street: $string("1 Long Street"), city: $string("Springfield"), zip: 12345 };
                let name = stamp.with_name(|name| $string(name));
                let customer = $types::Customer { id: stamp.counter as i64, name, address };
                let line = |quantity| $types::Line { article: $string("an article"), quantity, price: 9.75.into() };
                let lines = (0..$crate::values::LINES).map(line).collect();
                $types::Order { id: stamp.caller as i32, customer, lines }
            }

            fn is_of(&self, stamp: $crate::values::Stamp) -> bool {
                self.id == stamp.caller as i32
                    && self.customer.id == stamp.counter as i64
                    && self.lines.len() == $crate::values::LINES as usize
                    && self.lines.last().is_some_and(|line| line.quantity == $crate::values::LINES - 1)
            }
        }
    };
}

pub(crate) use values;
