"""What all cases start from: a peer's client library, and a server of ours."""

from expect import equal, raised

CASE = "case_"


class Session:
    def __init__(self, peer, target):
        self.peer = peer
        self.target = target

    def cases(self):
        """What to call for each case, by name, in their order: the methods that are called after them."""
        methods = [name for base in reversed(type(self).__mro__) for name in vars(base) if name.startswith(CASE)]
        return {name.removeprefix(CASE).replace("_", " "): getattr(self, name) for name in methods}

    def survives(self):
        """Whether the server still serves a new connection, which is asked after each case."""
        raise NotImplementedError

    def connect(self):
        return self.peer.connect(self.target)

    def user(self, id, name="John Doe", email="johndoe@example.com"):
        return self.peer.User(id=id, name=name, email=email)

    def application_error(self, kind, call, *args):
        """The message of the application error that the call raises."""
        error = raised(self.peer.ApplicationException, call, *args)
        equal(error.type, getattr(self.peer.ApplicationException, kind))
        return error.message
