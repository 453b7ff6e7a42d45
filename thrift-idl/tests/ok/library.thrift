/**
 * A library: what a file that people write looks like.
 */
namespace java org.example.library
namespace py library

include "inc/shared.thrift"

typedef i64 Timestamp
typedef string Isbn
typedef map<string, string> Labels

const i32 MAX_LOANS = 12
const string DEFAULT_LANGUAGE = "en"
const list<string> LANGUAGES = [DEFAULT_LANGUAGE, "de", "fr"]
const map<string, i32> SHELVES = {
  "fiction": 1,
  "science": 2,
  "art": 30,
}

/** What a book is bound in. */
enum Binding {
  PAPERBACK = 1,
  HARDCOVER = 2,
  SPIRAL = 3,
}

enum Status {
  AVAILABLE
  LENT
  LOST
}

struct Author {
  1: required string name,
  2: optional i32 born,
  3: optional i32 died,
}

/** A book, and where it stands. */
struct Book {
  1: required Isbn isbn,
  2: string title,
  3: list<Author> authors,
  4: Binding binding = Binding.PAPERBACK,
  5: optional double price,
  6: Labels labels = {},
  7: map<string, list<i32>> index,
  8: optional shared.Color color = shared.Color.RED,
  9: set<string> languages = LANGUAGES_OF_ART (deprecated),
}

const set<string> LANGUAGES_OF_ART = ["it", "fr"]

struct Loan {
  1: i64 id;
  2: Isbn isbn;
  3: Timestamp since;
  4: optional Timestamp until;
  5: Status status = 1;
}

union Search {
  1: string title
  2: Author author
  3: list<string> words
}

exception NotFound {
  1: string message,
  2: optional Isbn isbn,
}

exception TooManyLoans {
  1: i32 limit = MAX_LOANS,
}

const Author ANONYMOUS = {"name": "anonymous", "born": 0}

service Health {
  bool ping(),
  oneway void shutdown(1: i32 seconds),
}

/** The desk. */
service Desk extends Health {
  /** Finds books. */
  list<Book> search(1: Search search, 2: i32 limit = 100),

  Book get(1: Isbn isbn) throws (1: NotFound notFound),

  Loan lend(1: Isbn isbn, 2: i64 reader) throws (
    1: NotFound notFound,
    2: TooManyLoans tooMany,
  ),

  void giveBack(1: i64 loan) throws (1: NotFound notFound) (timeout = "3s"),

  map<Isbn, list<Loan>> overdue(1: Timestamp at);
}
