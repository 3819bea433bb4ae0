"""Talking to the board: one question at a time, the silence Modbus wants between frames, and answers that fit."""

from __future__ import annotations

import asyncio

from kiosk import config
from kiosk.events import Log, NoiseHeard
from kiosk.hardware.cabinet.frames import Frame, Function, Said, Way
from kiosk.hardware.cabinet.modbus import Command, ModbusDecoder, Read, WriteCoil, WriteCoils, WriteRegister
from kiosk.hardware.errors import DeviceGone, DeviceRefused, DeviceSilent
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.stream import LineClosed, open_line

NAME = "cabinet"
# Seconds for an answer; boards answer within some 20 ms, and the longest frames take 0.3 s at 9600 baud [design].
_WITHIN = 0.5
_LONGEST_BITS = 2 * 64 * 10  # on the wire, 8N1: more than a request and an answer of any kiosk's board
# Silence before a frame: 3.5 characters, and never less than 1.75 ms (Modbus over serial line; 11 bits a character).
_SILENCE_BITS, _LEAST_SILENCE = 3.5 * 11, 0.00175


class Conversation:
    """An open line to the board."""

    def __init__(self, config: config.Cabinet, log: Log, tap: Tap | None) -> None:
        self._config = config
        self._log = log
        self._tap = tap
        self._within = _WITHIN + _LONGEST_BITS / config.baud
        self._silence = max(_LEAST_SILENCE, _SILENCE_BITS / config.baud)
        self._link: Link[Frame] | None = None
        self._quiet_at = 0.0

    async def open(self) -> None:
        """Open the line. Raises `DeviceGone`."""
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(NAME, str(error)) from error
        self._link = Link(NAME, stream, ModbusDecoder(Way.ANSWER), self._noise, self._tap)

    async def close(self) -> None:
        """Close the line; safe to call twice."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()

    async def ask(self, command: Command, tries: int = 3) -> Said:
        """Send a command, give the answer to it.

        Raises `DeviceRefused` for an exception, or an answer from another address; `DeviceSilent`, `DeviceGone`.
        """
        if self._link is None:
            raise DeviceGone(NAME, "not open")
        await self._keep_silence()
        strangers: list[int] = []

        def fitting(frame: Frame) -> bool:
            [said] = frame.readings
            if said.unit != command.unit:
                strangers.append(said.unit)
                return False
            return fits(said, command)

        try:
            frame = await self._link.request(command, self._within, tries, fitting)
        except DeviceSilent:
            if not strangers:
                raise
            fact = f"answers come from address {strangers[0]}, asked was {command.unit}"
            raise DeviceRefused(NAME, fact, strangers[0]) from None
        finally:
            self._quiet_at = asyncio.get_running_loop().time() + self._silence
        [said] = frame.readings
        if said.refusal is not None:
            raise DeviceRefused(NAME, f"{_told(command)}: {said.meaning}", said.refusal)
        return said

    async def _keep_silence(self) -> None:
        left = self._quiet_at - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(NAME, count))


def fits(said: Said, command: Command) -> bool:
    """Whether this answers that. Modbus RTU numbers nothing: a late answer to the very same question fits too."""
    match command:
        case Read():
            if said.function is not command.function:
                return False
            return said.refusal is not None or _as_much_as_asked(said, command.count)
        case WriteCoil():
            echo = (command.number, 1, (command.on,), ())
            return _echoes(said, Function.WRITE_COIL, echo)
        case WriteRegister():
            return _echoes(said, Function.WRITE_REGISTER, (command.number, 1, (), (command.value,)))
        case WriteCoils():
            return _echoes(said, Function.WRITE_COILS, (command.first, len(command.bits), (), ()))
    raise TypeError(f"no answer is known to {type(command).__name__}")


def _as_much_as_asked(said: Said, count: int) -> bool:
    if said.function is Function.READ_REGISTERS:
        return len(said.registers) == count
    return len(said.bits) == -(-count // 8) * 8  # filled up to whole bytes


def _echoes(said: Said, function: Function, echo: tuple[int, int, tuple[bool, ...], tuple[int, ...]]) -> bool:
    if said.function is not function:
        return False
    return said.refusal is not None or (said.first, said.count, said.bits, said.registers) == echo


def _told(command: Command) -> str:
    """What was asked, in words for the technician."""
    match command:
        case Read(_, function, first, count):
            what = {Function.READ_COILS: "coils", Function.READ_INPUTS: "inputs", Function.READ_REGISTERS: "registers"}[
                function
            ]
            return f"reading {what} {first} to {first + count - 1}"
        case WriteCoil(_, number):
            return f"switching output {number}"
        case WriteCoils(_, first, bits):
            return f"switching outputs {first} to {first + len(bits) - 1}"
        case WriteRegister(_, number):
            return f"writing register {number}"
    raise TypeError(f"no words for {type(command).__name__}")
