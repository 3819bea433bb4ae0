"""What the card reader and its worker process say to each other: JSON objects, each after its length."""

from __future__ import annotations

import enum
import json
import socket
from dataclasses import dataclass, field
from typing import Any

from kiosk.hardware.device import Presence

Message = dict[str, Any]

_LENGTH = 4  # bytes, big-endian
_CHUNK = 65536


class PeerGone(Exception):
    """The other process has ended or closed its side."""


class Do(enum.Enum):
    """What the worker can be told: ``{"do": ...}``; `TRANSMIT` also carries ``apdu`` in hex."""

    LOOK = "look"
    CONNECT = "connect"
    TRANSMIT = "transmit"
    DISCONNECT = "disconnect"


class Failure(enum.Enum):
    """Why the worker could not do it: ``{"failure": ..., "code": PC/SC's own}``. The value is the fact told."""

    SERVICE_DOWN = "reader service down"
    NO_READER = "no reader"
    NO_CARD = "no card in the reader"
    BROKEN_OFF = "the card was pulled, swapped or reset"
    MUTE = "the card does not answer"
    OTHER = "the reader failed"


@dataclass(frozen=True)
class ReaderState:
    """All the worker sees at one moment. `order` grows, so that an older sight never replaces a newer one."""

    order: int = 0
    service: bool = False
    reader: str | None = None
    card: Presence = Presence.UNKNOWN
    count: int = 0  # PC/SC's event counter: it has moved when a card came or went unseen
    atr: bytes = field(default=b"", repr=False)  # holds the card's serial number

    def to_message(self) -> Message:
        """As JSON can hold it."""
        plain = {"order": self.order, "service": self.service, "reader": self.reader}
        return {**plain, "card": self.card.value, "count": self.count, "atr": self.atr.hex()}

    @classmethod
    def from_message(cls, message: Message) -> ReaderState:
        """The reverse of `to_message`."""
        atr = bytes.fromhex(message["atr"])
        plain = message["order"], message["service"], message["reader"]
        return cls(*plain, Presence(message["card"]), message["count"], atr)


class Inbox:
    """Bytes in, messages out; holds only unread bytes."""

    def __init__(self) -> None:
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """Take bytes, give every message that is complete now."""
        self._unread += data
        messages = []
        while len(self._unread) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self._unread[:_LENGTH], "big")
            if len(self._unread) < end:
                break
            messages.append(json.loads(self._unread[_LENGTH:end]))
            del self._unread[:end]
        return messages


def send(line: socket.socket, message: Message) -> None:
    """Write one message; blocks until it is handed over. Raises `PeerGone`."""
    body = json.dumps(message).encode()
    try:
        line.sendall(len(body).to_bytes(_LENGTH, "big") + body)
    except OSError as error:
        raise PeerGone(str(error)) from None


def receive(line: socket.socket, inbox: Inbox) -> Message:
    """Wait for one message, for as long as it takes: who asks keeps the deadline. Raises `PeerGone`."""
    while True:
        messages = inbox.feed(read(line))
        if messages:
            return messages[0]  # one question, one answer: there is never a second


def read(line: socket.socket) -> bytes:
    """At least one byte. Raises `PeerGone`, and `BlockingIOError` when the line does not block and has none."""
    try:
        data = line.recv(_CHUNK)
    except BlockingIOError:
        raise
    except OSError as error:
        raise PeerGone(str(error)) from None
    if not data:
        raise PeerGone("closed")
    return data
