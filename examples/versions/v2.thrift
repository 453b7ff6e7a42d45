/** Where a ticket stands. */
enum Status { OPEN = 1, CLOSED = 2, REOPENED = 3 }

/** How to reach who wrote it. */
union Contact {
  1: string email
  2: string phone
  3: i64 chat
}

struct Ticket {
  1: i32 id
  2: string title
  3: Status status
  4: optional Contact contact
  5: list<string> tags
  6: optional i32 priority
}

exception NotFound {
  1: i32 id
  2: string hint
}

service Desk {
  Ticket get(1: i32 id, 2: string language = "en") throws (1: NotFound notFound)
  bool close(1: i32 id)
  Ticket reopen(1: i32 id) throws (1: NotFound notFound)
}
