"""What clients of `user.thrift` do with our server."""

from concurrent.futures import ThreadPoolExecutor

from expect import equal, raised
from session import Session


class UserCases(Session):
    def survives(self):
        with self.connect() as client:
            self.not_found(client.getUser, -1)

    def not_found(self, call, *args):
        return raised(self.peer.NotFound, call, *args).message

    def case_each_method(self):
        john, jane = self.user(1), self.user(1, name="Jane Doe")
        with self.connect() as client:
            equal(client.createUser(john), True)
            equal(client.createUser(john), False)
            equal(client.getUser(1), john)
            equal(client.updateUser(jane), True)
            equal(client.getUser(1), jane)
            equal(client.deleteUser(1), True)

    def case_declared_exception(self):
        with self.connect() as client:
            for call, argument in [(client.getUser, 2), (client.updateUser, self.user(2)), (client.deleteUser, 2)]:
                equal(self.not_found(call, argument), "no user has the id 2")

    def case_undeclared_error(self):
        with self.connect() as client:
            message = self.application_error("INTERNAL_ERROR", client.createUser, self.user(3, name=""))
            equal(message, "internal error in `createUser`: a user needs a name")
            equal(self.not_found(client.getUser, 3), "no user has the id 3")

    def case_unknown_method(self):
        with self.peer.connect_evolved(self.target) as client:
            message = self.application_error("UNKNOWN_METHOD", client.renameUser, 4, "Jane Doe")
            equal(message, "`UserService` has no method `renameUser`")
            client.createUser(self.peer.EvolvedUser(id=4, name="John Doe"), {})
        with self.connect() as client:
            equal(client.deleteUser(4), True)

    def case_text_beyond_ascii(self):
        user = self.user(5, name="Ærøskøbing 東京 \N{GRINNING FACE} \0 \N{COMBINING ACUTE ACCENT}", email="用户@例え.jp")
        with self.connect() as client:
            client.createUser(user)
            equal(client.getUser(5), user)

    def case_empty_strings(self):
        empty = self.user(6, name="", email="")
        with self.connect() as client:
            client.createUser(self.user(6))
            equal(client.updateUser(empty), True)
            equal(client.getUser(6), empty)

    def case_long_string(self):
        user = self.user(7, name="x" * 3_000_000)
        with self.connect() as client:
            client.createUser(user)
            equal(client.getUser(7) == user, True)
            equal(client.deleteUser(7), True)

    def case_missing_argument(self):
        with self.peer.connect_evolved(self.target) as client:
            error = raised(Exception, client.getUser)
            equal(error.message, "no user has the id 0")
        with self.connect() as client:
            self.application_error("INTERNAL_ERROR", client.createUser, None)
            equal(self.not_found(client.getUser, 8), "no user has the id 8")

    def case_missing_field(self):
        with self.connect() as client:
            client.createUser(self.peer.User(id=9, name="John Doe"))
            equal(client.getUser(9), self.user(9, email=""))

    def case_unknown_argument_and_field(self):
        user = self.peer.EvolvedUser(id=10, name="John Doe", email="johndoe@example.com", roles=["admin", "staff"])
        with self.peer.connect_evolved(self.target) as client:
            client.createUser(user, {"cost centre": 1 << 40})
            self.application_error("UNKNOWN_METHOD", client.renameUser, 10, "")
        with self.connect() as client:
            equal(client.getUser(10), self.user(10))

    def case_many_calls_on_one_connection(self):
        with self.connect() as client:
            for number in range(200):
                user = self.user(11, email=f"{number}@example.com")
                client.createUser(user)
                equal(client.getUser(11), user)

    def case_requests_ahead_of_their_replies(self):
        with self.connect() as client:
            for number in range(20):
                self.peer.send(client, "createUser", user=self.user(100 + number))
                self.peer.send(client, "getUser", id=100 + number)
            for number in range(20):
                self.peer.receive(client, "createUser")
                equal(self.peer.receive(client, "getUser"), self.user(100 + number))

    def case_many_connections_at_once(self):
        def one(number):
            user = self.user(200 + number, name=f"user {number}")
            with self.connect() as client:
                for _ in range(20):
                    client.createUser(user)
                    equal(client.getUser(user.id), user)
                equal(client.deleteUser(user.id), True)

        with ThreadPoolExecutor(16) as pool:
            list(pool.map(one, range(16)))
