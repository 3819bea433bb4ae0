"""Somebody who does what the glass says: lays down, puts in, answers, tries again, takes back; for whole visits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from kiosk.views import (
    Attract,
    Choose,
    ConfirmAct,
    Facts,
    Goodbye,
    Guide,
    Home,
    InsertCard,
    Menu,
    MoreTime,
    Offer,
    Outcome,
    OutOfService,
    PresentDocument,
    Rate,
    Situation,
    StageLine,
    TakeBack,
    View,
    Working,
)
from kiosk_sim.pcsc import RoomError
from tests.room import Room

_STANDSTILL = 200.0  # virtual seconds without a new view in the midst of a visit: then something is wrong
_CLOSED = 30.0  # virtual seconds until somebody whose service is closed goes away
_NOTICED = 1.5  # seconds, real ones with PC/SC: a virtual reader looks every 0.4 s
_MOST_CARDS = 10
_MOST_VIEWS = 60
# What somebody would rather do than finish, most wanted first.
_PRINT = "print"
_MORE = "more"
_ANSWERS = (StageLine, Situation, Facts, Guide)  # the views that tell what somebody came for
_WISHES = ("again", "retry", _PRINT)

Look = Callable[[View[Any]], Awaitable[None]]


class Citizen:
    """One person with an identity document and perhaps a chip card, who came for one thing.

    `seen`: every view of the visit. `on_view` is awaited at each view before anything is done about it.
    `tries`: how often each wish is tried; `prints`: whether a slip is wanted.
    """

    def __init__(
        self,
        room: Room,
        who: str,
        service: str,
        on_view: Look | None = None,
        *,
        tries: int = 4,
        prints: bool = True,
    ) -> None:
        self.seen: list[View[Any]] = []
        self._room = room
        self._who = who
        self._service = service
        self._on_view = on_view
        self._tries = tries
        self._wishes = _WISHES if prints else _WISHES[:-1]
        self._tried: dict[str, int] = {}

    async def visit(self) -> None:
        """From the attract screen back to it, or away when the service is closed.

        Raises AssertionError when the machine leaves them standing.
        """
        glass, told = self._room.glass, -1
        for _ in range(_MOST_VIEWS):
            while len(glass.seen) - 1 == told:
                if not await self._something_new():
                    return
            told = len(glass.seen) - 1
            view = glass.seen[told]
            self.seen.append(view)
            await asyncio.sleep(0)  # a question is open once its ask() has run on
            if self._on_view is not None:
                await self._on_view(view)
            if isinstance(view, Attract) and self._was_served and view is glass.view:
                return
            if view is glass.view and await self._act(view):
                await asyncio.sleep(0)
        raise AssertionError(f"no end of it: {self._names()}")

    @property
    def served(self) -> bool:
        """Whether they got what they came for, slip included when they wanted one."""
        wanted = ["printed"] if _PRINT in self._wishes else []
        said = [view.sentence.key for view in self.seen if isinstance(view, Outcome)]
        told = (
            "activated" in said
            if self._service == "activate"
            else any(isinstance(view, _ANSWERS) for view in self.seen)
        )
        return told and all(words in said for words in wanted)

    @property
    def _was_served(self) -> bool:
        """Whether anything came of it yet; a touch is lost when the machine closes in that moment."""
        return any(not isinstance(view, Attract | OutOfService) for view in self.seen)

    async def _something_new(self) -> bool:
        """Wait for the next view; False when there is none, and nobody would wait for it."""
        closed = isinstance(self._room.glass.view, Attract | OutOfService)
        try:
            async with asyncio.timeout(_CLOSED if closed else _STANDSTILL):
                await self._room.glass.change()
        except TimeoutError:
            if closed:
                return False
            raise AssertionError(f"left standing before {self._names()}") from None
        return True

    async def _act(self, view: View[Any]) -> bool:
        room = self._room
        match view:
            case Attract():
                await self._begin(view)
            case PresentDocument():
                room.bench.id_reader.lift()
                room.bench.lay(self._who)
            case InsertCard():
                return await self._put_in()
            case ConfirmAct():
                self._answer(True)
            case Rate():
                self._answer(None)
            case MoreTime():
                return self._want_more_time()
            case Home():
                room.glass.leave()
            case Menu(groups=groups):
                self._answer_or_leave([offer for group in groups for offer in group.offers])
            case Choose(options=options):
                self._answer(options[0].key)
            case Rate():
                self._answer(None)
            case StageLine() | Situation() | Facts() | Guide() | Outcome():
                self._answer(self._choose(view))
            case TakeBack():
                room.bench.id_reader.lift()
                await self._take_card()
            case Goodbye() | Working() | OutOfService():
                return False
        return True

    def _want_more_time(self) -> bool:
        """Nobody stands there for ever."""
        self._tried["more time"] = self._tried.get("more time", 0) + 1
        if self._tried["more time"] > self._tries:
            return False
        self._answer(True)
        return True

    async def _begin(self, view: Attract) -> None:
        """Touch the service, or "more" when it has no tile of its own."""
        tiles = {offer.key: offer for offer in view.offers}
        wanted = tiles.get(self._service, tiles.get(_MORE))
        if wanted is not None and wanted.closed is None:
            self._answer(wanted.key)

    def _answer_or_leave(self, offers: Sequence[Offer]) -> None:
        if any(offer.key == self._service and offer.closed is None for offer in offers):
            self._answer(self._service)
        else:
            self._room.glass.leave()

    def _choose(self, view: StageLine[Any] | Situation[Any] | Facts[Any] | Guide[Any] | Outcome[Any]) -> object:
        """What is wanted, but nothing for ever; else to finish."""
        keys = [action.key for action in view.actions]
        for wish in self._wishes:
            if wish in keys and self._tried.get(wish, 0) < self._tries:
                self._tried[wish] = self._tried.get(wish, 0) + 1
                return wish
        return "finish" if "finish" in keys else keys[-1]

    def _answer(self, value: object) -> None:
        """Touch; in vain when the question was withdrawn in that moment, and the next view is there at once."""
        if self._room.glass.asks:
            self._room.glass.answer(value)

    async def _put_in(self) -> bool:
        """Take the card out if it is in, and put it in again; nobody does that for ever."""
        self._tried["put in"] = self._tried.get("put in", 0) + 1
        if self._tried["put in"] > _MOST_CARDS:
            self._room.glass.leave()
            return True
        await self._take_card()
        async with self._room.hands():
            with contextlib.suppress(RoomError):  # a reader that is down takes none
                await self._until_noticed(self._room.bench.insert(self._who))
        return True

    async def _take_card(self) -> None:
        async with self._room.hands():
            with contextlib.suppress(RoomError):  # none is in, or it is out of reach
                await self._until_noticed(self._room.bench.cards.pull())

    async def _until_noticed(self, verb: Awaitable[None]) -> None:
        """Do something with a card, and give the reader the time it needs; one that is down notices nothing."""
        glass = self._room.glass
        shown = len(glass.seen)
        await verb
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_NOTICED):
                while len(glass.seen) == shown:
                    await glass.change()

    def _names(self) -> str:
        return " ".join(type(view).__name__ for view in self.seen)
