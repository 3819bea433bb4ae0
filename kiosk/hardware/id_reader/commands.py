"""What the host asks of the ID reader, and which replies can be the answer (fact sheet 1.3, 1.4)."""

from __future__ import annotations

from typing import ClassVar, Self

from kiosk.hardware.id_reader.wire import SamReply, Sw3, frame

_SELECTED_BYTES = 8
_BAUDS = (115200, 57600, 38400, 19200, 9600)


def _rows(*codes: int) -> frozenset[Sw3]:
    return frozenset(row for row in Sw3 if row in codes)


SPOILED = _rows(0x10, 0x11)  # on its way to the reader
BROKEN = _rows(0x60, 0x66)
REFUSED = SPOILED | BROKEN | _rows(0x21, 0x23, 0x24)  # may answer any command, and says nothing of a card
NO_CARD = _rows(0x80, 0x34)
CARD_TROUBLE = _rows(0x31, 0x32, 0x33, 0x34, 0x3F, 0x40, 0x41, 0x47)  # answers no find


class Command:
    """A command. `code` is CMD and PARA; `sure`: how sure its bytes are.

    `refusals`: how it may be answered without success. Success is `DONE` without data unless it says otherwise.
    """

    code: ClassVar[bytes]
    sure: ClassVar[str] = "2+"
    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False
    refusals: ClassVar[frozenset[Sw3]] = REFUSED

    def encode(self) -> bytes:
        """The frame."""
        return frame(self.code + self._data())

    def fits(self, reply: SamReply) -> bool:
        """Whether a reply can be the answer to this command, and is not a late one to another command."""
        if self._is_success(reply):
            return True
        return not reply.data and reply.sw3 in self.refusals

    def _data(self) -> bytes:
        return b""

    def _is_success(self, reply: SamReply) -> bool:
        return reply.sw3 == Sw3.DONE and not reply.data


class ResetSam(Command):
    """Restart the security module; it forgets the card."""

    code = bytes.fromhex("10FF")
    repeatable = False


class SamStatus(Command):
    """Ask how the security module is: 90, 60 or 66."""

    code = bytes.fromhex("11FF")


class SamId(Command):
    """Ask for the security module's own number, see `SamReply.sam_id`."""

    code = bytes.fromhex("12FF")

    def _is_success(self, reply: SamReply) -> bool:
        return reply.sam_id is not None


class FindCard(Command):
    """Look for a card: 9F or 80. Many readers find the same card only once until it is lifted."""

    code = bytes.fromhex("2001")
    refusals = REFUSED | NO_CARD

    def _is_success(self, reply: SamReply) -> bool:
        return reply.sw3 == Sw3.CARD_FOUND  # with four bytes in every capture; no other command is answered so


class SelectCard(Command):
    """Begin with the card that was found: 90 with eight bytes, or 81."""

    code = bytes.fromhex("2002")
    refusals = REFUSED | CARD_TROUBLE | {Sw3.SELECT_FAILED}

    def _is_success(self, reply: SamReply) -> bool:
        return reply.sw3 == Sw3.DONE and len(reply.data) == _SELECTED_BYTES


class ReadText(Command):
    """Read text and photo of the selected card; the answer is about a person."""

    code = bytes.fromhex("3001")
    private = True
    refusals = REFUSED | CARD_TROUBLE

    def _is_success(self, reply: SamReply) -> bool:
        return reply.reading is not None and reply.reading.fingerprint is None


class ReadTextAndFingerprint(Command):
    """Read text, photo and fingerprints of the selected card; no service needs it, the technician's tools know it."""

    code = bytes.fromhex("3010")
    private = True
    refusals = REFUSED | CARD_TROUBLE | {Sw3.NOT_ON_CARD, Sw3.FINGERPRINT_NOT_VERIFIED}

    def _is_success(self, reply: SamReply) -> bool:
        return reply.reading is not None and reply.reading.fingerprint is not None


class ReadNewestAddress(Command):
    """Read the appended address of a card that was read; 91 when it has none. The answer is about a person."""

    code = bytes.fromhex("3003")
    private = True
    refusals = REFUSED | CARD_TROUBLE | {Sw3.NOT_ON_CARD}

    def _is_success(self, reply: SamReply) -> bool:
        return reply.newest_address is not None


class ReadChipNumber(Command):
    """Read the chip's management number. The layout of its answer is not confirmed: any data is let pass, raw."""

    code = bytes.fromhex("3005")
    private = True
    refusals = REFUSED | CARD_TROUBLE | {Sw3.NOT_ON_CARD}

    def _is_success(self, reply: SamReply) -> bool:
        return reply.sw3 == Sw3.DONE and bool(reply.data)


class SetRate(Command):
    """Set the line's speed in baud. The table of speeds is from one source. Raises `ValueError` for another speed."""

    code = bytes.fromhex("60")
    sure = "1"
    repeatable = False

    def __init__(self, baud: int) -> None:
        if baud not in _BAUDS:
            raise ValueError(f"baud: one of {', '.join(map(str, _BAUDS))}")
        self.baud = baud

    @classmethod
    def of(cls, para: int) -> Self | None:
        """The command with this PARA; None when the table has none."""
        return cls(_BAUDS[para]) if para < len(_BAUDS) else None

    def _data(self) -> bytes:
        return bytes([_BAUDS.index(self.baud)])


class SetRadioBytes(Command):
    """Set how many bytes at most a frame over the radio has, 1 to 255; one golden frame [1]. Raises `ValueError`."""

    code = bytes.fromhex("61FF")
    sure = "1"
    repeatable = False

    def __init__(self, most: int) -> None:
        if not 1 <= most <= 0xFF:
            raise ValueError("most: 1 to 255")
        self.most = most

    def _data(self) -> bytes:
        return bytes([self.most])
