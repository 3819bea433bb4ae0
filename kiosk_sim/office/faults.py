"""What can go wrong at the office: set by tests through methods, by people through typed commands."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import functools
from collections.abc import Callable

from kiosk_sim.office.calls import BY_ITSELF, CALLS, OPTIONAL

USUAL_DELAY = 0.05  # seconds; what a call inside one city takes

# A fault that names no call leaves these alone: what a machine does by itself would use it up.
_LEFT_ALONE = BY_ITSELF | {"health", "contract"}


class Cut(Exception):
    """The connection must be aborted now, without an answer."""


class Shot(enum.Enum):
    """Faults that meet one call and are then used up."""

    DROP_REQUEST = "drop-next-request"
    HOLD_REQUEST = "hold-next-request"
    LOSE_ANSWER = "lose-next-answer"
    HOLD_ANSWER = "hold-next-answer"


class Spoil(enum.Enum):
    """What becomes of every answer, after the office has acted."""

    GARBAGE = "garbage"  # broken JSON, signed
    TRUNCATED = "truncated"  # half of the bytes promised, then the end
    DRIP = "drip"  # a byte a second
    HUGE = "huge"  # correct and signed, and then nine megabytes of blanks
    WRONG_TYPES = "wrong-types"  # numbers for words, words for numbers; signed
    REDIRECT = "redirect"  # to the same place, elsewhere
    REPLAY = "replay"  # the answer before this one once more; nothing if there was none
    BAD_SIGNATURE = "bad-signature"  # of other bytes
    NO_SIGNATURE = "no-signature"
    PORTAL = "portal"  # a page of something in between that wants a password, with status 200
    GATEWAY = "gateway"  # a page of something in between that has lost the office, with status 502


class Faults:
    """The office's faults; all off at first. `operation` is an operationId of the contract, "" the next call.

    `delay` (seconds before every call), `status` (answer of every call instead of acting, 0: off),
    `spoiled` (what becomes of every answer), `busy_enquiries` (so many enquiries are answered `pending`),
    `no_key` (no proof for any card), `wrong_key` (proofs no card accepts), `skew` (seconds the clock is
    ahead), `days_back` (days the business date lags behind) and `withheld` (operations that are not
    offered) are plain attributes.
    """

    def __init__(self) -> None:
        self.delay = USUAL_DELAY
        self.status = 0
        self.spoiled: Spoil | None = None
        self.busy_enquiries = 0
        self.no_key = False
        self.wrong_key = False
        self.skew = 0.0
        self.days_back = 0
        self.withheld: set[str] = set()
        self._armed: set[tuple[Shot, str]] = set()
        self._closing = asyncio.Event()
        self._speaking = _opened()
        self._released = _opened()
        self._arrival = asyncio.Event()

    @property
    def garbage(self) -> bool:
        """Whether every answer is broken JSON."""
        return self.spoiled is Spoil.GARBAGE

    @garbage.setter
    def garbage(self, on: bool) -> None:
        self.spoiled = Spoil.GARBAGE if on else None

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

    def withhold(self, operation: str) -> None:
        """Answer that an operation is not offered. Raises ValueError for one that every office must offer."""
        if operation not in OPTIONAL:
            raise ValueError(f"every office offers {operation!r}")
        self.withheld.add(operation)

    def release(self) -> None:
        """Let everything held go on."""
        self._released.set()

    def clear(self) -> None:
        """End every fault and let everything held go on."""
        self.delay, self.status, self.spoiled, self.busy_enquiries = USUAL_DELAY, 0, None, 0
        self.no_key = self.wrong_key = False
        self.skew, self.days_back = 0.0, 0
        self.withheld.clear()
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
            **{spoil.value: functools.partial(setattr, self, "spoiled", spoil) for spoil in Spoil},
            "delay": lambda seconds: setattr(self, "delay", max(0.0, float(seconds))),
            "no-key": lambda: setattr(self, "no_key", True),
            "wrong-key": lambda: setattr(self, "wrong_key", True),
            "skew": lambda seconds: setattr(self, "skew", float(seconds)),
            "old-date": lambda days: setattr(self, "days_back", int(days)),
            "withhold": self.withhold,
            "busy": lambda count: setattr(self, "busy_enquiries", int(count)),
            "release": self.release,
            "clear": self.clear,
        }
        try:
            commands[verb](*words)
        except (KeyError, TypeError, ValueError):
            raise ValueError(f"office: cannot do {line!r}; there is: {', '.join(commands)}") from None

    async def wait(self, seconds: float) -> None:
        """Let time pass. Raises `Cut` when the service stops meanwhile."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)
        if self._closing.is_set():
            raise Cut

    async def before(self, operation: str) -> None:
        """What a request meets before the office looks at it. Raises `Cut`."""
        await self.wait(self.delay)
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
        if operation and operation not in CALLS.keys() | {"health"}:
            raise ValueError(f"no operation {operation!r}")
        self._armed.add((shot, operation))

    def _hold(self, shot: Shot, operation: str) -> None:
        self._arm(shot, operation)
        self._arrival.clear()
        self._released.clear()

    def _meets(self, shot: Shot, operation: str) -> bool:
        wanted = {(shot, operation), (shot, operation if operation in _LEFT_ALONE else "")}
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
