"""The post: takes letters from the outbox to the office, in order, with ever longer pauses while nobody answers."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeRefused, OfficeTrouble
from kiosk.events import Log, OfficeCallFailed
from kiosk.outbox import Happening, Letter, Outbox, Rating, StaffCall

_FIRST_PAUSE = 2.0  # seconds; doubled each time the office does not take a letter
_LONGEST_PAUSE = 300.0
_LONGEST_CALL_PAUSE = 15.0  # while somebody waits for help
# Problems that are about the machine, its clock or the moment, and pass: the letter itself may be taken later.
_PASSING = frozenset({401, 408, 429})


class Post:
    """Sends what is in the outbox, whether anybody is being served or not; nothing there, nothing done."""

    def __init__(self, outbox: Outbox, office: Office, log: Log) -> None:
        self._outbox = outbox
        self._office = office
        self._log = log

    async def watch(self) -> None:
        """Send until cancelled. Raises what the disk raises."""
        failures = 0
        while True:
            letter = self._outbox.first()
            if letter is None:
                failures = 0
                await self._outbox.arrival()
            elif await self._taken(letter):
                failures = 0
            else:
                failures += 1
                await self._pause(letter, failures)

    async def _taken(self, letter: Letter) -> bool:
        """Whether the letter is off our hands: delivered, or refused for good."""
        try:
            await self._send(letter)
        except OfficeRefused as error:
            if not 400 <= error.status < 500 or error.status in _PASSING:
                self._log.write(OfficeCallFailed(error.call, type(error).__name__))
                return False
            self._outbox.drop(letter.id, "refused")
        except OfficeTrouble as error:
            self._log.write(OfficeCallFailed(error.call, type(error).__name__))
            return False
        else:
            self._outbox.delivered(letter.id)
        return True

    async def _send(self, letter: Letter) -> None:
        match letter.message:
            case Rating(service, level):
                await self._office.rate(letter.id, service, level)
            case StaffCall(reason):
                await self._office.call_staff(letter.id, reason.value)
            case Happening(kind, at):
                await self._office.tell_event(letter.id, kind.value, at)

    async def _pause(self, letter: Letter, failures: int) -> None:
        """Until the letter may be tried again, or a call for staff has come before it: that goes at once."""
        longest = _LONGEST_CALL_PAUSE if isinstance(letter.message, StaffCall) else _LONGEST_PAUSE
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(_FIRST_PAUSE * 2.0 ** min(failures - 1, 10), longest)):
                while self._outbox.first() == letter:
                    await self._outbox.arrival()
