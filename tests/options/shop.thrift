include "geo.thrift"

enum Level { LOW = 1, HIGH = 2 }

struct Item {
  1: string name,
  2: geo.Point place,
  3: Level level = Level.HIGH
}

/** Renamed, boxed and counted in the IDL itself. */
struct Marked {
  1: i32 userId (rust.name = "user"),
  2: i32 user_id,
  3: optional Item item (rust.box),
  4: i64 millis = 5 (rust.type = "crate::Millis")
} (rust.name = "Labelled", rust.derive = "::core::cmp::PartialOrd", rust.attributes = "#[must_use]")

const geo.Point HOME = {"x": 1, "y": 2}
const Marked MARKED = {"userId": 1, "item": {"name": "n"}, "millis": 7}

service Shop {
  Item find(1: geo.Point near)
}
