"""Records of a social security card: tag, length, value; numbers in BCD, text in GBK; pure (fact sheet 2.3)."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = re.compile(r"[0-9]*")
_PADDING = b"\x00\xff"  # 00 after a value, FF through an empty name extension [2+]
_SPACE = b" "  # not in the fact sheet; harmless, as no value begins or ends with one


class BadRecord(ValueError):
    """A record that is not what the specification says; the text quotes nothing of the value."""


def value(record: bytes, tag: int) -> bytes:
    """The value of a record that must carry `tag`. Raises `BadRecord`."""
    if len(record) < 2:
        raise BadRecord(f"record {tag:02X}: {len(record)} bytes, less than tag and length")
    if record[0] != tag:
        raise BadRecord(f"record {tag:02X}: carries tag {record[0]:02X}")
    if record[1] != len(record) - 2:
        raise BadRecord(f"record {tag:02X}: says {record[1]} bytes, holds {len(record) - 2}")
    return record[2:]


def digits(data: bytes) -> str:
    """A cn field: two digits a byte, left-aligned, filled with F [2+]. Raises `BadRecord`."""
    text = data.hex().rstrip("f")
    if not _DIGITS.fullmatch(text):
        raise BadRecord("a number field holds something else than digits")
    return text


def text_bytes(data: bytes) -> bytes:
    """An an field without its padding. One source says an is right-aligned, so both ends are cleared [1]."""
    return data.strip(_PADDING + _SPACE)


def ascii_text(data: bytes) -> str:
    """An an field that can only hold letters, digits and points. Raises `BadRecord`."""
    text = text_bytes(data)
    if not text.isascii():
        raise BadRecord("a text field holds something else than ASCII")
    return text.decode("ascii")


def day(data: bytes) -> date | None:
    """A cn field YYYYMMDD; None when it is empty (all 0, all F or 00 only). Raises `BadRecord`."""
    text = digits(data)
    if not text.strip("0"):
        return None
    if len(text) == 8:
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            pass  # said below, without the digits
    raise BadRecord("a date field holds no date")
