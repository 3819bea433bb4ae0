"""The dialogue with a CRT-310: command, ACK, ENQ, answer; and EOT after everything that went wrong."""

from __future__ import annotations

import asyncio
import math

from kiosk.hardware.errors import DeviceSilent
from kiosk.hardware.link import Link
from kiosk.hardware.motor_reader.commands import Cancel, Command, Enquiry
from kiosk.hardware.motor_reader.errors import ReaderRefused
from kiosk.hardware.motor_reader.wire import Control, Frame, Message, Refusal

_CONTROL_WITHIN = 0.5  # for ACK, NAK and the echo of EOT; the sister models say 300 ms (fact sheet 7.2)
_BITS_PER_BYTE = 10
_LONGEST_ANSWER = 300  # bytes: frames end at 273 (wire.py)
_SENDINGS = 3  # of a frame that was not heard, and of a whole command that may be repeated


class Dialogue:
    """One command at a time over a link. `baud` gives long frames the time they need on the wire."""

    def __init__(self, device: str, link: Link[Message], baud: int) -> None:
        self._device = device
        self._link = link
        self._seconds_per_byte = _BITS_PER_BYTE / baud
        self._turn = asyncio.Lock()
        self._settled = False  # nothing of an earlier command can still come
        self._busy_until = 0.0  # loop time; a motor that runs answers nothing before it stops

    async def ask(self, command: Command, within: float) -> Frame:
        """Have a command executed; its answer may take `within` seconds from ENQ on, besides its way on the wire.

        A command that is not `repeatable` is executed at most once: after `DeviceSilent` nobody knows whether it was.
        Raises `ReaderRefused`, `DeviceSilent`, `DeviceGarbled`, `DeviceGone`.
        """
        async with self._turn:
            for left in reversed(range(_SENDINGS if command.repeatable else 1)):
                try:
                    message = await self._once(command, within)
                except DeviceSilent:
                    if not left:
                        raise
                else:
                    return self._executed(message)
        raise AssertionError("unreachable: the last try returns or raises")

    async def settle(self) -> None:
        """Make sure that nothing of an earlier command can still come. Raises `DeviceSilent`, `DeviceGone`."""
        async with self._turn:
            await self._settle()

    async def _once(self, command: Command, within: float) -> Message:
        if not self._settled:
            await self._settle()
        self._settled = False
        self._link.hushed = command.private  # also for an answer that comes too late: until `_settle`
        await self._hand_over(command)
        within += _LONGEST_ANSWER * self._seconds_per_byte
        self._busy_until = asyncio.get_running_loop().time() + within
        message = await self._link.request(Enquiry(), within, fits=command.answered_by)
        self._busy_until = 0.0
        self._settled = True
        self._link.hushed = False
        return message

    async def _hand_over(self, command: Command) -> None:
        """Send the frame until it is acknowledged; the reader has not executed it before ENQ, so it may be resent."""
        within = _CONTROL_WITHIN + len(command.encode()) * self._seconds_per_byte
        for left in reversed(range(_SENDINGS)):
            try:
                heard = await self._link.request(command, within, tries=1, fits=_ack_or_nak)
            except DeviceSilent:
                if not left:
                    raise
                await self._settle()  # it may wait for our ENQ, and its ACK may be on its way
                self._link.hushed = command.private
            else:
                if heard is Control.ACK:
                    return
        raise DeviceSilent(self._device, f"{type(command).__name__} arrived spoiled {_SENDINGS} times")

    async def _settle(self) -> None:
        busy = self._busy_until - asyncio.get_running_loop().time()
        tries = max(_SENDINGS, math.ceil(busy / _CONTROL_WITHIN))
        await self._link.request(Cancel(), _CONTROL_WITHIN, tries, fits=lambda heard: heard is Control.EOT)
        self._settled, self._busy_until = True, 0.0
        self._link.hushed = False

    def _executed(self, message: Message) -> Frame:
        if isinstance(message, Refusal):
            raise ReaderRefused(self._device, message.meaning, message.code)
        assert isinstance(message, Frame)  # `answered_by` lets nothing else through
        return message


def _ack_or_nak(message: Message) -> bool:
    return message is Control.ACK or message is Control.NAK
