"""What a serial port hears when the other end sends at another rate: garbage, as on a real line."""

from __future__ import annotations

_BITS = 10  # of one byte at 8N1: start, eight data bits (lowest first), stop


def as_heard(data: bytes, sent_at: int, heard_at: int) -> bytes:
    """The bytes a receiver at `heard_at` baud makes of `data`, sent without gaps at `sent_at` baud.

    It begins at each falling edge and looks into the middle of every bit it expects. A byte whose stop bit
    is wrong (a framing error) is handed on as it was read, as Linux does without INPCK, and the next one is
    looked for when the line has been high again. Rates up to 5 % apart understand each other.
    """
    if sent_at == heard_at:
        return data
    levels = bytes(level for byte in data for level in _levels(byte))
    step = sent_at / heard_at  # bits of the sender within one of the receiver
    heard, edge = bytearray(), levels.find(0)
    while edge >= 0:
        bits = [_level(levels, edge + (n + 1.5) * step) for n in range(_BITS - 1)]
        *value, stop = bits
        heard.append(sum(bit << n for n, bit in enumerate(value)))
        end = int(edge + (_BITS - 0.5) * step)
        high = end if stop else levels.find(1, end)
        edge = levels.find(0, high) if high >= 0 else -1
    return bytes(heard)


def _levels(byte: int) -> tuple[int, ...]:
    return (0, *((byte >> n) & 1 for n in range(8)), 1)


def _level(levels: bytes, at: float) -> int:
    """The line at a moment; it rests high."""
    return levels[int(at)] if at < len(levels) else 1
