"""Somebody who does what the glass says: lays down, puts in, answers, tries again, takes back; for whole visits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from kiosk.views import (
    Attract,
    ConfirmAct,
    Goodbye,
    Home,
    InsertCard,
    MoreTime,
    Outcome,
    OutOfService,
    PresentDocument,
    StageLine,
    TakeBack,
    View,
    Working,
)
from kiosk_sim.pcsc import RoomError
from tests.room import Room
from tests.virtual_time import real_time

_STANDSTILL = 200.0  # virtual seconds without a new view: nobody waits longer
_NOTICED = 1.5  # real seconds: a virtual chip card reader looks every 0.4 s
_MOST_VIEWS = 60
_PATIENCE = 4  # how often somebody tries again
# What somebody would rather do than finish, most wanted first.
_WISHES = ("again", "retry", "print")

Look = Callable[[View[Any]], Awaitable[None]]


class Citizen:
    """One person with an identity document and perhaps a chip card, who came for one thing.

    `seen`: every view of the visit. `on_view` is awaited at each view before anything is done about it.
    """

    def __init__(self, room: Room, who: str, service: str, on_view: Look | None = None) -> None:
        self.seen: list[View[Any]] = []
        self._room = room
        self._who = who
        self._service = service
        self._on_view = on_view
        self._tried: dict[str, int] = {}

    async def visit(self) -> None:
        """From the attract screen back to it. Raises AssertionError when the machine leaves them standing."""
        glass, told = self._room.glass, -1
        for _ in range(_MOST_VIEWS):
            while len(glass.seen) - 1 == told:
                await self._something_new()
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
    def _was_served(self) -> bool:
        """Whether anything came of it yet; a touch is lost when the machine closes in that moment."""
        return any(not isinstance(view, Attract | OutOfService) for view in self.seen)

    async def _something_new(self) -> None:
        try:
            async with asyncio.timeout(_STANDSTILL):
                await self._room.glass.change()
        except TimeoutError:
            raise AssertionError(f"left standing before {self._names()}") from None

    async def _act(self, view: View[Any]) -> bool:
        room = self._room
        match view:
            case Attract():
                await self._begin(view)
            case PresentDocument():
                room.bench.id_reader.lift()
                room.bench.lay(self._who)
            case InsertCard():
                await self._put_in()
            case ConfirmAct():
                self._answer(True)
            case MoreTime():
                self._answer(True)
            case Home():
                room.glass.leave()
            case StageLine() | Outcome():
                self._answer(self._choose(view))
            case TakeBack():
                room.bench.id_reader.lift()
                await self._take_card()
            case Goodbye() | Working() | OutOfService():
                return False
        return True

    async def _begin(self, view: Attract) -> None:
        if any(offer.key == self._service and offer.closed is None for offer in view.offers):
            self._answer(self._service)

    def _choose(self, view: StageLine[Any] | Outcome[Any]) -> object:
        """What is wanted, but nothing for ever; else to finish."""
        keys = [action.key for action in view.actions]
        for wish in _WISHES:
            if wish in keys and self._tried.get(wish, 0) < _PATIENCE:
                self._tried[wish] = self._tried.get(wish, 0) + 1
                return wish
        return "finish" if "finish" in keys else keys[-1]

    def _answer(self, value: object) -> None:
        self._room.glass.answer(value)

    async def _put_in(self) -> None:
        """Take the card out if it is in, and put it in again."""
        await self._take_card()
        glass = self._room.glass
        async with real_time():
            shown = len(glass.seen)
            await self._room.bench.insert(self._who)
            with contextlib.suppress(TimeoutError):  # a reader that is down notices nothing
                async with asyncio.timeout(_NOTICED):
                    while len(glass.seen) == shown:
                        await glass.change()

    async def _take_card(self) -> None:
        async with real_time():
            with contextlib.suppress(RoomError):  # none is in
                await self._room.bench.cards.pull()

    def _names(self) -> str:
        return " ".join(type(view).__name__ for view in self.seen)
