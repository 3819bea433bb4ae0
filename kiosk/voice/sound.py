"""Sound as 16-bit mono samples: read from what the synthesiser writes and from recordings, made louder, joined."""

from __future__ import annotations

import array
import io
import sys
import wave
from collections.abc import Iterable
from dataclasses import dataclass

_LOUDEST = 32767
_HEADER_AT = 12  # behind RIFF, a size and WAVE come the chunks


class NotSound(Exception):
    """These bytes are no sound we can play: 16-bit mono PCM in a WAV file."""


@dataclass(frozen=True)
class Sound:
    """Samples, little-endian, one after the other."""

    rate: int  # samples a second
    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.rate

    @property
    def loudest(self) -> int:
        """The largest sample, 0 to 32767: 0 is silence."""
        return max(map(abs, self._values()), default=0)

    def scaled(self, factor: float) -> Sound:
        """Louder or softer, cut off where it would be too loud."""
        values = self._values()
        for at, value in enumerate(values):
            values[at] = max(-_LOUDEST, min(_LOUDEST, round(value * factor)))
        return Sound(self.rate, _bytes(values))

    def wav(self) -> bytes:
        """As a WAV file."""
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(2)
            writer.setframerate(self.rate)
            writer.writeframes(self.samples)
        return file.getvalue()

    def _values(self) -> array.array[int]:
        values = array.array("h", self.samples)
        if sys.byteorder == "big":
            values.byteswap()
        return values


def read_wav(data: bytes) -> Sound:
    """A WAV file. One written to a pipe has no true sizes in it: then all that follows is sound. Raises `NotSound`."""
    if data[:4] != b"RIFF" or data[8:_HEADER_AT] != b"WAVE":
        raise NotSound("no WAV file")
    at, form = _HEADER_AT, b""
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if name == b"fmt ":
            form = body
        if name == b"data":
            return Sound(_rate(form), body[: len(body) // 2 * 2])
        at += 8 + size + size % 2
    raise NotSound("a WAV file without sound")


def joined(sounds: Iterable[Sound]) -> Sound:
    """One after the other; all have the same rate."""
    parts = list(sounds)
    return Sound(parts[0].rate, b"".join(part.samples for part in parts))


def _rate(form: bytes) -> int:
    kind, channels, rate = (int.from_bytes(form[a:b], "little") for a, b in ((0, 2), (2, 4), (4, 8)))
    bits = int.from_bytes(form[14:16], "little")
    if (kind, channels, bits) != (1, 1, 16) or not rate:
        raise NotSound("not 16-bit mono PCM")
    return rate


def _bytes(values: array.array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
