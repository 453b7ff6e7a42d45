"""What goes over the wire between a client and a server: a relay in the middle, which keeps it."""

import socket
from threading import Thread

READ = 65536


class Recorder:
    """A relay within a `with`; clients connect to its `address`."""

    def __init__(self, server):
        host, port = server.rsplit(":", 1)
        self.server = host, int(port)
        # What clients and what the server have sent, over all connections.
        self.client_bytes = bytearray()
        self.server_bytes = bytearray()

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(self.server)
            Thread(target=relay, args=(client, server, self.client_bytes), daemon=True).start()
            Thread(target=relay, args=(server, client, self.server_bytes), daemon=True).start()


def relay(source, sink, kept):
    try:
        while data := source.recv(READ):
            kept += data
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        # Each end may have closed already; who has to complain of that does.
        sink.close()
