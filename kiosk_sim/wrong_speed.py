"""What a receiver makes of bytes that come at another speed than it expects: 8N1 frames cut in the wrong places."""

from __future__ import annotations

_FRAME = 10  # bits: start, eight of data, stop


def misheard(data: bytes, ratio: float) -> bytes:
    """The bytes a receiver gets that samples `ratio` times as slowly as the sender sends; the line rests after them.

    A frame without its stop bit is given all the same, as most receivers do.
    """
    line = [level for byte in data for level in (0, *(byte >> bit & 1 for bit in range(8)), 1)]
    heard = bytearray()
    at = 0.0
    while True:
        begin = next((n for n in range(int(at + 0.999), len(line)) if not line[n]), None)
        if begin is None:
            return bytes(heard)
        bits = (_level(line, begin + (bit + 1.5) * ratio) for bit in range(8))
        heard.append(sum(level << place for place, level in enumerate(bits)))
        at = begin + (_FRAME - 0.5) * ratio


def _level(line: list[int], at: float) -> int:
    return line[int(at)] if at < len(line) else 1
