"""EF05 and EF06 of the social security card as values: every field by its tag, never by its place (fact sheet 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from kiosk.domain import gb18030
from kiosk.domain.personal import CardNumber, IdNumber, Personal, PersonName
from kiosk.hardware.smartcard import tlv

# What no card is of use without; the others are unknown when they are missing, empty or nonsense.
ISSUER_MUST: Final = (0x01, 0x03, 0x06, 0x07)
ISSUER_MAY: Final = (0x02, 0x04, 0x05)
HOLDER_MUST: Final = (0x08, 0x09)
NAME_EXTENSION: Final = 0x4E  # 1.00 cards lack it
HOLDER_MAY: Final = (0x0A, 0x0B, 0x0C, 0x0D)

REGION_BYTES: Final = 3  # of the card identification code; fact sheet 2.4, [1]

Records = Mapping[int, bytes]  # tag to value; a record the card has not is not in it


@dataclass(frozen=True)
class Issued:
    """EF05, the issuer's data; readable on every card (fact sheet 2.3 and 2.5, [2+]).

    What stands in a field the services do not need is None unless it was asked for.
    """

    code: bytes = field(repr=False)  # card identification code, 16 bytes, of one card; kept and passed on, not checked
    region: str  # its first six digits, GB/T 2260
    version: str  # "1.00", "2.00", "2.01", "3.00"
    number: CardNumber
    valid_until: date | None
    category: str | None = None
    organisation: str | None = None  # who initialised the card; its digits
    issued: date | None = None

    @property
    def guarded(self) -> bool:
        """Whether EF06 needs an external authentication: from version 3 on [2+]; what is no number is not."""
        edition = self.version.partition(".")[0]
        return edition.isdecimal() and int(edition) >= 3


@dataclass(frozen=True)
class Holder:
    """EF06, the holder's data. What stands in a field the services do not need is None unless it was asked for."""

    number: IdNumber
    name: PersonName
    sex: Personal | None = None  # "1" male, "2" female
    nation: Personal | None = None  # GB/T 3304, two digits
    birthplace: Personal | None = None  # GB/T 2260, six digits
    birth: Personal | None = None  # YYYY-MM-DD


def issued(records: Records) -> Issued:
    """EF05's records as values. Raises `tlv.BadRecord` for a field of `ISSUER_MUST`; KeyError when one is missing."""
    code = records[0x01]
    # Only the region: the rest is not BCD on every card (its end looks like an authentication code, [I]).
    region = tlv.digits(code[:REGION_BYTES])
    if len(region) != 2 * REGION_BYTES:
        raise tlv.BadRecord("the card identification code has no region")
    version = tlv.ascii_text(records[0x03])
    number = tlv.ascii_text(records[0x07])
    if not version or not number:
        raise tlv.BadRecord("the card's version or number is empty")
    return Issued(
        code=code,
        region=region,
        version=version,
        number=CardNumber(number),
        valid_until=tlv.day(records[0x06]),
        category=tlv.known(tlv.ascii_text, records.get(0x02)) or None,
        organisation=tlv.known(tlv.digits, records.get(0x04)) or None,
        issued=tlv.known(tlv.day, records.get(0x05)),
    )


def holder(records: Records) -> Holder:
    """EF06's records as values. Raises `ValueError`, quoting nothing, and KeyError when number or name is missing."""
    number = tlv.ascii_text(records[0x08])
    # Joined before decoding: nothing says that a character may not lie across the two fields.
    name = tlv.text_bytes(records[0x09]) + tlv.text_bytes(records.get(NAME_EXTENSION, b""))
    if not name or not number:
        raise tlv.BadRecord("the holder's name or number is empty")
    born = tlv.known(tlv.day, records.get(0x0D))
    return Holder(
        number=IdNumber(number),
        name=PersonName(gb18030.decode(name)),
        sex=_personal(tlv.known(tlv.ascii_text, records.get(0x0A))),
        nation=_personal(tlv.known(tlv.digits, records.get(0x0B))),
        birthplace=_personal(tlv.known(tlv.digits, records.get(0x0C))),
        birth=_personal(None if born is None else born.isoformat()),
    )


def _personal(value: str | None) -> Personal | None:
    return Personal(value) if value else None


# What the fields are called, for people, and how many bytes they have; the same in docs/wire.
NAMES: Mapping[int, str] = MappingProxyType(
    {
        0x01: "card identification code",
        0x02: "card category",
        0x03: "specification version",
        0x04: "initialising organisation",
        0x05: "issue date",
        0x06: "valid until",
        0x07: "card number",
        0x08: "social security number",
        0x09: "name",
        NAME_EXTENSION: "name extension",
        0x0A: "sex",
        0x0B: "nation",
        0x0C: "place of birth",
        0x0D: "birth date",
    }
)

SIZES: Mapping[int, int] = MappingProxyType(
    {1: 16, 2: 1, 3: 4, 4: 12, 5: 4, 6: 4, 7: 9, 8: 18, 9: 30, NAME_EXTENSION: 20, 10: 1, 11: 1, 12: 3, 13: 4}
)
