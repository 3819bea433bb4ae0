"""Commands to a chip card and its answers, as bytes; pure (fact sheet 2.2, 2.3 and 2.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final, Protocol

SSSE_AID: Final = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")  # "sx1.sh." and 社会保障 in GBK; [2+]
EF05: Final = 0xEF05  # issuer data
EF06: Final = 0xEF06  # holder data

HOLDER_KEY: Final = 0x0A  # RKssse, the key before the holder's data on 3.00 cards; fact sheet 2.5, [1-2]
CHALLENGE_BYTES: Final = 8
PROOF_BYTES: Final = 8  # cryptogram and factor each

DONE: Final = 0x9000
LOCKED: Final = 0x6982
BLOCKED: Final = 0x6983
NO_FILE: Final = 0x6A82
NO_RECORD: Final = 0x6A83
BLOCKED_FOR_EVER: Final = 0x9303

# Fact sheet 2.6, [2+]; the words for 9406 as it has them.
_MEANINGS = {
    DONE: "done",
    0x6700: "wrong length",
    0x6981: "wrong kind of file",
    LOCKED: "security condition not satisfied",
    BLOCKED: "blocked",
    0x6984: "condition not satisfied",
    0x6985: "condition not satisfied",
    0x6988: "wrong message authentication code",
    0x6A80: "wrong data",
    0x6A81: "function not supported",
    NO_FILE: "file not found",
    NO_RECORD: "record not found",
    0x6A86: "wrong parameters",
    0x6A88: "key not found",
    0x6B00: "wrong offset",
    0x6D00: "command not known",
    0x6E00: "class not known",
    0x9302: "wrong data",
    BLOCKED_FOR_EVER: "application blocked for ever",
    0x9403: "key not present",
    0x9406: "no message authentication code",
}


class CardChannel(Protocol):
    """The wire seam of chips: a card that takes commands as bytes."""

    async def transmit(self, apdu: bytes | bytearray) -> bytes:
        """Send one command; the answer is data and two status bytes.

        A `bytearray` holds a secret that its owner wipes afterwards: no copy of it may be kept.
        Raises `kiosk.hardware.errors.DeviceError`; the channel is of no use after that.
        """


@dataclass(frozen=True)
class Apdu:
    """One command. `le` is the number of bytes wanted, 0 for all there are, None for none.

    `private`, `repeatable`: as in `kiosk.hardware.link.Command`. What a command is not known to be, it is not.
    """

    private: ClassVar[bool] = True
    repeatable: ClassVar[bool] = False

    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    le: int | None = None
    cla: int = 0x00

    def encode(self) -> bytes:
        """The bytes for the card (short form only: at most 255 bytes of data)."""
        length = bytes([len(self.data)]) if self.data else b""
        wanted = b"" if self.le is None else bytes([self.le])
        return bytes([self.cla, self.ins, self.p1, self.p2]) + length + self.data + wanted


class SelectApplication(Apdu):
    """SELECT by name, first or only occurrence; the answer (FCI) holds nothing about a person."""

    private = False
    repeatable = True

    def __init__(self, aid: bytes = SSSE_AID) -> None:
        super().__init__(ins=0xA4, p1=0x04, p2=0x00, data=aid)


class SelectFile(Apdu):
    """SELECT an elementary file under the application selected, by its identifier."""

    private = False
    repeatable = True

    def __init__(self, file: int) -> None:
        super().__init__(ins=0xA4, p1=0x02, p2=0x00, data=file.to_bytes(2, "big"))


class ReadRecord(Apdu):
    """READ RECORD by tag in the selected file: record numbers changed between card versions, tags did not."""

    repeatable = True

    def __init__(self, tag: int) -> None:
        super().__init__(ins=0xB2, p1=tag, p2=0x00, le=0)


class GetResponse(Apdu):
    """GET RESPONSE: fetch what the card announced with 61xx. It is gone once fetched, so never repeated."""

    def __init__(self, length: int) -> None:
        super().__init__(ins=0xC0, p1=0x00, p2=0x00, le=length)


class GetChallenge(Apdu):
    """GET CHALLENGE: eight random bytes, good for the one command that follows [2+; M for "the one"]."""

    def __init__(self) -> None:
        super().__init__(ins=0x84, p1=0x00, p2=0x00, le=CHALLENGE_BYTES)


class ExternalAuthenticate(Apdu):
    """EXTERNAL AUTHENTICATE: prove to the card that we know a key of it. A wrong proof costs one of its tries.

    Raises `ValueError` unless `cryptogram` and `factor` are eight bytes each.
    """

    def __init__(self, cryptogram: bytes, factor: bytes, key: int = HOLDER_KEY) -> None:
        if len(cryptogram) != PROOF_BYTES or len(factor) != PROOF_BYTES:
            raise ValueError(f"cryptogram and factor are {PROOF_BYTES} bytes each")
        super().__init__(ins=0x82, p1=0x00, p2=key, data=cryptogram + factor)


class VerifyPin:
    """VERIFY: the holder's PIN, two digits a byte [2+]; an odd one is filled with F [I].

    `digits` are ASCII. A wrong PIN costs a try. Raises `ValueError` for anything but 4 to 12 digits.
    """

    private: ClassVar[bool] = True
    repeatable: ClassVar[bool] = False

    def __init__(self, digits: bytearray) -> None:
        _check_pin(digits, 4, 12)
        self._digits = digits

    def encode(self) -> bytearray:
        """The bytes for the card, made anew; whoever asks wipes them."""
        packed = _packed(self._digits)
        apdu = bytearray((0x00, 0x20, 0x00, 0x00, len(packed))) + packed
        wipe(packed)
        return apdu


class ChangePin:
    """Change the PIN: old and new, three bytes each with FF between them [2+]; so six digits each.

    Raises `ValueError` for anything but six digits.
    """

    private: ClassVar[bool] = True
    repeatable: ClassVar[bool] = False

    def __init__(self, old: bytearray, new: bytearray) -> None:
        for digits in (old, new):
            _check_pin(digits, 6, 6)
        self._old = old
        self._new = new

    def encode(self) -> bytearray:
        """The bytes for the card, made anew; whoever asks wipes them."""
        old, new = _packed(self._old), _packed(self._new)
        apdu = bytearray((0x80, 0x5E, 0x01, 0x00, 0x07)) + old + b"\xff" + new
        wipe(old)
        wipe(new)
        return apdu


def private(command: bytes | bytearray) -> bool:
    """Whether command and answer may be about a person or a secret: all but SELECT, which names files only."""
    return command[:2] != b"\x00\xa4"


def wipe(secret: bytearray) -> None:
    """Overwrite a secret where it lies."""
    secret[:] = bytes(len(secret))


def _check_pin(digits: bytearray, least: int, most: int) -> None:
    if not least <= len(digits) <= most or any(not 0x30 <= digit <= 0x39 for digit in digits):
        span = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(f"a PIN for this command has {span} digits")


def _packed(digits: bytearray) -> bytearray:
    """BCD without passing through text, which could not be wiped."""
    packed = bytearray((len(digits) + 1) // 2)
    for place in range(len(packed)):
        low = digits[2 * place + 1] & 0x0F if 2 * place + 1 < len(digits) else 0x0F
        packed[place] = (digits[2 * place] & 0x0F) << 4 | low
    return packed


@dataclass(frozen=True)
class Answer:
    """What a card answered: `data`, and the status word `sw`."""

    data: bytes = field(repr=False)
    sw: int

    @property
    def more(self) -> int | None:
        """61xx: so many bytes wait to be fetched (0 means 256); else None."""
        return self.sw & 0xFF if self.sw >> 8 == 0x61 else None

    @property
    def right_length(self) -> int | None:
        """6Cxx: the command was not done, ask again for so many bytes (0 means 256); else None."""
        return self.sw & 0xFF if self.sw >> 8 == 0x6C else None

    @property
    def attempts_left(self) -> int | None:
        """63Cx: a PIN or proof was wrong and so many tries are left; else None."""
        return self.sw & 0xF if self.sw >> 4 == 0x63C else None


def answer(data: bytes) -> Answer:
    """Take an answer apart.

    Raises `ValueError` when it is shorter than its status word, or has none: ISO/IEC 7816-3 begins them with 6 or 9.
    """
    if len(data) < 2:
        raise ValueError(f"an answer of {len(data)} bytes")
    if data[-2] >> 4 not in (0x6, 0x9):
        raise ValueError("an answer without a status word")
    return Answer(data[:-2], int.from_bytes(data[-2:], "big"))


def known(sw: int) -> bool:
    """Whether the fact sheet has this status word."""
    return sw in _MEANINGS or sw >> 4 == 0x63C or sw >> 8 in (0x61, 0x6C)


def meaning(sw: int) -> str:
    """A status word in words."""
    if sw >> 4 == 0x63C:
        return f"verification failed, {sw & 0xF} tries left"
    if sw >> 8 == 0x61:
        return f"done, {sw & 0xFF or 256} bytes to fetch"
    if sw >> 8 == 0x6C:
        return f"wrong length, {sw & 0xFF or 256} bytes are right"
    return _MEANINGS.get(sw, "not in the specification")
