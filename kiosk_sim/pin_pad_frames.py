"""Frames of the PIN pads as the pads hear and say them: read from the fact sheet (5.1, 5.2) a second time."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["binary", "split"]
# The host's texts are printable; longer ones than 999 characters are announced by three zeros.
_ZT = re.compile(rb"\x02(?:(?!000)([0-9]{3})|000([0-9]{4}))")


def zt_frame(text: bytes) -> bytes:
    """Length, text and ETX between an STX and the exclusive-or of them all in two hex digits."""
    length = str(len(text)).zfill(3) if len(text) < 1000 else "000" + str(len(text)).zfill(4)
    inner = length.encode("ascii") + text + b"\x03"
    return b"\x02" + inner + format(_xor(inner), "02X").encode("ascii")


def kmy_frame(form: Form, body: bytes) -> bytes:
    """Length, body and their exclusive-or after an STX; as bytes, or as hex digits that an ETX ends."""
    inner = len(body).to_bytes(1, "big") + body
    inner += _xor(inner).to_bytes(1, "big")
    return b"\x02" + inner if form == "binary" else b"\x02" + inner.hex().upper().encode("ascii") + b"\x03"


class ZtEar:
    """Hears texts; what is no frame, or a spoiled one, is passed over in silence. `spoiled` counts the latter."""

    def __init__(self) -> None:
        self.spoiled = 0
        self._heard = b""

    def hear(self, data: bytes) -> list[bytes]:
        """Take bytes, give the texts that are complete."""
        self._heard += data
        texts: list[bytes] = []
        while (start := self._heard.find(b"\x02")) >= 0:
            self._heard = self._heard[start:]
            head = _ZT.match(self._heard)
            if head is None:
                if len(self._heard) < 8:
                    return texts
                self._give_up()
                continue
            text = self._heard[head.end() : head.end() + int(head[1] or head[2])]
            frame = zt_frame(text)
            if len(self._heard) < head.end() + int(head[1] or head[2]) + 3:
                return texts
            if self._heard.startswith(frame):
                texts.append(text)
                self._heard = self._heard[len(frame) :]
            else:
                self._give_up()
        self._heard = b""
        return texts

    def forget(self) -> None:
        """Half a frame was followed by a silence."""
        self._heard = b""

    def _give_up(self) -> None:
        self.spoiled += 1
        self._heard = self._heard[1:]


class KmyEar:
    """Hears commands in one form; what is no frame, or a spoiled one, is passed over in silence."""

    def __init__(self, form: Form) -> None:
        self.spoiled = 0
        self._form: Form = form
        self._heard = b""

    def hear(self, data: bytes) -> list[bytes]:
        """Take bytes, give CMD and DATA of the commands that are complete."""
        self._heard += data
        bodies: list[bytes] = []
        while (start := self._heard.find(b"\x02")) >= 0:
            self._heard = self._heard[start:]
            count = self._count()
            if count is None:
                return bodies
            size = count + 3 if self._form == "binary" else 2 * count + 6
            if count and len(self._heard) < size:
                return bodies
            body = self._body(self._heard[1 : count + 3 if self._form == "binary" else size - 1])
            if count and body and kmy_frame(self._form, body) == self._heard[:size]:
                bodies.append(body)
                self._heard = self._heard[size:]
            else:
                self.spoiled += 1
                self._heard = self._heard[1:]
        self._heard = b""
        return bodies

    def forget(self) -> None:
        """Half a frame was followed by a silence."""
        self._heard = b""

    def _count(self) -> int | None:
        """How many bytes CMD and DATA have: None when that is not known yet, 0 when it is none."""
        digits = self._heard[1:2] if self._form == "binary" else self._heard[1:3]
        if self._form == "binary":
            return digits[0] if digits else None
        if len(digits) < 2:
            return None
        return int(digits, 16) if re.fullmatch(rb"[0-9A-F]{2}", digits) else 0

    def _body(self, counted: bytes) -> bytes:
        if self._form == "split":
            if not re.fullmatch(rb"(?:[0-9A-F]{2})*", counted):
                return b""
            counted = bytes.fromhex(counted.decode("ascii"))
        return counted[1:-1]


def _xor(data: bytes) -> int:
    check = 0
    for byte in data:
        check ^= byte
    return check
