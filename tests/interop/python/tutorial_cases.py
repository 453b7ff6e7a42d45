"""What a client from a tutorial does with our server."""

from expect import equal
from session import Session


class TutorialCases(Session):
    """The server's IDL declares no exception either."""

    def refused(self, call, *args):
        return self.application_error("INTERNAL_ERROR", call, *args)

    def survives(self):
        with self.connect() as client:
            self.refused(client.getUser, -1)

    def case_each_method(self):
        john, jane = self.user(1), self.user(1, name="Jane Doe")
        with self.connect() as client:
            equal(client.createUser(john), True)
            equal(client.getUser(1), john)
            equal(client.updateUser(jane), True)
            equal(client.getUser(1), jane)
            equal(client.deleteUser(1), True)

    def case_error_of_the_handler(self):
        with self.connect() as client:
            for call, argument in [(client.getUser, 2), (client.updateUser, self.user(2)), (client.deleteUser, 2)]:
                self.refused(call, argument)
            equal(client.createUser(self.user(2)), True)
            equal(client.deleteUser(2), True)

    def case_text_beyond_ascii(self):
        user = self.user(3, name="Ærøskøbing 東京", email="用户@例え.jp")
        with self.connect() as client:
            client.createUser(user)
            equal(client.getUser(3), user)

    def case_one_connection_after_the_other(self):
        for number in range(20):
            with self.connect() as client:
                client.createUser(self.user(4))
                equal(client.deleteUser(4), True)


class TutorialCasesWithThrows(TutorialCases):
    """The server's IDL declares an exception: this client skips it, and is left without a result."""

    def refused(self, call, *args):
        return self.application_error("MISSING_RESULT", call, *args)
