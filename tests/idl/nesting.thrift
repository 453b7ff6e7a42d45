// Structs in structs: by value, optional, in a box, required.

struct Part {
  1: i32 number = 7,
  2: string text = "default",
  3: optional i32 extra,
}

struct Whole {
  1: Part plain,
  2: Part boxed (rust.box),
  3: optional Part may,
  4: optional Part may_boxed (rust.box),
  5: required Part must,
}
