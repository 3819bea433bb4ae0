"""Modbus RTU as a board hears and speaks it: frames and CRC, read from the fact sheet a second time."""

from __future__ import annotations

from dataclasses import dataclass

_READ_COILS, _READ_INPUTS, _READ_REGISTERS = 1, 2, 3
_WRITE_COIL, _WRITE_REGISTER, _WRITE_COILS = 5, 6, 15
_USUAL = 8  # bytes of a request; what this board does not know is taken to be as long
_LONGEST = 256


@dataclass(frozen=True)
class Request:
    """A whole request: `body` is what stands between the function and the CRC."""

    unit: int
    function: int
    body: bytes

    def word(self, at: int) -> int:
        """Two bytes of the body, high byte first."""
        return self.body[at] * 256 + self.body[at + 1]


def crc(data: bytes) -> bytes:
    """Fact sheet 8: polynomial A001 from the right, begun with FFFF, low byte first."""
    rest = 0xFFFF
    for byte in data:
        rest ^= byte
        for _ in range(8):
            odd = rest % 2
            rest //= 2
            if odd:
                rest ^= 0xA001
    return bytes([rest % 256, rest // 256])


def frame(unit: int, *body: int) -> bytes:
    """Address, function and what follows it, with the CRC."""
    data = bytes([unit, *body])
    return data + crc(data)


def packed(bits: list[bool]) -> list[int]:
    """Bits as bytes: the first one is the lowest bit of the first byte."""
    return [sum(bit << at for at, bit in enumerate(bits[i : i + 8])) for i in range(0, len(bits), 8)]


def unpacked(data: bytes, count: int) -> list[bool]:
    """Bytes as so many bits."""
    return [bool(data[at // 8] & (1 << at % 8)) for at in range(count)]


class Ear:
    """Listens for requests. A real board knows by silence where one begins; this one tries every place."""

    def __init__(self) -> None:
        self._heard = b""

    def hear(self, data: bytes) -> list[Request]:
        """Take bytes; give the requests that are whole now."""
        requests = []
        for byte in data:
            self._heard = (self._heard + bytes([byte]))[-_LONGEST:]
            request = self._request()
            if request is not None:
                requests.append(request)
                self._heard = b""
        return requests

    def _request(self) -> Request | None:
        for start in range(len(self._heard) - _USUAL + 1):
            tried = self._heard[start:]
            if len(tried) == _length(tried) and crc(tried[:-2]) == tried[-2:]:
                return Request(tried[0], tried[1], tried[2:-2])
        return None


def _length(data: bytes) -> int:
    return 9 + data[6] if data[1] in (_WRITE_COILS, 16) else _USUAL
