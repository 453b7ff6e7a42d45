// `uuid`, which Apache's compiler 0.17 does not know: the peers' side of it is written by hand.

struct Ids {
  1: uuid one,
  2: list<uuid> many,
  3: map<uuid, string> named
}

service Registry {
  Ids ids(1: Ids value),
  uuid one(1: uuid value)
}
