//! Doubles in what people read: JSON has no number for some, and would say `null`, which is none when it is read again.

use std::fmt;

use ordered_float::OrderedFloat;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const NAN: &str = "NaN";
const INFINITY: &str = "Infinity";
const NEGATIVE_INFINITY: &str = "-Infinity";

/// The text of a double that JSON has no number for.
fn text(value: f64) -> Option<&'static str> {
    match value {
        _ if value.is_finite() => None,
        _ if value.is_nan() => Some(NAN),
        _ if value > 0.0 => Some(INFINITY),
        _ => Some(NEGATIVE_INFINITY),
    }
}

/// The double that such a text stands for.
pub(crate) fn parse(text: &str) -> Option<f64> {
    match text {
        NAN => Some(f64::NAN),
        INFINITY => Some(f64::INFINITY),
        NEGATIVE_INFINITY => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

pub(crate) fn serialize<S: Serializer>(value: &OrderedFloat<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match text(value.0) {
        Some(text) if serializer.is_human_readable() => text.serialize(serializer),
        _ => value.0.serialize(serializer),
    }
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OrderedFloat<f64>, D::Error> {
    struct Double;

    impl Visitor<'_> for Double {
        type Value = f64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a double")
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
            Ok(number)
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
            Ok(number as f64)
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
            Ok(number as f64)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
            parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
        }
    }

    let number = match deserializer.is_human_readable() {
        true => deserializer.deserialize_any(Double)?,
        false => f64::deserialize(deserializer)?,
    };
    Ok(OrderedFloat(number))
}
