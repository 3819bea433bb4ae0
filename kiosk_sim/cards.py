"""Chip cards that answer APDUs: social security cards and foreign ones; bytes in, bytes out, no I/O."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Protocol

from kiosk_sim.card_keys import ROOT, TRIPLE_DES, card_key
from kiosk_sim.card_locks import KeyLock, PinLock

# Fact sheet 2.2: the environment's name, and the file identifier it has on many cards.
_SSSE_NAME = b"sx1.sh." + "社会保障".encode("gbk")
_SSSE_FILE = b"\xdd\xf1"
_RID = bytes.fromhex("D156000005")  # fact sheet 2.4

_OK = b"\x90\x00"
_HOLDER_KEY = 0x0A  # RKssse, fact sheet 2.5
_HOLDER_TAGS = {
    "1.00": (0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D),
    "2.00": (0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0C, 0x0D),
    "3.00": (0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0C, 0x0D),
}
_FOREIGN_NAMES: dict[str, tuple[bytes, ...]] = {
    "bank": (b"1PAY.SYS.DDF01",),
    "health": (b"WSB.SYS.DDF01",),
    "transport": (bytes.fromhex("A000000632010105"), b"1PAY.SYS.DDF01"),
    "blank": (),
}


class Chip(Protocol):
    """What can be put into a reader."""

    @property
    def atr(self) -> bytes:
        """Its answer to reset."""

    def reset(self) -> None:
        """Power on or reset: nothing selected, nothing authenticated."""

    def receive(self, apdu: bytes) -> bytes:
        """Answer one command: data, SW1, SW2."""


class _Refused(Exception):
    """A status word instead of an answer."""

    def __init__(self, sw: int) -> None:
        super().__init__(f"{sw:04X}")
        self.sw = sw.to_bytes(2, "big")


class SocialSecurityCard:
    """A social security card with its SSSE environment, EF05 and EF06 (fact sheet 2.2 to 2.6).

    `version` decides on record numbers, name extension and whether EF06 is locked (3.00) until somebody proves to
    know the card's key, made of `root` for `algorithm`. To look at: `pin`, `key` with the tries `left`.
    `via_get_response`: SELECT answers 61xx, as T=0 cards do. `exact_le`: any Le but the record's length gets 6Cxx.
    `holder_name` may be bytes, to put an old edition's codes on the card. Dates are YYYYMMDD.
    """

    def __init__(
        self,
        holder_name: str | bytes,
        holder_number: str,
        card_number: str,
        *,
        version: str = "2.00",
        region: str = "510100",
        issued: str = "20240301",
        valid_until: str = "20340301",
        serial: str = "510100240301",
        via_get_response: bool = False,
        exact_le: bool = False,
        pin: str = "123456",
        pin_tries: int = 3,
        key_tries: int = 3,
        algorithm: str = TRIPLE_DES,
        root: bytes = ROOT,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        # TS, T0 (13 historical bytes), TB1, TC1; Huada 0081, COS 'T' 3.1, maker 8660, serial (fact sheet 2.4).
        self.atr = bytes.fromhex("3B6D0000" + "0081" + "543116" + "8660" + serial)
        self.pin = PinLock(pin, pin_tries)
        self.key = KeyLock(card_key(root, region, self.atr[-13:], algorithm), algorithm, key_tries, random)
        self._via_get_response = via_get_response
        self._exact_le = exact_le
        self._locked = {0xEF06} if version == "3.00" else set()
        code = bytes.fromhex(region) + _RID + self.atr[-4:] + bytes(4)
        issuer = {
            0x01: code,
            0x02: b"1",
            0x03: version.encode(),
            0x04: _packed("", 12),
            0x05: _packed(issued, 4),
            0x06: _packed(valid_until, 4),
            0x07: _text(card_number.encode(), 9),
        }
        holder = _holder(holder_name, holder_number)
        self._files = {
            0xEF05: [_record(tag, issuer[tag]) for tag in issuer],
            0xEF06: [_record(tag, holder[tag]) for tag in _HOLDER_TAGS[version]],
        }
        self.reset()

    def reset(self) -> None:
        """See `Chip.reset`."""
        self._in_environment = False
        self._file: int | None = None
        self._waiting = b""
        self._close()

    def _close(self) -> None:
        """Nothing is proved any more. Tries that were lost stay lost."""
        self.pin.open = self.key.open = False
        self.key.forget()

    def receive(self, apdu: bytes) -> bytes:
        """See `Chip.receive`."""
        try:
            return self._answer(apdu)
        except _Refused as refused:
            return refused.sw

    def _answer(self, apdu: bytes) -> bytes:
        challenge = self.key.forget()
        if len(apdu) < 4:
            raise _Refused(0x6700)
        cla, ins, p1, p2 = apdu[:4]
        if (cla, ins) == (0x80, 0x5E):
            return self._pin((p1, p2) == (0x01, 0x00), self.pin.change, apdu)
        if cla != 0x00:
            raise _Refused(0x6E00)
        le = apdu[4] if len(apdu) == 5 else 0
        if ins == 0xA4:
            return self._select(p1, p2, _data(apdu))
        if ins == 0xB2:
            return self._read_record(p1, p2, le)
        if ins == 0xC0:
            return self._get_response(le)
        if ins == 0x84:
            return self._get_challenge(le)
        if ins == 0x20:
            return self._pin((p1, p2) == (0x00, 0x00), self.pin.verify, apdu)
        if ins == 0x82:
            return self._authenticate(challenge, p1, p2, _data(apdu))
        raise _Refused(0x6D00)

    def _pin(self, well_formed: bool, attempt: Callable[[bytes], int], apdu: bytes) -> bytes:
        if not well_formed or not self._in_environment:
            raise _Refused(0x6985 if well_formed else 0x6A86)
        return attempt(_data(apdu)).to_bytes(2, "big")

    def _get_challenge(self, le: int) -> bytes:
        if le != 8:
            raise _Refused(0x6C08)
        return self.key.challenge() + _OK

    def _authenticate(self, challenge: bytes | None, p1: int, p2: int, data: bytes) -> bytes:
        if not self._in_environment or p1:
            raise _Refused(0x6A86 if p1 else 0x6985)
        if p2 != _HOLDER_KEY or not self._locked:
            raise _Refused(0x6A88)
        return self.key.authenticate(challenge, data).to_bytes(2, "big")

    def _select(self, p1: int, p2: int, data: bytes) -> bytes:
        if p2 != 0x00:
            raise _Refused(0x6A86)
        if (p1 == 0x04 and data == _SSSE_NAME) or (p1 == 0x00 and data == _SSSE_FILE):
            self._in_environment, self._file = True, None
            self._close()
            return self._give(_control_information(_SSSE_NAME))
        if p1 in (0x00, 0x02) and self._in_environment and int.from_bytes(data, "big") in self._files:
            self._file = int.from_bytes(data, "big")
            return self._give(_control_information(data))
        raise _Refused(0x6A82)

    def _give(self, data: bytes) -> bytes:
        if not self._via_get_response:
            return data + _OK
        self._waiting = data
        return bytes([0x61, len(data)])

    def _get_response(self, le: int) -> bytes:
        if not self._waiting:
            raise _Refused(0x6985)
        if le > len(self._waiting):
            raise _Refused(0x6C00 | len(self._waiting))
        count = le or len(self._waiting)
        given, self._waiting = self._waiting[:count], self._waiting[count:]
        return given + (bytes([0x61, len(self._waiting)]) if self._waiting else _OK)

    def _read_record(self, p1: int, p2: int, le: int) -> bytes:
        short_file, mode = p2 >> 3, p2 & 0x07
        if short_file:
            self._file = self._by_short_name(short_file)
        if self._file is None:
            raise _Refused(0x6985)
        if self._file in self._locked and not self.key.open:
            raise _Refused(0x6982)
        record = self._find(self._files[self._file], p1, mode)
        if le != len(record) and (le or self._exact_le):
            raise _Refused(0x6C00 | len(record))
        return record + _OK

    def _by_short_name(self, short_file: int) -> int:
        if not self._in_environment or 0xEF00 | short_file not in self._files:
            raise _Refused(0x6A82)
        return 0xEF00 | short_file

    @staticmethod
    def _find(records: list[bytes], p1: int, mode: int) -> bytes:
        if mode == 0x04:
            found = records[p1 - 1 : p1] if p1 else []
        elif mode == 0x00:
            found = [record for record in records if record[0] == p1]
        else:
            raise _Refused(0x6A86)
        if not found:
            raise _Refused(0x6A83)
        return found[0]


class ForeignCard:
    """A chip card without a social security environment: it answers to the names that its `kind` has, and to no other.

    ``bank``: the contact directory of bank cards; ``health``: a health card's; ``transport``: 交通联合 [M];
    ``blank``: nothing at all.
    """

    def __init__(self, kind: str = "bank") -> None:
        self.atr = bytes.fromhex("3B6C0000") + b"NOT-AN-SSC-0"
        self._names = _FOREIGN_NAMES[kind]

    def reset(self) -> None:
        """See `Chip.reset`; this card remembers nothing."""

    def receive(self, apdu: bytes) -> bytes:
        """See `Chip.receive`."""
        if apdu[:4] != bytes.fromhex("00A40400"):
            return b"\x6d\x00"
        name = _data(apdu)
        return _control_information(name) + _OK if name in self._names else b"\x6a\x82"


def _data(apdu: bytes) -> bytes:
    """The command's data; a Le after it is allowed."""
    length = apdu[4] if len(apdu) > 4 else 0
    if len(apdu) not in (5 + length, 6 + length):
        raise _Refused(0x6700)
    return apdu[5 : 5 + length]


