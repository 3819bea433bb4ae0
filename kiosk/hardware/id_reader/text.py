"""The 256-byte text of an identity document as an Identity, for every kind of document (fact sheet 1.7)."""

from __future__ import annotations

import calendar
import re
from datetime import date

from kiosk.domain.identity import DocumentKind, Identity
from kiosk.domain.personal import IdNumber, PersonName
from kiosk.hardware.id_reader.errors import DocumentUnreadable

SIZE = 256
_FLAG = 248
_FOR_LIFE = "长期"
# Readers pad with U+0020; U+0000 is tolerated [M].
_PADDING = " \0"
_RESIDENT_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_NUMBER_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")


def parse(block: bytes) -> Identity:
    """The holder of a document. A wrong check digit is let pass: it is a warning only (fact sheet 1.8).

    Raises `DocumentUnreadable` for another length, an unknown type, or a field that breaks its format.
    """
    if len(block) != SIZE:
        raise DocumentUnreadable(f"text: {len(block)} bytes instead of {SIZE}")
    flag = block[_FLAG : _FLAG + 2]
    if flag in (b" \0", b"\0\0"):
        return _resident(block, DocumentKind.RESIDENT_ID)
    if flag == b"J\0":
        return _resident(block, DocumentKind.RESIDENCE_PERMIT)
    if flag == b"I\0":
        return _foreign_2017(block)
    if flag == b"Y\0":
        return _foreign_2023(block)
    raise DocumentUnreadable(f"type flag: unknown, {flag[::-1].hex().upper()}")


def _resident(block: bytes, kind: DocumentKind) -> Identity:
    """Mainland and `J`: what we need lies at the same places (two or more sources)."""
    return Identity(
        kind=kind,
        name=_name(_field(block, "name", 0, 30)),
        number=_number(_field(block, "number", 122, 36), _RESIDENT_NUMBER),
        valid_from=_valid_from(_field(block, "valid from", 188, 16)),
        valid_to=_valid_to(_field(block, "valid to", 204, 16)),
    )


def _foreign_2017(block: bytes) -> Identity:
    """`I` (two or more sources). The day of issue is the first day of validity."""
    chinese = _field(block, "Chinese name", 158, 30)
    return Identity(
        kind=DocumentKind.FOREIGN_PERMANENT,
        name=_name(chinese or _field(block, "English name", 0, 120)),
        number=_number(_field(block, "number", 122, 30), _NUMBER_2017),
        valid_from=_valid_from(_field(block, "issued", 188, 16)),
        valid_to=_valid_to(_field(block, "valid to", 204, 16)),
    )


def _foreign_2023(block: bytes) -> Identity:
    """`Y` (two or more sources; one older driver maps 220 and later otherwise). The English name is in two parts."""
    chinese = _field(block, "Chinese name", 0, 30)
    english = block[52 : 52 + 70] + block[220 : 220 + 22]
    return Identity(
        kind=DocumentKind.FOREIGN_PERMANENT,
        name=_name(chinese or _field(english, "English name", 0, 92)),
        number=_number(_field(block, "number", 122, 36), _RESIDENT_NUMBER),
        valid_from=_valid_from(_field(block, "valid from", 188, 16)),
        valid_to=_valid_to(_field(block, "valid to", 204, 16)),
    )


def _field(block: bytes, name: str, offset: int, size: int) -> str:
    """A field without its padding. Characters beyond U+FFFF, such as 𬭎, take two of its units."""
    text = block[offset : offset + size].decode("utf-16-le", errors="replace")
    if "\N{REPLACEMENT CHARACTER}" in text:  # not by way of UnicodeDecodeError, which would carry the value
        raise DocumentUnreadable(f"{name}: not UTF-16")
    return text.strip(_PADDING)


def _name(text: str) -> PersonName:
    if not text:
        raise DocumentUnreadable("name: empty")
    if any(character < " " for character in text):
        raise DocumentUnreadable("name: holds a control character")
    return PersonName(text)


def _number(text: str, form: re.Pattern[str]) -> IdNumber:
    number = text.upper()
    if not form.fullmatch(number):
        raise DocumentUnreadable(f"number: not of the form {form.pattern}")
    return IdNumber(number)


def _valid_from(text: str) -> date | None:
    return _date("valid from", text) if text else None


def _valid_to(text: str) -> date | None:
    """None is valid for life; an empty field is not, and is refused."""
    return None if text == _FOR_LIFE else _date("valid to", text, leap_day_moves=True)


def _date(name: str, text: str, *, leap_day_moves: bool = False) -> date:
    """YYYYMMDD. A document issued on 29 February may end on one that does not exist [M]: then the 28th."""
    if not re.fullmatch(r"[0-9]{8}", text):
        raise DocumentUnreadable(f"{name}: not 8 digits")
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if leap_day_moves and (month, day) == (2, 29) and not calendar.isleap(year):
        day = 28
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise DocumentUnreadable(f"{name}: no such day")
    return date(year, month, day)
