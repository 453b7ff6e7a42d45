enum Color { RED, GREEN }

const Color FAVOURITE = Color.GREN
const i8 LARGE = 300

struct Node { 1: required Node next }

exception NotFound { 1: string message }

service Nodes extends Base {
  oneway void tell() throws (1: NotFound notFound)
  void fail() throws (1: Node node)
}
