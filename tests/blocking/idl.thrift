include "base.thrift"

struct User { 1: i32 id, 2: string name }
exception NotFound { 1: string message }
exception Locked { 1: i64 until, 2: string a = "", 3: string b = "", 4: string c = "" }

/** Keeps users. */
service UserService extends base.Base {
    /** The user with this id. */
    User getUser(1: i32 id) throws (1: NotFound notFound, 2: Locked locked),
    list<User> find(1: required string name, 2: i32 limit = 10, 3: optional string hint),
    void rename(2: string to, 1: i32 id) throws (1: NotFound notFound),
    oneway void note(1: string text),
    string sleep(1: i32 milliseconds, 2: string text),
    string echo(1: string text),
    void fail(1: i32 how),
    /** A name of ours in the client gives way. */
    i32 connect(1: i32 type) (deprecated = "no more"),
}
