"""What simulated code scanners hear and answer, family by family: read from the fact sheet a second time."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Deed(enum.Enum):
    """What a scanner is told to do."""

    LOOK = "look for a code"
    STOP = "stop looking"
    NOTHING = "nothing that shows"


@dataclass(frozen=True)
class Order:
    """One whole command: what to do, whether flash is written for it, and what is answered to it.

    `refusal` is what a scanner says that will not; `unknown` what one says that cannot; empty where none is known.
    """

    deed: Deed
    answer: bytes = b""
    stores: bool = False
    refusal: bytes = b""
    unknown: bytes = b""


class Ear(Protocol):
    """Bytes in, orders out; keeps a command that is not complete."""

    def hear(self, data: bytes) -> Sequence[Order]:
        """Take bytes; give the commands that are complete now. What belongs to none is passed over."""


class NewlandEar:
    """``~ SOH 0000``, storage, a setting, ``; ETX``. Answered by the same with STX and a status before the end."""

    def __init__(self) -> None:
        self._heard = bytearray()

    def hear(self, data: bytes) -> list[Order]:
        """See `Ear.hear`."""
        orders = []
        for byte in data:
            self._heard = bytearray([byte]) if byte == 0x7E else self._heard + bytes([byte])
            if self._heard.endswith(b";\x03"):
                order = self._order(bytes(self._heard[:-2]))
                orders += [order] if order else []
                self._heard.clear()
            del self._heard[:-100]
        return orders

    def _order(self, begun: bytes) -> Order | None:
        head, storage, setting = begun[:6], begun[6:7], begun[7:]
        if head != b"~\x01" + b"0000" or storage not in (b"@", b"#") or not setting:
            return None
        deed = {b"SCNTRG1": Deed.LOOK, b"SCNTRG0": Deed.STOP}.get(setting)
        done, refused, unknown = (
            b"\x02\x01" + b"0000" + storage + setting + bytes([status]) + b";\x03" for status in (0x06, 0x15, 0x05)
        )
        if deed is None:
            return Order(Deed.NOTHING, unknown, refusal=unknown, unknown=unknown)
        return Order(deed, done, stores=storage == b"@", refusal=refused, unknown=unknown)


class HoneywellEar:
    """SYN, a letter, CR. Nothing is answered."""

    def __init__(self) -> None:
        self._heard = b""

    def hear(self, data: bytes) -> list[Order]:
        """See `Ear.hear`."""
        orders = []
        for byte in data:
            self._heard = (self._heard + bytes([byte]))[-3:]
            if self._heard == b"\x16T\r":
                orders.append(Order(Deed.LOOK))
            elif self._heard == b"\x16U\r":
                orders.append(Order(Deed.STOP))
        return orders


class Gm65Ear:
    """``7E 00``, kind, length, zone, data, CRC or AB CD. A wrong CRC is passed over in silence (no source has more)."""

    def __init__(self) -> None:
        self._heard = bytearray()

    def hear(self, data: bytes) -> list[Order]:
        """See `Ear.hear`."""
        orders = []
        for byte in data:
            self._heard.append(byte)
            while self._heard and not b"\x7e\x00".startswith(self._heard[:2]):
                del self._heard[0]
            if len(self._heard) >= 4 and len(self._heard) == 8 + self._heard[3]:
                body, crc = bytes(self._heard[2:-2]), bytes(self._heard[-2:])
                if crc in (xmodem(body), b"\xab\xcd"):
                    orders.append(_gm65_order(body))
                self._heard.clear()
        return orders


def _gm65_order(body: bytes) -> Order:
    kind, zone, data = body[0], body[2:4], body[4:]
    if kind == 7:
        return Order(Deed.NOTHING, _gm65_answer(b"\x39\x01" if zone == b"\x00\x2a" else bytes(data[0])))
    if kind == 8 and zone == b"\x00\x02":
        return Order(Deed.LOOK if data[0] & 1 else Deed.STOP, _gm65_answer(b"\x00"))
    return Order(Deed.NOTHING, _gm65_answer(b"\x00"), stores=kind == 9)


def _gm65_answer(data: bytes) -> bytes:
    body = bytes([0, len(data)]) + data
    return b"\x02\x00" + body + xmodem(body)


def xmodem(data: bytes) -> bytes:
    """CRC-16/XMODEM, bit by bit: x^16 + x^12 + x^5 + 1, begun at 0, high byte first."""
    crc = 0
    for byte in data:
        for bit in range(7, -1, -1):
            carry = (crc >> 15) ^ (byte >> bit & 1)
            crc = (crc << 1 & 0xFFFF) ^ (0x1021 if carry else 0)
    return bytes([crc >> 8, crc & 0xFF])
