"""Bytes on a wire as facts that a person can read: what `kiosk wire` shows, the same for every device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeAlias, TypeVar

from kiosk.domain.personal import Personal

Msg = TypeVar("Msg", covariant=True)
M = TypeVar("M")

# What a message says, in order; the first key is always "message". See `plain` for the values allowed.
Fields: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Private:
    """A value that is shown only to somebody who asks for it: words, bytes, numbers about a person or a secret."""

    value: object

    def __repr__(self) -> str:
        return "Private(hidden)"


@dataclass(frozen=True)
class WireDevice:
    """One protocol, in both directions, by the name the command line knows.

    `decode` gives every message of a byte stream in order, noise included, and raises nothing on any bytes.
    `commands`: functions with keyword parameters of type str; they raise `ValueError` with a sentence.
    """

    name: str
    says: str
    decode: Callable[[bytes], Iterable[Fields]]
    commands: Mapping[str, Callable[..., bytes]]


class Decoder(Protocol[Msg]):
    """The part of `kiosk.hardware.link.Decoder` that is needed here."""

    noise: int

    def feed(self, data: bytes) -> Sequence[Msg]:
        """Bytes in, messages out."""

    def drop(self) -> None:
        """A half frame becomes noise."""


class Searching(Protocol[Msg]):
    """A decoder that waits for as much as a length claims, and may so find messages inside what was no frame.

    `noise` and `spent` count the bytes that belonged to no message and to messages, up to the message just given.
    """

    noise: int
    spent: int

    def listen(self, data: bytes) -> Iterator[Msg]:
        """Bytes in, messages out, one by one."""

    def give_up(self) -> Iterator[Msg]:
        """What the half frame in front waits for will not come: its beginning is noise, and behind it are these."""


def searched_fields(decoder: Searching[M], data: bytes, describe: Callable[[M], Fields]) -> Iterator[Fields]:
    """Every message and every run of noise in `data`, in order, also in what a frame that was cut off had claimed."""
    taken = lost = 0  # bytes of `data` that have been told, and how many of them were noise
    for message in _searched(decoder, len(data), decoder.listen(data)):
        if decoder.noise > lost:
            yield noise(data[taken : taken + decoder.noise - lost])
        yield describe(message)
        taken, lost = decoder.noise + decoder.spent, decoder.noise
    if taken < len(data):
        yield noise(data[taken:])


def _searched(decoder: Searching[M], size: int, messages: Iterator[M]) -> Iterator[M]:
    yield from messages
    while decoder.noise + decoder.spent < size:
        yield from decoder.give_up()


def stream_fields(decoder: Decoder[M], data: bytes, describe: Callable[[M], Fields]) -> Iterator[Fields]:
    """Every message and every run of noise in `data`, in order; a half frame at the end is noise."""
    taken = 0  # bytes of `data` that have been told
    for end in range(1, len(data) + 1):
        before = decoder.noise
        messages = decoder.feed(data[end - 1 : end])
        spoiled = decoder.noise - before
        if spoiled:
            yield noise(data[taken : taken + spoiled])
            taken += spoiled
        for message in messages:
            yield describe(message)
        if messages:
            taken = end
    before = decoder.noise
    decoder.drop()
    if decoder.noise > before:
        yield noise(data[len(data) - (decoder.noise - before) :])


def noise(data: bytes) -> Fields:
    """Bytes that belong to no message; they may be half of something personal."""
    return {"message": "noise", "bytes": len(data), "hex": Private(data)}


def plain(value: object, *, show: bool) -> object:
    """A value as JSON holds it: dates as YYYY-MM-DD, bytes in hex, what is personal masked unless `show`.

    Raises `TypeError` for a value that has no such form.
    """
    if isinstance(value, Private):
        return plain(value.value, show=True) if show else _mask(value.value)
    if isinstance(value, Personal):
        return value.reveal() if show else value.masked()
    if isinstance(value, bytes | bytearray):
        return value.hex().upper()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part, show=show) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part, show=show) for part in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"nothing in JSON for a {type(value).__name__}")


def _mask(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return f"<{len(value)} byte{'s' * (len(value) != 1)} hidden>"
    return "<hidden>"
