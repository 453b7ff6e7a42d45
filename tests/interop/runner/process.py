"""Starts programs, and ends what it has started."""

import os
import select
import signal
import subprocess
import time

START_SECONDS = 10
END_SECONDS = 10


class Broken(Exception):
    """A program did not do what it is for."""


class Server:
    """A server within a `with`; it prints `listening on ADDRESS` when it is ready."""

    def __init__(self, command, environment, log):
        self.log = log
        with open(log, "wb") as stderr:
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr
            )

    def __enter__(self):
        try:
            self.address = self.read_address()
        except BaseException:
            self.kill()
            raise
        return self

    def read_address(self):
        line = b""
        deadline = time.monotonic() + START_SECONDS
        while not line.endswith(b"\n"):
            left = max(0, deadline - time.monotonic())
            if not select.select([self.process.stdout], [], [], left)[0]:
                raise Broken(f"the server does not listen after {START_SECONDS} s")
            byte = os.read(self.process.stdout.fileno(), 1)
            if not byte:
                raise Broken(f"the server ended before it listened; see {self.log}")
            line += byte
        return line.decode().removeprefix("listening on ").strip()

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def is_running(self):
        return self.process.poll() is None

    def interrupt(self):
        """The status that it ends with after ctrl-c."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Broken(f"the server has not ended {END_SECONDS} s after ctrl-c") from error


def lines(command, environment, log, seconds):
    """What a program prints, also where it fails, and then why it failed."""
    with open(log, "wb") as stderr:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, text=True
        )
    failure = None
    try:
        text, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        text, _ = process.communicate()
        failure = f"it has not ended after {seconds} s"
    except BaseException:
        process.kill()
        process.wait()
        raise
    if failure is None and process.returncode != 0:
        failure = f"it ended with status {process.returncode}; see {log}"
    return text.splitlines(), failure
