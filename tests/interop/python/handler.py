"""The handler of the peers' servers: `examples/user_server.rs` once more."""

from threading import Lock


class Users:
    def __init__(self, peer):
        self.peer = peer
        self.users = {}
        self.lock = Lock()

    def getUser(self, id):
        with self.lock:
            return self.users[id] if id in self.users else self.refuse(id)

    def createUser(self, user):
        if user.name == "forbidden":
            raise self.peer.ApplicationException(self.peer.ApplicationException.INTERNAL_ERROR, "this name is forbidden")
        if not user.name:
            raise ValueError("a user needs a name")
        with self.lock:
            is_new = user.id not in self.users
            self.users[user.id] = user
            return is_new

    def updateUser(self, user):
        with self.lock:
            if user.id not in self.users:
                self.refuse(user.id)
            self.users[user.id] = user
            return True

    def deleteUser(self, id):
        with self.lock:
            if id not in self.users:
                self.refuse(id)
            del self.users[id]
            return True

    def refuse(self, id):
        raise self.peer.NotFound(f"no user has the id {id}")
