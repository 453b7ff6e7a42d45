/** Where a ticket stands. */
enum Status { OPEN = 1, CLOSED = 2 }

/** How to reach who wrote it. */
union Contact {
  1: string email
  2: string phone
}

struct Ticket {
  1: i32 id
  2: string title
  3: Status status
  4: optional Contact contact
}

exception NotFound { 1: i32 id }

service Desk {
  Ticket get(1: i32 id) throws (1: NotFound notFound)
  bool close(1: i32 id)
}
