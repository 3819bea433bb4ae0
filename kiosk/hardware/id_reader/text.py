"""The texts of an identity document as the services need them: an Identity, a newest address (fact sheet 1.7)."""

from __future__ import annotations

from kiosk.domain.identity import Identity
from kiosk.domain.personal import Address, PersonName
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.hardware.id_reader.fields import address, decoded
from kiosk.hardware.id_reader.records import (
    Document,
    ForeignCard2017,
    ForeignCard2023,
    ResidentCard,
    edition_of,
)


def document(block: bytes) -> Document:
    """Everything the 256 bytes of text say.

    Raises `DocumentUnreadable` for another length, an unknown type, or an essential field that breaks its format.
    """
    return edition_of(block).read(block)


def parse(block: bytes) -> Identity:
    """The holder of a document. A wrong check digit is let pass: it is a warning only (fact sheet 1.8).

    The address is left out: see `current_address`. Raises `DocumentUnreadable` as `document` does.
    """
    said = document(block)
    if isinstance(said, ResidentCard):
        return Identity(said.kind, said.name, said.number, said.valid_from, said.valid_to, said.birth)
    if isinstance(said, ForeignCard2017 | ForeignCard2023):
        name = _one_of(said.chinese_name, said.english_name)
        return Identity(said.kind, name, said.number, said.valid_from, said.valid_to, said.birth, said.nationality)
    raise AssertionError(f"no rule for {type(said).__name__}")


def illegible(block: bytes) -> tuple[str, ...]:
    """What is wrong with fields that are left out because they break their format. Raises `DocumentUnreadable`."""
    return tuple(error.fact for error in edition_of(block).legible(block)[1].values())


def current_address(added: bytes | None, block: bytes) -> Address | None:
    """The address added to the card, 70 bytes, or the one in the text when none was added.

    None where there is neither, as on foreigners' documents, or where the newer one cannot be read: the older one
    would be wrong then. Raises `DocumentUnreadable` for the text.
    """
    said = document(block)
    printed = said.address if isinstance(said, ResidentCard) else None
    if added is None:
        return printed
    try:
        return newest(added) or printed
    except DocumentUnreadable:
        return None


def newest(units: bytes) -> Address | None:
    """The newest address out of its 70 bytes; None for an empty one. Raises `DocumentUnreadable`."""
    name = "newest address"
    return address(name, decoded(name, units))


def _one_of(chinese: PersonName | None, english: PersonName | None) -> PersonName:
    """The Chinese name is the one on the social security card [I]; without one, the English."""
    name = chinese or english
    if name is None:
        raise DocumentUnreadable("name: empty")
    return name
