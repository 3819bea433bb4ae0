"""The conversation with the reader's security module: questions, answers that fit, one reset when it is confused."""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from kiosk import config
from kiosk.events import DeviceReset, Log, NoiseHeard
from kiosk.hardware.errors import DeviceGone, DeviceSilent
from kiosk.hardware.id_reader.commands import BROKEN, REFUSED, SPOILED, Command, FindCard, ResetSam
from kiosk.hardware.id_reader.errors import SamRefused
from kiosk.hardware.id_reader.wire import SamDecoder, SamReply
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.stream import LineClosed, open_line

WITHIN = 1.0  # seconds for the answer to a small command, which takes milliseconds
_RESET_WITHIN = 3.0  # a design value: no source tells how long a restart takes
_LOST_AFTER = 10.0  # seconds until an answer that has not come is called lost, and no longer late
_REFUSALS = 3  # of one command in a row, until the module is called confused
_MODULE = "module"  # the sign of a module that says itself that it is broken
_FIND = FindCard.__name__


class Sam:
    """One security module at the end of a line. Replies come in the order of the questions, one for each.

    What that order proves is that no reading is mistaken for another: a text is asked for only after a find and a
    select have been answered, which come after every late answer to an earlier question.
    """

    def __init__(self, device: str, config: config.IdReader, log: Log, tap: Tap | None) -> None:
        self.trouble: SamRefused | None = None  # finds are refused, also after a reset; until one is answered
        self._device = device
        self._config = config
        self._log = log
        self._tap = tap
        self._link: Link[SamReply] | None = None
        self._owed: deque[float] = deque()  # when the questions were asked that nothing has come to yet
        self._refusals: Counter[str] = Counter()
        self._reset_for: set[str] = set()  # signs of confusion that a reset has been spent on

    async def open(self) -> None:
        """Open the line. Raises `DeviceGone` when the port is missing or in use."""
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(self._device, str(error)) from error
        self._owed.clear()
        self._link = Link(self._device, stream, SamDecoder(), self._noise, self._tap, self._count)

    async def close(self) -> None:
        """Close the line; a pending question raises `DeviceGone`. Safe to call twice."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()

    async def ask(self, command: Command, within: float = WITHIN, tries: int = 3) -> SamReply:
        """The answer to a command: success, or what is the matter with the card.

        Asks once more when the command was spoiled on its way. Raises `SamRefused` for every other answer,
        `DeviceSilent`, `DeviceGone`.
        """
        reply = await self._answer(command, within, tries)
        if reply.sw3 in SPOILED:
            reply = await self._answer(command, within, tries)
        name = type(command).__name__
        if reply.sw3 in REFUSED or not command.fits(reply):
            raise SamRefused(self._device, name, reply.sw3)
        self._obeyed(name)
        return reply

    async def mend(self, refused: SamRefused) -> None:
        """After a refusal: reset a module that says it is broken, or has refused the same thing three times.

        Only once for each; a module that obeys again has it to spare again. Raises `refused` when the reset was
        in vain, `DeviceSilent`, `DeviceGone`.
        """
        sign = _MODULE if refused.reason in BROKEN else refused.command
        self._refusals[sign] += 1
        if sign != _MODULE and self._refusals[sign] < _REFUSALS:
            return
        self._refusals[sign] = 0
        if sign in self._reset_for:
            if sign == _FIND:
                self.trouble = refused
            raise refused
        self._reset_for.add(sign)
        self._log.write(DeviceReset(self._device, refused.fact))
        try:
            await self.ask(ResetSam(), _RESET_WITHIN)
        except SamRefused:
            raise refused from None

    def _obeyed(self, name: str) -> None:
        if name == ResetSam.__name__:  # that it began anew does not show that it is well
            return
        if name == _FIND:
            self.trouble = None
        for sign in (name, _MODULE):
            del self._refusals[sign]
            self._reset_for.discard(sign)

    async def _answer(self, command: Command, within: float, tries: int) -> SamReply:
        """The reply that fits; one that does not is given when it is no late answer, and the only one."""
        for left in reversed(range(tries if command.repeatable else 1)):
            try:
                return await self._try(command, within)
            except DeviceSilent:
                if not left:
                    raise
        raise AssertionError("no try")

    async def _try(self, command: Command, within: float) -> SamReply:
        if self._link is None:
            raise DeviceGone(self._device, "not open")
        now = asyncio.get_running_loop().time()
        while self._owed and self._owed[0] < now - _LOST_AFTER:
            self._owed.popleft()
        late = len(self._owed)  # that many replies come before the one to this question, unless they are lost
        self._owed.append(now)
        odd: SamReply | None = None

        def fits(reply: SamReply) -> bool:
            nonlocal late, odd
            if command.fits(reply):
                return True
            late -= 1
            odd = reply if late < 0 else odd
            return False

        try:
            return await self._link.request(command, within, 1, fits)
        except DeviceSilent:
            if odd is None:
                raise
            return odd

    def _count(self, reply: SamReply) -> bool:
        """Every reply settles the oldest question; none is taken here."""
        if self._owed:
            self._owed.popleft()
        return False

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(self._device, count))
