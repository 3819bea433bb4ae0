"""The four kinds of documents with everything their text holds, field by field (fact sheet 1.7)."""

# ruff: noqa: RUF009 - `at` declares a field as `dataclasses.field` does

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from kiosk.domain.identity import DocumentKind
from kiosk.domain.nations import Nation
from kiosk.domain.personal import Address, BirthDate, IdNumber, Personal, PersonName
from kiosk.hardware.id_reader import fields
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.hardware.id_reader.fields import Sex, at, place_of

SIZE = 256
_FLAG = 248
_RESIDENT_NUMBER = "[0-9]{17}[0-9X]"
_NUMBER_2017 = "[A-Z]{3}[0-9]{12}"
_COUNTRY = "[A-Z]{3}"  # GB/T 2659, alpha-3


@dataclass(frozen=True, repr=False, kw_only=True)
class Document:
    """What a document says. Whatever may be empty, or is not essential and breaks its format, is None."""

    kind: ClassVar[DocumentKind]
    edition: ClassVar[str]

    def __repr__(self) -> str:
        """Without any field: all of them are about a person."""
        return f"{type(self).__name__}(...)"

    @classmethod
    def read(cls, block: bytes) -> Self:
        """The document out of its 256 bytes. Raises `DocumentUnreadable` when an essential field breaks its format."""
        found, broken = cls.legible(block)
        for field in dataclasses.fields(cls):
            if field.name in broken and place_of(field).essential:
                raise broken[field.name]
        return cls(**{**dict.fromkeys(broken), **found})

    @classmethod
    def legible(cls, block: bytes) -> tuple[dict[str, Any], dict[str, DocumentUnreadable]]:
        """The values of the fields that can be read, and why the others cannot; both by the field's name."""
        found: dict[str, Any] = {}
        broken: dict[str, DocumentUnreadable] = {}
        for field in dataclasses.fields(cls):
            try:
                found[field.name] = place_of(field).value(block)
            except DocumentUnreadable as error:
                broken[field.name] = error
        return found, broken


@dataclass(frozen=True, repr=False, kw_only=True)
class ResidentCard(Document):
    """Resident identity card, mainland (two or more sources)."""

    kind = DocumentKind.RESIDENT_ID
    edition = "mainland"

    name: PersonName = at("name", (0, 30), read=fields.named, essential=True)
    sex: Sex | None = at("sex", (30, 2), read=fields.sex)
    nation: Nation | None = at("nation", (32, 4), read=fields.nation)
    birth: BirthDate | None = at("birth", (36, 16), read=fields.birth)
    address: Address | None = at("address", (52, 70), read=fields.address)
    number: IdNumber = at("number", (122, 36), read=fields.number(_RESIDENT_NUMBER), essential=True)
    issuer: Personal | None = at("issuer", (158, 30), read=fields.words)
    valid_from: date | None = at("valid from", (188, 16), read=fields.first_day, essential=True)
    valid_to: date | None = at("valid to", (204, 16), read=fields.last_day, essential=True)


@dataclass(frozen=True, repr=False, kw_only=True)
class ResidencePermit(ResidentCard):
    """`J`, for residents of Hong Kong, Macao and Taiwan: as mainland, and two fields more (two or more sources)."""

    kind = DocumentKind.RESIDENCE_PERMIT
    edition = "J"

    pass_number: Personal | None = at("pass number", (220, 18), read=fields.words)
    issue_count: int | None = at("issue count", (238, 4), read=fields.count)


@dataclass(frozen=True, repr=False, kw_only=True)
class ForeignCard2017(Document):
    """`I`, foreign permanent resident card of 2017 (two or more sources). Valid from the day of issue on."""

    kind = DocumentKind.FOREIGN_PERMANENT
    edition = "I"

    english_name: PersonName | None = at("English name", (0, 120), read=fields.person, essential=True)
    sex: Sex | None = at("sex", (120, 2), read=fields.sex)
    number: IdNumber = at("number", (122, 30), read=fields.number(_NUMBER_2017), essential=True)
    nationality: Personal | None = at("nationality", (152, 6), read=fields.code(_COUNTRY))
    chinese_name: PersonName | None = at("Chinese name", (158, 30), read=fields.person, essential=True)
    valid_from: date | None = at("issued", (188, 16), read=fields.first_day, essential=True)
    valid_to: date | None = at("valid to", (204, 16), read=fields.last_day, essential=True)
    birth: BirthDate | None = at("birth", (220, 16), read=fields.birth)
    card_version: Personal | None = at("card version", (236, 4), read=fields.words)
    authority: Personal | None = at("acceptance authority", (240, 8), read=fields.words)


@dataclass(frozen=True, repr=False, kw_only=True)
class ForeignCard2023(Document):
    """`Y`, foreign permanent resident card of 2023 (two or more sources; an older driver maps 220 on otherwise)."""

    kind = DocumentKind.FOREIGN_PERMANENT
    edition = "Y"

    chinese_name: PersonName | None = at("Chinese name", (0, 30), read=fields.person, essential=True)
    sex: Sex | None = at("sex", (30, 2), read=fields.sex)
    renewals: int | None = at("renewal count", (32, 4), read=fields.count)
    birth: BirthDate | None = at("birth", (36, 16), read=fields.birth)
    english_name: PersonName | None = at("English name", (52, 70), (220, 22), read=fields.person, essential=True)
    number: IdNumber = at("number", (122, 36), read=fields.number(_RESIDENT_NUMBER), essential=True)
    valid_from: date | None = at("valid from", (188, 16), read=fields.first_day, essential=True)
    valid_to: date | None = at("valid to", (204, 16), read=fields.last_day, essential=True)
    nationality: Personal | None = at("nationality", (242, 6), read=fields.code(_COUNTRY))
    old_number: Personal | None = at("old-number association", (250, 6), read=fields.words)


_BY_FLAG: dict[bytes, type[Document]] = {
    b" \0": ResidentCard,
    b"\0\0": ResidentCard,
    b"J\0": ResidencePermit,
    b"I\0": ForeignCard2017,
    b"Y\0": ForeignCard2023,
}


def edition_of(block: bytes) -> type[Document]:
    """Which document a text is of. Raises `DocumentUnreadable` for another length or an unknown type flag."""
    if len(block) != SIZE:
        raise DocumentUnreadable(f"text: {len(block)} bytes instead of {SIZE}")
    flag = block[_FLAG : _FLAG + 2]
    if flag not in _BY_FLAG:
        raise DocumentUnreadable(f"type flag: unknown, {flag[::-1].hex().upper()}")
    return _BY_FLAG[flag]
