"""One record of EF05 or EF06 as facts a person can read; what is about one person or one card is hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.domain import gb18030
from kiosk.domain.personal import CardNumber, IdNumber, PersonName
from kiosk.hardware.explain import Fields, Private
from kiosk.hardware.smartcard import tlv
from kiosk.hardware.smartcard.records import NAME_EXTENSION, NAMES, REGION_BYTES, SIZES

_NAME = 0x09
_SEX = {"1": "male", "2": "female"}


def record_at(data: bytes, at: int) -> int:
    """How long the record at a place is; 0 when none is there: an unknown tag, longer than its field, or cut off."""
    if at + 2 > len(data):
        return 0
    tag, size = data[at], data[at + 1]
    fits = 0 < size <= SIZES.get(tag, 0) and at + 2 + size <= len(data)
    return 2 + size if fits else 0


def describe(record: bytes, seen: dict[int, bytes]) -> Fields:
    """A record as `record_at` finds it. `seen` are the ones before it: a name and its extension belong together."""
    tag, value = record[0], record[2:]
    seen[tag] = value
    fields: Fields = {"message": "record", "tag": f"{tag:02X}", "field": NAMES[tag]}
    try:
        fields["value"] = _VALUES[tag](value)
    except ValueError as error:
        fields |= {"error": str(error), "hex": Private(value)}
    if tag == 0x01:
        fields["region"] = tlv.known(tlv.digits, value[:REGION_BYTES])
    if tag == NAME_EXTENSION and _NAME in seen:  # a character may lie across the two
        fields["whole_name"] = _whole_name(seen[_NAME], value)
    return fields


def _whole_name(name: bytes, extension: bytes) -> PersonName | None:
    try:
        return PersonName(gb18030.decode(tlv.text_bytes(name) + tlv.text_bytes(extension)))
    except ValueError:
        return None


def _text(value: bytes) -> str:
    return gb18030.decode(tlv.text_bytes(value))


def _sex(value: bytes) -> str:
    code = tlv.ascii_text(value)
    return _SEX.get(code, code)


def _hidden(decode: Callable[[bytes], object]) -> Callable[[bytes], Private]:
    return lambda value: Private(decode(value))


_VALUES: dict[int, Callable[[bytes], Any]] = {
    0x01: Private,
    0x02: tlv.ascii_text,
    0x03: tlv.ascii_text,
    0x04: tlv.digits,
    0x05: tlv.day,
    0x06: tlv.day,
    0x07: lambda value: CardNumber(tlv.ascii_text(value)),
    0x08: lambda value: IdNumber(tlv.ascii_text(value)),
    _NAME: lambda value: PersonName(_text(value)),
    NAME_EXTENSION: lambda value: PersonName(_text(value)),
    0x0A: _hidden(_sex),
    0x0B: _hidden(tlv.digits),
    0x0C: _hidden(tlv.digits),
    0x0D: _hidden(tlv.day),
}
