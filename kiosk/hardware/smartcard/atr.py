"""The answer to reset, taken apart: frame, historical bytes, who made chip and card; pure (fact sheet 2.4)."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Final

HISTORICAL_BYTES: Final = 13  # of a social security card
FACTOR_BYTES: Final = 8  # the last ones, T6 to TD: what keys are diversified with [2+]
_SERIAL_BYTES: Final = 6
_CONTACTLESS = b"\x80\x01"  # PC/SC part 3: TD1 and TD2 of the ATR a reader makes up for a contactless card

# Registered numbers of chip vendors, T1 and T2; fact sheet 2.4, [1].
_VENDORS = {0x0081: "Huada", 0x0085: "Hua Hong", 0x0087: "Datang", 0x0090: "Fudan"}
# Card makers, T6 and T7; [1]. 8684 was seen, whose it is is not known.
_MAKERS = {0x8660: "Eastcompeace"}


class BadAtr(ValueError):
    """Not an answer to reset; the text quotes nothing of it."""


class AtrForm(enum.Enum):
    """Which of the known beginnings an ATR has. All others are `OTHER`, which proves nothing."""

    USUAL = "usual"  # 3B 6D 00 00 [2+]
    WITH_SPEED = "with-speed"  # 3B 7D 94 00 00, some issuers [2+]
    CONTACTLESS = "contactless"  # 3B 8n 80 01, made by the reader
    OTHER = "other"


_BEGINNINGS = {b"\x3b\x6d\x00\x00": AtrForm.USUAL, b"\x3b\x7d\x94\x00\x00": AtrForm.WITH_SPEED}


@dataclass(frozen=True)
class Maker:
    """What 13 historical bytes say, by one source that every captured sample fits [1]. Names are "" when unknown."""

    vendor: int  # registered number of the chip's maker, T1 and T2
    vendor_name: str
    system: bytes  # T3 to T5: name and version of the card's operating system, the vendor's own
    maker: int  # registered number of the card's maker, T6 and T7
    maker_name: str
    serial: bytes = field(repr=False)  # T8 to TD: of one card, so of one person


@dataclass(frozen=True)
class Atr:
    """An answer to reset. `historical` ends with the card's serial number and is kept out of every repr."""

    form: AtrForm
    historical: bytes = field(repr=False)
    check_ok: bool | None  # of the check byte TCK; None when there is none

    @property
    def maker(self) -> Maker | None:
        """Who made it, when it has the historical bytes of a social security card; else None."""
        if len(self.historical) != HISTORICAL_BYTES:
            return None
        vendor, maker = (int.from_bytes(self.historical[at : at + 2], "big") for at in (0, 5))
        names = _VENDORS.get(vendor, ""), _MAKERS.get(maker, "")
        return Maker(vendor, names[0], self.historical[2:5], maker, names[1], self.historical[-_SERIAL_BYTES:])

    @property
    def factor(self) -> bytes | None:
        """The card's own factor for key diversification, T6 to TD [2+]; None with fewer historical bytes."""
        return self.historical[-FACTOR_BYTES:] if len(self.historical) >= FACTOR_BYTES else None


def atr(data: bytes) -> Atr:
    """Take an answer to reset apart as ISO/IEC 7816-3 has it. Raises `BadAtr`."""
    begin, end, checked = _measured(data)
    if len(data) != end + checked:
        raise BadAtr(f"announces {end + checked} bytes, has {len(data)}")
    return Atr(_form(data), data[begin:end], _check(data) if checked else None)


def length(data: bytes) -> int:
    """How many bytes the answer to reset has that `data` begins with. Raises `BadAtr` when it begins with none."""
    _, end, checked = _measured(data)
    return end + checked


def _measured(data: bytes) -> tuple[int, int, bool]:
    """Where the historical bytes begin and end, and whether a check byte follows (it does unless all is for T=0)."""
    if len(data) < 2 or data[0] not in (0x3B, 0x3F):
        raise BadAtr("does not begin like an answer to reset")
    at, level, checked = 2, data[1] >> 4, False
    while level:
        at += (level & 0b0111).bit_count()
        if not level & 0b1000:
            break
        if at >= len(data):
            raise BadAtr("ends within its interface bytes")
        checked = checked or bool(data[at] & 0x0F)
        level, at = data[at] >> 4, at + 1
    return at, at + (data[1] & 0x0F), checked


def _form(data: bytes) -> AtrForm:
    if data[1] >> 4 == 0x8 and data[2:4] == _CONTACTLESS:
        return AtrForm.CONTACTLESS
    return next((form for beginning, form in _BEGINNINGS.items() if data.startswith(beginning)), AtrForm.OTHER)


def _check(data: bytes) -> bool:
    total = 0
    for byte in data[1:]:
        total ^= byte
    return total == 0
