"""Single fields of a document's text: where they stand, and how each kind of field is read (fact sheet 1.7)."""

from __future__ import annotations

import calendar
import dataclasses
import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, cast

from kiosk.domain.nations import Nation
from kiosk.domain.personal import Address, BirthDate, IdNumber, Personal, PersonName
from kiosk.hardware.id_reader.errors import DocumentUnreadable

T = TypeVar("T")

_FOR_LIFE = "长期"
# Readers pad with U+0020; U+0000 is tolerated [M].
_PADDING = " \0"


class Sex(enum.Enum):
    """GB/T 2261.1; 0 and 9 from memory."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSPECIFIED = "9"


@dataclass(frozen=True)
class Place(Generic[T]):
    """Where a field stands in the text, in one part or more: (offset, size) in bytes; and how it is read.

    `read` takes the field's name, for errors, and its text without padding. An `essential` field that breaks
    its format makes the document unreadable; any other is left out.
    """

    name: str
    parts: tuple[tuple[int, int], ...]
    read: Callable[[str, str], T]
    essential: bool

    def value(self, block: bytes) -> T:
        """The field's value out of the 256 bytes. Raises `DocumentUnreadable`, which says nothing of the value."""
        return self.read(self.name, decoded(self.name, b"".join(block[at : at + size] for at, size in self.parts)))


def at(
    name: str, *parts: tuple[int, int], read: Callable[[str, str], T], essential: bool = False
) -> T:  # a dataclass field, which the type checker takes for the value it will have
    """Declare where a field of a record stands."""
    return cast(T, dataclasses.field(metadata={"place": Place(name, parts, read, essential)}))


def place_of(field: dataclasses.Field[Any]) -> Place[Any]:
    """Where a field of a record stands."""
    place = field.metadata["place"]
    assert isinstance(place, Place)
    return place


def decoded(name: str, units: bytes) -> str:
    """UTF-16LE without its padding. Characters beyond U+FFFF, such as 𬭎, take two units."""
    text = units.decode("utf-16-le", errors="replace")
    if "\N{REPLACEMENT CHARACTER}" in text:  # not by way of UnicodeDecodeError, which would carry the value
        raise DocumentUnreadable(f"{name}: not UTF-16")
    return text.strip(_PADDING)


# --- kinds of fields: (name, text) -> value; empty text is None where a field may be empty ---


def words(name: str, text: str) -> Personal | None:
    """Any words: an office."""
    return Personal(_clean(name, text)) if text else None


def address(name: str, text: str) -> Address | None:
    """Where a person lives."""
    return Address(_clean(name, text)) if text else None


def person(name: str, text: str) -> PersonName | None:
    """A person's name, in whatever script."""
    return PersonName(_clean(name, text)) if text else None


def named(name: str, text: str) -> PersonName:
    """A person's name that must be there."""
    if not text:
        raise DocumentUnreadable(f"{name}: empty")
    return PersonName(_clean(name, text))


def number(form: str) -> Callable[[str, str], IdNumber]:
    """A document's number; `form` is a regular expression. A small x is a large one."""

    def read(name: str, text: str) -> IdNumber:
        return IdNumber(_shaped(name, text.upper(), form))

    return read


def code(form: str) -> Callable[[str, str], Personal | None]:
    """A short code about the holder or the card; `form` is a regular expression."""

    def read(name: str, text: str) -> Personal | None:
        return Personal(_shaped(name, text, form)) if text else None

    return read


def count(name: str, text: str) -> int | None:
    """How many times something was done, in digits."""
    return int(_shaped(name, text, "[0-9]{1,2}")) if text else None


def sex(name: str, text: str) -> Sex | None:
    """The holder's sex."""
    return Sex(_shaped(name, text, "[0129]")) if text else None


def nation(name: str, text: str) -> Nation | None:
    """The holder's nation; residence permits normally have none."""
    return Nation(_shaped(name, text, "[0-9]{2}")) if text else None


def birth(name: str, text: str) -> BirthDate | None:
    """The day of birth."""
    return BirthDate.on(_day(name, text)) if text else None


def first_day(name: str, text: str) -> date | None:
    """The first day of validity, or of issue."""
    return _day(name, text) if text else None


def last_day(name: str, text: str) -> date | None:
    """The last day of validity. None is valid for life; an empty field is not, and is refused."""
    return None if text == _FOR_LIFE else _day(name, text, leap_day_moves=True)


def _clean(name: str, text: str) -> str:
    if any(character < " " for character in text):
        raise DocumentUnreadable(f"{name}: holds a control character")
    return text


def _shaped(name: str, text: str, form: str) -> str:
    if not re.fullmatch(form, text):
        raise DocumentUnreadable(f"{name}: not of the form {form}")
    return text


def _day(name: str, text: str, *, leap_day_moves: bool = False) -> date:
    """YYYYMMDD. A document issued on 29 February may end on one that does not exist [M]: then the 28th."""
    if not re.fullmatch(r"[0-9]{8}", text):
        raise DocumentUnreadable(f"{name}: not 8 digits")
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if leap_day_moves and (month, day) == (2, 29) and not calendar.isleap(year):
        day = 28
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise DocumentUnreadable(f"{name}: no such day")
    return date(year, month, day)
