"""The loop thread's side of the glass: which question waits for a touch, who waits for a view, who for a call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kiosk.domain.pin import CardPin
from kiosk.views import Back, Leave

T = TypeVar("T")


@dataclass(frozen=True)
class Flipped:
    """A view whose first frame is on the glass."""

    serial: int
    view: str


class Questions:
    """An answer counts only for the question that is being asked with its number, and a question takes one."""

    def __init__(self) -> None:
        self._open: tuple[int, asyncio.Future[Any]] | None = None
        self._watchers: list[tuple[Callable[[Flipped], bool], asyncio.Future[Flipped]]] = []
        self._callers: list[asyncio.Future[None]] = []
        self._adopted = asyncio.Event()
        self._flipped = Flipped(0, "")

    async def answer(self, serial: int) -> Any:
        """Wait for the answer to question `serial`. Raises `Back` or `Leave`. Cancelling withdraws the question."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._open = (serial, answer)
        try:
            return await answer
        except asyncio.CancelledError:
            if answer.done() and not answer.cancelled() and answer.exception() is None:
                lay_aside(answer.result())  # it came in the same turn of the loop, and nobody will have it
            raise
        finally:
            self._withdraw(serial)

    def _withdraw(self, serial: int) -> None:
        """Nobody waits for this answer any more; a newer question stays."""
        if self._open is not None and self._open[0] == serial:
            self._open = None

    def answered(self, serial: int, answer: object) -> None:
        """Somebody touched an answer: it counts once, and only while its question is asked."""
        if self._open is None or self._open[0] != serial or self._open[1].done():
            lay_aside(answer)
        elif isinstance(answer, Back | Leave):
            self._open[1].set_exception(answer)
        else:
            self._open[1].set_result(answer)

    def announce(self, flipped: Flipped) -> None:
        """A view has its first frame on the glass."""
        self._flipped = flipped
        for wanted, reached in self._watchers:
            if not reached.done() and wanted(flipped):
                reached.set_result(flipped)

    async def shown(self, newest: int, wanted: Callable[[Flipped], bool]) -> Flipped:
        """Wait until a view that is `wanted` is announced; at once if it is the `newest` and was."""
        if self._flipped.serial == newest and wanted(self._flipped):
            return self._flipped
        reached: asyncio.Future[Flipped] = asyncio.get_running_loop().create_future()
        watcher = (wanted, reached)
        self._watchers.append(watcher)
        try:
            return await reached
        finally:
            self._watchers.remove(watcher)

    async def called(self) -> None:
        """Wait until somebody calls for staff."""
        caller: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._callers.append(caller)
        try:
            await caller
        finally:
            self._callers.remove(caller)

    def call(self) -> None:
        """Somebody calls for staff: all who wait for that hear it."""
        for caller in self._callers:
            if not caller.done():
                caller.set_result(None)

    async def adopted(self) -> None:
        """Wait until another manner is adopted."""
        await self._adopted.wait()

    def adopt(self) -> None:
        """Another manner was adopted: all who wait for that hear it."""
        self._adopted.set()
        self._adopted = asyncio.Event()


def lay_aside(answer: object) -> None:
    """An answer that nobody takes: a PIN must not lie about until the collector comes."""
    if isinstance(answer, CardPin):
        answer.wipe()


def settle(future: asyncio.Future[T], value: T) -> None:
    """Give what is waited for, unless nobody waits any more."""
    if not future.done():
        future.set_result(value)


def settle_error(future: asyncio.Future[Any], error: Exception) -> None:
    """Likewise the error that came instead."""
    if not future.done():
        future.set_exception(error)
