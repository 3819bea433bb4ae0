"""The ear and the mouth of a CRT-310: frames and control characters, read from the fact sheet (7.1) a second time."""

from __future__ import annotations

import enum
from dataclasses import dataclass

_STX, _ETX = 0x02, 0x03
_EOT, _ENQ = 0x04, 0x05
_LONGEST = 2 + 2 + 262  # CM, PM, the length of an APDU and the longest one
_PAUSE_SECONDS = 0.2  # after such a pause the rest of a frame does not come any more (design value)


class Heard(enum.Enum):
    """What is not a whole frame."""

    ENQ = "enquiry"
    EOT = "cancel"
    SPOILED = "spoiled frame"


@dataclass(frozen=True)
class MotorCommand:
    """A whole frame from the host: CM, PM and DATA."""

    body: bytes


def motor_frame(body: bytes) -> bytes:
    """STX, length, CM to DATA, ETX, and the exclusive or of all of them."""
    frame = bytearray([_STX, len(body) >> 8, len(body) & 0xFF])
    frame += body
    frame.append(_ETX)
    check = 0
    for byte in frame:
        check ^= byte
    frame.append(check)
    return bytes(frame)


class MotorListener:
    """Takes one byte after the other. Between frames it minds EOT and ENQ only."""

    def __init__(self) -> None:
        self._frame = bytearray()
        self._last = 0.0

    def hear(self, data: bytes, now: float) -> list[MotorCommand | Heard]:
        """Take bytes that came at second `now`; give what is complete. After a pause half a frame is forgotten."""
        if now - self._last > _PAUSE_SECONDS:
            self._frame.clear()
        self._last = now
        heard = (self._byte(byte) for byte in data)
        return [one for one in heard if one is not None]

    def _byte(self, byte: int) -> MotorCommand | Heard | None:
        if not self._frame and byte != _STX:
            return {_EOT: Heard.EOT, _ENQ: Heard.ENQ}.get(byte)
        self._frame.append(byte)
        if len(self._frame) < 3:
            return None
        count = self._frame[1] * 256 + self._frame[2]
        if not 2 <= count <= _LONGEST:
            return self._end(Heard.SPOILED)
        if len(self._frame) < 5 + count:
            return None
        body = bytes(self._frame[3 : 3 + count])
        return self._end(MotorCommand(body) if self._frame == motor_frame(body) else Heard.SPOILED)

    def _end(self, what: MotorCommand | Heard) -> MotorCommand | Heard:
        self._frame.clear()
        return what
