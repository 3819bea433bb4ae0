"""Records of a social security card: tag, length, value; numbers in BCD, text in GBK; pure (fact sheet 2.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

T = TypeVar("T")

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


def elements(data: bytes) -> list[tuple[int, bytes]]:
    """The elements of a template one after the other, by ISO/IEC 7816-4 (as in what SELECT answers).

    Filling between them (00, FF) is passed over. Raises `BadRecord`.
    """
    found, at = [], 0
    while at < len(data):
        if data[at] in _PADDING:
            at += 1
            continue
        tag, at = _tag(data, at)
        length, at = _length(data, at)
        if at + length > len(data):
            raise BadRecord(f"element {tag:02X}: says {length} bytes, holds {len(data) - at}")
        found.append((tag, data[at : at + length]))
        at += length
    return found


def _tag(data: bytes, at: int) -> tuple[int, int]:
    """A tag of one byte, or of two when the first ends with 1F; and where it ends."""
    if data[at] & 0x1F != 0x1F:
        return data[at], at + 1
    if at + 1 >= len(data) or data[at + 1] & 0x80:
        raise BadRecord("a tag of more than two bytes, or half a tag")
    return data[at] << 8 | data[at + 1], at + 2


def _length(data: bytes, at: int) -> tuple[int, int]:
    """A length of one byte, or of 81 xx or 82 xx xx; and where it ends."""
    head = data[at : at + 1]
    more = 0 if not head or head[0] < 0x80 else head[0] & 0x7F
    if not head or more > 2 or head[0] == 0x80 or at + 1 + more > len(data):
        raise BadRecord("a length that is missing, half, or too long")
    return int.from_bytes(data[at + 1 : at + 1 + more], "big") if more else head[0], at + 1 + more


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


def known(decode: Callable[[bytes], T], data: bytes | None) -> T | None:
    """A field that nothing depends on: None when it is missing or is not what the specification says."""
    if data is None:
        return None
    try:
        return decode(data)
    except BadRecord:
        return None
