"""What stands in the chip of an identity document: text, photo, fingerprints, newest address (fact sheet 1.4, 1.7)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, kw_only=True)
class IdDocument:
    """What is written in a document's chip; dates are YYYYMMDD, `valid_to` may be 长期.

    `kind` is the type flag: " " mainland, "J" Hong Kong, Macao and Taiwan, "I" foreigner 2017, "Y" 2023.
    """

    kind: str = " "
    name: str = ""  # I, Y: the Chinese name, may be empty
    sex: str = "1"
    nation: str = ""  # two digits; I, Y: the nationality, three letters
    birth: str = ""
    address: str = ""
    number: str = ""
    issuer: str = ""
    valid_from: str = ""  # I: issued
    valid_to: str = ""
    newest_address: str = ""  # appended after the card was made; empty: none
    pass_number: str = ""  # J
    issues: str = ""  # J: issue count; Y: renewal count
    latin_name: str = ""  # I, Y: the English name
    version: str = ""  # I
    authority: str = ""  # I
    association: str = ""  # Y: with the old number
    fingerprints: bytes = b""  # 512 or 1024 bytes; empty: none

    def text(self) -> bytes:
        """The 256 bytes (fact sheet 1.7). A value too long for its field is cut, at a whole unit."""
        return b"".join(padded(value, size) for value, size in self._fields())

    def photo(self) -> bytes:
        """1024 bytes that look like a photo from outside: the header of 102 x 126 dots, then noise."""
        head = b"WL" + struct.pack("<HH", 102, 126)
        return head + Random(0).randbytes(1024 - len(head))

    def _fields(self) -> list[tuple[str, int]]:
        """Value and size in bytes, in the order they stand on the card."""
        if self.kind == "I":
            return [
                *((self.latin_name, 120), (self.sex, 2), (self.number, 30), (self.nation, 6)),
                *((self.name, 30), (self.valid_from, 16), (self.valid_to, 16), (self.birth, 16)),
                *((self.version, 4), (self.authority, 8), ("I", 2), ("", 6)),
            ]
        if self.kind == "Y":
            return [
                *((self.name, 30), (self.sex, 2), (self.issues, 4), (self.birth, 16)),
                *((self.latin_name[:35], 70), (self.number, 36), ("", 30)),
                *((self.valid_from, 16), (self.valid_to, 16), (self.latin_name[35:], 22)),
                *((self.nation, 6), ("Y", 2), (self.association, 6)),
            ]
        return [
            *((self.name, 30), (self.sex, 2), (self.nation, 4), (self.birth, 16), (self.address, 70)),
            *((self.number, 36), (self.issuer, 30), (self.valid_from, 16), (self.valid_to, 16)),
            *((self.pass_number, 18), (self.issues if self.kind == "J" else "", 4), ("", 6)),
            *((self.kind, 2), ("", 6)),
        ]


def padded(value: str, size: int) -> bytes:
    """A field of `size` bytes: UTF-16LE, filled up with spaces, cut at a whole unit."""
    units = value.encode("utf-16-le")[:size]
    return units + b" \0" * ((size - len(units)) // 2)
