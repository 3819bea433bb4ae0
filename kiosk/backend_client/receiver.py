"""Ending a call from outside: a thread that waits for an answer cannot be stopped, but its connection can be cut."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Receiver:
    """One call's end of the line: who gives it up, hangs up.

    Time-outs of a socket are per read. Without hanging up, a head that comes byte by byte would hold its thread for
    hours, and four of them every thread there is.
    """

    def __init__(self, until: float) -> None:
        """`until`: when the call must be over, by `time.monotonic`."""
        self.until = until
        self.over = False
        self._begun = threading.Lock()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    def pick_up(self) -> bool:
        """True for whoever comes first: the thread that begins, or the one who gives up before."""
        return self._begun.acquire(blocking=False)

    def hang_up(self) -> None:
        """End the call, now or as soon as it waits: its thread then meets a broken connection."""
        with self._lock:
            self.over = True
            self._cut()

    def listens(self, to: socket.socket | None) -> None:
        """The request has left through this socket; None: nobody waits any more."""
        with self._lock:
            self._socket = to
            if self.over:
                self._cut()

    def _cut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):  # the other side was quicker
                # Not by the method of a TLS socket, which takes the session from under the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _Here(threading.local):
    receiver: Receiver | None = None


_here = _Here()


@contextlib.contextmanager
def heard_by(receiver: Receiver) -> Iterator[None]:
    """Whatever this thread waits for in here, `receiver` can end."""
    _here.receiver = receiver
    try:
        yield
    finally:
        receiver.listens(None)
        _here.receiver = None


def listen(to: socket.socket | None) -> None:
    """A connection is about to wait for an answer on this socket."""
    if _here.receiver is not None:
        _here.receiver.listens(to)
