"""Modbus RTU by pymodbus: its PDUs and its CRC, in a decoder that finds its way after noise (fact sheet 8)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pymodbus.exceptions import ModbusException
from pymodbus.framer import FramerRTU
from pymodbus.pdu import DecodePDU, ModbusPDU
from pymodbus.pdu.bit_message import (
    ReadCoilsRequest,
    ReadDiscreteInputsRequest,
    WriteMultipleCoilsRequest,
    WriteSingleCoilRequest,
)
from pymodbus.pdu.register_message import ReadHoldingRegistersRequest, WriteSingleRegisterRequest

from kiosk.hardware.cabinet.frames import READS, Frame, Function, Said, Way

MOST_BITS, MOST_REGISTERS = 2000, 125  # that one read may ask for
MOST_COILS = 1968  # that one write may set
_LONGEST = 256  # bytes of a frame, the limit of Modbus over a serial line
_SHORTEST = 5  # an exception
_REFUSED = 0x80
_ECHOED = (Function.WRITE_COIL, Function.WRITE_REGISTER)  # the answer is the request's own bytes
_COIL_VALUES = (b"\xff\x00", b"\x00\x00")

# It tells of spoiled frames by logging, in the end on standard error. Here they are noise, and counted.
logging.getLogger("pymodbus").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Command:
    """Something to ask of, or tell, the board with address `unit` (1 to 255).

    All may be repeated: reading changes nothing, and a lamp told twice to be on is on.
    """

    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False
    unit: int

    def encode(self) -> bytes:
        """The frame."""
        return FramerRTU(_DECODERS[Way.REQUEST]).buildFrame(self._pdu())

    def _pdu(self) -> ModbusPDU:
        raise NotImplementedError


@dataclass(frozen=True)
class Read(Command):
    """Ask for `count` coils (01), inputs (02) or registers (03), beginning with number `first`, counted from 0."""

    function: Function
    first: int
    count: int

    def _pdu(self) -> ModbusPDU:
        kind = {
            Function.READ_COILS: ReadCoilsRequest,
            Function.READ_INPUTS: ReadDiscreteInputsRequest,
            Function.READ_REGISTERS: ReadHoldingRegistersRequest,
        }[self.function]
        return kind(dev_id=self.unit, address=self.first, count=self.count)


@dataclass(frozen=True)
class WriteCoil(Command):
    """Switch one output (05): FF00 is on, 0000 is off."""

    number: int
    on: bool

    def _pdu(self) -> ModbusPDU:
        return WriteSingleCoilRequest(dev_id=self.unit, address=self.number, bits=[self.on])


@dataclass(frozen=True)
class WriteCoils(Command):
    """Switch neighbouring outputs at once (0F), beginning with number `first`."""

    first: int
    bits: tuple[bool, ...]

    def _pdu(self) -> ModbusPDU:
        return WriteMultipleCoilsRequest(dev_id=self.unit, address=self.first, bits=self.bits)


@dataclass(frozen=True)
class WriteRegister(Command):
    """Set one holding register (06), for boards whose outputs are the bits of one [1]."""

    number: int
    value: int

    def _pdu(self) -> ModbusPDU:
        return WriteSingleRegisterRequest(dev_id=self.unit, address=self.number, registers=[self.value])


class ModbusDecoder:
    """Frames out of bytes, looked for after every byte: a frame ends where its CRC is right.

    RTU marks the beginning of a frame by silence only, which a serial port of a computer does not tell. So
    the bytes so far are tried from every place where a frame may have begun, the earliest first; what
    comes before a frame is noise. pymodbus's own framer throws away what follows a frame, and everything
    when a CRC is wrong: see docs/decisions/0017.
    """

    def __init__(self, *ways: Way) -> None:
        self.noise = 0
        self._ways = ways or (Way.ANSWER,)
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """Take bytes, give every frame that is complete now."""
        frames = (self._feed_byte(byte) for byte in data)
        return [frame for frame in frames if frame is not None]

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise."""
        self._skip(len(self._unread))

    def _feed_byte(self, byte: int) -> Frame | None:
        self._unread.append(byte)
        for start in range(len(self._unread) - _SHORTEST + 1):
            if self._unread[start + 1] in _CODES and (readings := tuple(self._readings(start))):
                self._skip(start)
                self._unread.clear()
                return Frame(readings)
        while self._unread and not self._may_begin():
            self._skip(1)
        return None

    def _readings(self, start: int) -> Iterator[Said]:
        """What the bytes from `start` to the end say, if they are a frame."""
        length = len(self._unread) - start
        for way in self._ways:
            if _size(self._unread, start, way) == length:
                said = _read(bytes(self._unread[start:]), way)
                if said is not None:
                    yield said

    def _may_begin(self) -> bool:
        """Whether the unread bytes may be the beginning of a frame that is not complete yet."""
        sizes = [_size(self._unread, 0, way) for way in self._ways]
        return any(size is None or len(self._unread) < size <= _LONGEST for size in sizes)

    def _skip(self, count: int) -> None:
        del self._unread[:count]
        self.noise += count


