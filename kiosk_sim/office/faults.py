"""What can go wrong at the office: set by tests through methods, by people through typed commands."""

from __future__ import annotations

import asyncio
import contextlib
import enum
from collections.abc import Callable

USUAL_DELAY = 0.05  # seconds; what a call inside one city takes

# The calls a one-off fault meets when none is named. GETs are left alone: a heartbeat would use the fault up.
_CALLS = frozenset({"progress", "card", "prove", "activate", "enquire"})


class Cut(Exception):
    """The connection must be aborted now, without an answer."""


class Shot(enum.Enum):
    """Faults that meet one call and are then used up."""

    DROP_REQUEST = "drop-next-request"
    HOLD_REQUEST = "hold-next-request"
    LOSE_ANSWER = "lose-next-answer"
    HOLD_ANSWER = "hold-next-answer"


class Faults:
    """The office's faults; all off at first. `operation` is an operationId of the contract, "" the next POST.

    `delay` (seconds before every call), `status` (answer of every call instead of acting, 0: off),
    `garbage` (act, then answer 200 with broken JSON), `busy_enquiries` (so many enquiries are
    answered `pending`), `no_key` (no proof for any card) and `wrong_key` (proofs no card accepts) are
    plain attributes.
    """

    def __init__(self) -> None:
        self.delay = USUAL_DELAY
        self.status = 0
        self.garbage = False
        self.busy_enquiries = 0
        self.no_key = False
        self.wrong_key = False
        self._armed: set[tuple[Shot, str]] = set()
        self._closing = asyncio.Event()
        self._speaking = _opened()
        self._released = _opened()
        self._arrival = asyncio.Event()

    def silent(self) -> None:
        """Accept requests and do nothing, until `clear`; then they are worked on late, in order."""
        self._arrival.clear()
        self._speaking.clear()

    def drop_next_request(self, operation: str = "") -> None:
        """Abort the connection before doing anything."""
        self._arm(Shot.DROP_REQUEST, operation)

    def hold_next_request(self, operation: str = "") -> None:
        """Keep a request on its way until `release`, while others pass it; then it arrives late."""
        self._hold(Shot.HOLD_REQUEST, operation)

    def lose_next_answer(self, operation: str = "") -> None:
        """Do the act, then abort the connection instead of answering."""
        self._arm(Shot.LOSE_ANSWER, operation)

    def hold_next_answer(self, operation: str = "") -> None:
        """Do the act, keep the answer back until `release`."""
        self._hold(Shot.HOLD_ANSWER, operation)

    async def held(self) -> None:
        """Return when a request has met the silence or the hold that was set last."""
        await self._arrival.wait()

    def release(self) -> None:
        """Let everything held go on."""
        self._released.set()

    def clear(self) -> None:
        """End every fault and let everything held go on."""
        self.delay, self.status, self.garbage, self.busy_enquiries = USUAL_DELAY, 0, False, 0
        self.no_key = self.wrong_key = False
        self._armed.clear()
        self._speaking.set()
        self.release()

    def command(self, line: str) -> None:
        """Do a typed command such as ``lose-next-answer activate``; ValueError says what there is."""
        verb, *words = line.split() or [""]
        commands: dict[str, Callable[..., None]] = {
            "silent": self.silent,
            "drop-next-request": self.drop_next_request,
            "hold-next-request": self.hold_next_request,
            "lose-next-answer": self.lose_next_answer,
            "hold-next-answer": self.hold_next_answer,
            "error": lambda status: setattr(self, "status", _status(status)),
            "garbage": lambda: setattr(self, "garbage", True),
            "delay": lambda seconds: setattr(self, "delay", max(0.0, float(seconds))),
            "no-key": lambda: setattr(self, "no_key", True),
            "wrong-key": lambda: setattr(self, "wrong_key", True),
            "busy": lambda count: setattr(self, "busy_enquiries", int(count)),
            "release": self.release,
            "clear": self.clear,
        }
        try:
            commands[verb](*words)
        except (KeyError, TypeError, ValueError):
            raise ValueError(f"office: cannot do {line!r}; there is: {', '.join(commands)}") from None

    async def before(self, operation: str) -> None:
        """What a request meets before the office looks at it. Raises `Cut`."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), self.delay)
        await self._pass(self._speaking)
        if self._meets(Shot.DROP_REQUEST, operation):
            raise Cut
        if self._meets(Shot.HOLD_REQUEST, operation):
            await self._pass(self._released)

    async def after(self, operation: str) -> None:
        """What an answer meets on its way out. Raises `Cut`."""
        if self._meets(Shot.LOSE_ANSWER, operation):
            raise Cut
        if self._meets(Shot.HOLD_ANSWER, operation):
            await self._pass(self._released)

    def busy(self) -> bool:
        """Whether this enquiry shall be told `pending`; counts down."""
        busy = self.busy_enquiries > 0
        self.busy_enquiries -= busy
        return busy

    def opening(self) -> None:
        """The service starts. Silence and holds ended when it stopped; other faults stay as they were."""
        self._closing.clear()

    def closing(self) -> None:
        """The service stops: whatever is held is cut, unworked."""
        self._closing.set()
        self._speaking.set()
        self._released.set()

    def _arm(self, shot: Shot, operation: str) -> None:
        if operation and operation not in _CALLS | {"today", "health"}:
            raise ValueError(f"no operation {operation!r}")
        self._armed.add((shot, operation))

    def _hold(self, shot: Shot, operation: str) -> None:
        self._arm(shot, operation)
        self._arrival.clear()
        self._released.clear()

    def _meets(self, shot: Shot, operation: str) -> bool:
        wanted = {(shot, operation), (shot, "" if operation in _CALLS else operation)}
        met = wanted & self._armed
        self._armed -= met
        return bool(met)

    async def _pass(self, gate: asyncio.Event) -> None:
        if not gate.is_set():
            self._arrival.set()
            await gate.wait()
        if self._closing.is_set():
            raise Cut


def _opened() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


def _status(word: str) -> int:
    status = int(word)
    if not 400 <= status <= 599:
        raise ValueError(word)
    return status
