"""What the card reader and its worker process say to each other: a JSON object and, beside it, plain bytes.

A frame is two lengths of four bytes, the object, the bytes. Commands to a card travel as bytes, so that a PIN is
in buffers that can be wiped, and not in text. Not wiped: what the kernel's socket holds until it is read.
"""

from __future__ import annotations

import enum
import json
import socket
import struct
from dataclasses import dataclass, field
from typing import Any

from kiosk.hardware.device import Presence

Message = dict[str, Any]

_LENGTHS = struct.Struct(">II")
_CHUNK = 4096


class PeerGone(Exception):
    """The other process has ended or closed its side."""


class Do(enum.Enum):
    """What the worker can be told: ``{"do": ...}``. `TRANSMIT` carries the command, and its answer the card's."""

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


class Interface(enum.Enum):
    """How a card is met. When a card is in both, the contact one is taken."""

    CONTACT = "contact"
    CONTACTLESS = "contactless"


@dataclass(frozen=True)
class ReaderState:
    """All the worker sees at one moment. `order` grows, so that an older sight never replaces a newer one.

    `reader` and `interface` are those of the card that is in; without one, of the first there is.
    """

    order: int = 0
    service: bool = False
    reader: str | None = None
    card: Presence = Presence.UNKNOWN
    count: int = 0  # PC/SC's event counter: it has moved when a card came or went unseen
    atr: bytes = field(default=b"", repr=False)  # holds the card's serial number
    interface: Interface = Interface.CONTACT

    @property
    def stay(self) -> tuple[Interface, int, bytes] | None:
        """What changes when another card is in, or the same one was out; None without a card."""
        return (self.interface, self.count, self.atr) if self.card is Presence.PRESENT else None

    def to_message(self) -> Message:
        """As JSON can hold it."""
        plain = {"order": self.order, "service": self.service, "reader": self.reader, "count": self.count}
        return {**plain, "card": self.card.value, "atr": self.atr.hex(), "interface": self.interface.value}

    @classmethod
    def from_message(cls, message: Message) -> ReaderState:
        """The reverse of `to_message`."""
        atr = bytes.fromhex(message["atr"])
        plain = message["order"], message["service"], message["reader"]
        return cls(*plain, Presence(message["card"]), message["count"], atr, Interface(message["interface"]))


class Inbox:
    """Bytes in, messages out; holds only unread bytes, and wipes what it has given."""

    def __init__(self) -> None:
        self._unread = bytearray()

    def feed(self, data: bytes | memoryview) -> list[tuple[Message, bytearray]]:
        """Take bytes, give every message that is complete now with the bytes beside it."""
        self._unread += data
        messages = []
        while len(self._unread) >= _LENGTHS.size:
            length, beside = _LENGTHS.unpack_from(self._unread)
            middle = _LENGTHS.size + length
            if len(self._unread) < middle + beside:
                break
            messages.append((json.loads(self._unread[_LENGTHS.size : middle]), self._unread[middle : middle + beside]))
            self._unread[: middle + beside] = bytes(middle + beside)
            del self._unread[: middle + beside]
        return messages

    def read(self, line: socket.socket) -> list[tuple[Message, bytearray]]:
        """Read once and feed. Raises `PeerGone`, and `BlockingIOError` when the line does not block and has nothing."""
        chunk = bytearray(_CHUNK)
        try:
            count = line.recv_into(chunk)
        except BlockingIOError:
            raise
        except OSError as error:
            raise PeerGone(str(error)) from None
        if not count:
            raise PeerGone("closed")
        try:
            return self.feed(memoryview(chunk)[:count])
        finally:
            chunk[:count] = bytes(count)


def send(line: socket.socket, message: Message, beside: bytes | bytearray = b"") -> None:
    """Write one message; blocks until it is handed over. Raises `PeerGone`."""
    body = json.dumps(message).encode()
    try:
        line.sendall(_LENGTHS.pack(len(body), len(beside)) + body)
        if beside:
            line.sendall(beside)
    except OSError as error:
        raise PeerGone(str(error)) from None


def receive(line: socket.socket, inbox: Inbox) -> tuple[Message, bytearray]:
    """Wait for one message, for as long as it takes: who asks keeps the deadline. Raises `PeerGone`."""
    while True:
        messages = inbox.read(line)
        if messages:
            return messages[0]  # one question, one answer: there is never a second