def _control_information(name: bytes) -> bytes:
    return bytes([0x6F, len(name) + 2, 0x84, len(name)]) + name


def _record(tag: int, value: bytes) -> bytes:
    return bytes([tag, len(value)]) + value


def _packed(digits: str, size: int) -> bytes:
    """cn: digits two a byte, filled with F."""
    return bytes.fromhex(digits.ljust(2 * size, "F"))


def _text(value: bytes, size: int) -> bytes:
    """an: filled with 00."""
    if len(value) > size:
        raise ValueError(f"{len(value)} bytes do not fit a field of {size}")
    return value.ljust(size, b"\x00")


def _holder(name: str | bytes, number: str) -> dict[int, bytes]:
    main, rest = _split(name)
    return {
        0x08: _text(number.encode(), 18),
        0x09: _text(main, 30),
        0x4E: _text(rest, 20) if rest else b"\xff" * 20,
        0x0A: b"1" if int(number[16]) % 2 else b"2",
        0x0B: b"\x01",
        0x0C: _packed(number[:6], 3),
        0x0D: _packed(number[6:14], 4),
    }


def _split(name: str | bytes) -> tuple[bytes, bytes]:
    """As many whole characters as 30 bytes hold, and the rest."""
    if isinstance(name, bytes):
        return name[:30], name[30:]
    main = name
    while len(main.encode("gb18030")) > 30:
        main = main[:-1]
    return main.encode("gb18030"), name[len(main) :].encode("gb18030")
