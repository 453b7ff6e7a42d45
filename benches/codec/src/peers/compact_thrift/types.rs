//! `codec.thrift` as its macro takes it: every field is `required` or `optional`, and an argument of a type is a single word.

use compact_thrift_runtime::thrift;

use super::containers::{Map, Set};

type Counters = Map<String, i32>;
type Labels = Map<i32, String>;
type Groups = Set<String>;
type Seen = Set<i64>;

thrift! {
    struct User {
        1: required i32 id;
        2: required string name;
        3: required string email;
    }

    enum Level {
        LOW = 1;
        MIDDLE = 2;
        HIGH = 3;
    }

    struct Detail {
        1: required i32 id;
        2: required string name;
        3: required double weight;
    }

    struct Mixed {
        1: required bool active;
        2: required i8 flags;
        3: required i16 port;
        4: required i32 count;
        5: required i64 created;
        6: required double ratio;
        7: required string name;
        8: required binary payload;
        9: required Level level;
        10: required Detail detail;
        11: required list<i32> numbers;
        12: required list<string> tags;
        13: required list<Detail> details;
        14: required Counters counters;
        15: required Labels labels;
        16: required Groups groups;
        17: required Seen seen;
        18: optional bool hidden;
        19: optional string note;
        20: optional i64 expires;
    }

    struct Longs {
        1: required list<i64> values;
    }

    struct Ints {
        1: required list<i32> values;
    }

    struct Doubles {
        1: required list<double> values;
    }

    struct Strings {
        1: required list<string> values;
    }

    struct Point {
        1: required i32 id;
        2: required i64 at;
        3: required double x;
        4: required double y;
        5: required double z;
        6: required i16 zone;
        7: required i8 level;
        8: required bool visible;
    }

    struct Points {
        1: required list<Point> points;
    }

    struct Post {
        1: required i64 id;
        2: required i32 author;
        3: required string title;
        4: required string text;
        5: required list<i32> votes;
        6: required i64 created;
        7: required bool pinned;
    }

    struct Feed {
        1: required list<Post> posts;
    }
}