_DECODERS = {way: DecodePDU(is_server=way is Way.REQUEST) for way in Way}
# What pymodbus knows of lengths, looked up once: it would be asked for every byte. A length, or else where
# the byte stands that counts what follows it.
_LENGTHS = {
    way: {
        code: (kind.rtu_frame_size, kind.rtu_byte_count_pos)
        for function in Function
        for code in (function, function | _REFUSED)
        if (kind := _DECODERS[way].lookupPduClass(bytes([1, code]))) and not (way is Way.REQUEST and code & _REFUSED)
    }
    for way in Way
}
_CODES = frozenset(code for lengths in _LENGTHS.values() for code in lengths)


def _size(data: bytearray, start: int, way: Way) -> int | None:
    """How long a frame is that begins at `start`; None when that is not known yet, 0 when none begins there."""
    if way is Way.ANSWER and data[start] == 0:
        return 0  # address 0 is for everybody, and nobody answers
    if len(data) < start + 2:
        return None
    length, counter = _LENGTHS[way].get(data[start + 1], (-1, 0))
    if length:
        return max(0, length)
    if len(data) <= start + counter:
        return None
    return data[start + counter] + counter + 3  # the counter itself, and the CRC


def _read(frame: bytes, way: Way) -> Said | None:
    """What a frame of the right length says; None when its CRC is wrong, or what it says makes no sense."""
    if not FramerRTU.check_CRC(frame[:-2], int.from_bytes(frame[-2:], "big")):
        return None
    try:
        _, pdu = FramerRTU(_DECODERS[way]).handleFrame(frame, 0, 0)
    except (ModbusException, ValueError):
        return None
    if pdu is None:
        return None
    function = Function(frame[1] & ~_REFUSED)
    said = Said(way, frame[0], function)
    if frame[1] & _REFUSED:
        return Said(way, frame[0], function, refusal=pdu.exception_code)
    if function in _ECHOED:
        return _written(said, pdu, frame[4:6])
    if function in READS:
        return _asked(said, pdu) if way is Way.REQUEST else _values(said, pdu, frame[2])
    return _coils_written(said, pdu, frame)


def _asked(said: Said, pdu: ModbusPDU) -> Said | None:
    most = MOST_REGISTERS if said.function is Function.READ_REGISTERS else MOST_BITS
    if not 1 <= pdu.count <= most:
        return None
    return _with(said, first=pdu.address, count=pdu.count)


def _values(said: Said, pdu: ModbusPDU, count: int) -> Said | None:
    if not count or count != len(pdu.bits) // 8 + len(pdu.registers) * 2:
        return None
    return _with(said, bits=pdu.bits, registers=pdu.registers)


def _written(said: Said, pdu: ModbusPDU, value: bytes) -> Said | None:
    if said.function is Function.WRITE_COIL and value not in _COIL_VALUES:
        return None
    return _with(said, first=pdu.address, count=1, bits=pdu.bits, registers=pdu.registers)


def _coils_written(said: Said, pdu: ModbusPDU, frame: bytes) -> Said | None:
    if not 1 <= pdu.count <= MOST_COILS:
        return None
    if said.way is Way.REQUEST and frame[6] != (pdu.count + 7) // 8:
        return None
    return _with(said, first=pdu.address, count=pdu.count, bits=pdu.bits)


def _with(
    said: Said,
    *,
    first: int | None = None,
    count: int | None = None,
    bits: Sequence[bool] = (),
    registers: Sequence[int] = (),
) -> Said:
    return Said(said.way, said.unit, said.function, first, count, tuple(bits), tuple(registers))
