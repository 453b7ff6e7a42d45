//! `codec.thrift` as messages. Integers are zigzag varints, as in the compact protocol, and sets are lists.

use std::collections::BTreeMap;

use prost::Message;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::peers::ours::owned::Level;

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct User {
    #[prost(sint32, tag = 1)]
    id: i32,
    #[prost(string, tag = 2)]
    name: String,
    #[prost(string, tag = 3)]
    email: String,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Detail {
    #[prost(sint32, tag = 1)]
    id: i32,
    #[prost(string, tag = 2)]
    name: String,
    #[prost(double, tag = 3)]
    weight: f64,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Mixed {
    #[prost(bool, tag = 1)]
    active: bool,
    #[prost(sint32, tag = 2)]
    flags: i32,
    #[prost(sint32, tag = 3)]
    port: i32,
    #[prost(sint32, tag = 4)]
    count: i32,
    #[prost(sint64, tag = 5)]
    created: i64,
    #[prost(double, tag = 6)]
    ratio: f64,
    #[prost(string, tag = 7)]
    name: String,
    #[prost(bytes, tag = 8)]
    payload: Vec<u8>,
    #[prost(int32, tag = 9)]
    #[serde(deserialize_with = "level")]
    level: i32,
    #[prost(message, tag = 10)]
    detail: Option<Detail>,
    #[prost(sint32, repeated, tag = 11)]
    numbers: Vec<i32>,
    #[prost(string, repeated, tag = 12)]
    tags: Vec<String>,
    #[prost(message, repeated, tag = 13)]
    details: Vec<Detail>,
    #[prost(btree_map = "string, sint32", tag = 14)]
    counters: BTreeMap<String, i32>,
    #[prost(btree_map = "sint32, string", tag = 15)]
    labels: BTreeMap<i32, String>,
    #[prost(string, repeated, tag = 16)]
    groups: Vec<String>,
    #[prost(sint64, repeated, tag = 17)]
    seen: Vec<i64>,
    #[prost(bool, optional, tag = 18)]
    hidden: Option<bool>,
    #[prost(string, optional, tag = 19)]
    note: Option<String>,
    #[prost(sint64, optional, tag = 20)]
    expires: Option<i64>,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Longs {
    #[prost(sint64, repeated, tag = 1)]
    values: Vec<i64>,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Ints {
    #[prost(sint32, repeated, tag = 1)]
    values: Vec<i32>,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Doubles {
    #[prost(double, repeated, tag = 1)]
    values: Vec<f64>,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Strings {
    #[prost(string, repeated, tag = 1)]
    values: Vec<String>,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Point {
    #[prost(sint32, tag = 1)]
    id: i32,
    #[prost(sint64, tag = 2)]
    at: i64,
    #[prost(double, tag = 3)]
    x: f64,
    #[prost(double, tag = 4)]
    y: f64,
    #[prost(double, tag = 5)]
    z: f64,
    #[prost(sint32, tag = 6)]
    zone: i32,
    #[prost(sint32, tag = 7)]
    level: i32,
    #[prost(bool, tag = 8)]
    visible: bool,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Points {
    #[prost(message, repeated, tag = 1)]
    points: Vec<Point>,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Post {
    #[prost(sint64, tag = 1)]
    id: i64,
    #[prost(sint32, tag = 2)]
    author: i32,
    #[prost(string, tag = 3)]
    title: String,
    #[prost(string, tag = 4)]
    text: String,
    #[prost(sint32, repeated, tag = 5)]
    votes: Vec<i32>,
    #[prost(sint64, tag = 6)]
    created: i64,
    #[prost(bool, tag = 7)]
    pinned: bool,
}

#[derive(Clone, PartialEq, Message, Deserialize)]
pub(crate) struct Feed {
    #[prost(message, repeated, tag = 1)]
    posts: Vec<Post>,
}

/// The number of a level; ours is its name in serde's formats.
fn level<'de, D: Deserializer<'de>>(from: D) -> Result<i32, D::Error> {
    let name = String::deserialize(from)?;
    let level: Result<Level, _> = name.parse();
    level.map(|level| level.0).map_err(D::Error::custom)
}
