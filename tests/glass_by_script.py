"""A glass that a test looks at and touches by name, in place of Kivy: the seam `kiosk.views.Display`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from kiosk.views import Attract, Back, Choose, Heard, Home, Leave, Manner, Menu, Offer, Stroke, View

V = TypeVar("V", bound=View[Any])
A = TypeVar("A")

_WITHIN = 150.0  # virtual seconds


class ScriptedGlass:
    """Keeps every view shown; the test waits for one with `until` and then answers it."""

    def __init__(self) -> None:
        self.manner = Manner(language="zh-CN")
        self.seen: list[View[Any]] = []
        self.visits = 0
        self.touches = 0  # that answered something; anybody may touch where nothing is
        self.strokes: list[Stroke] = []  # keys of the PIN pad that reached it
        self.hears: Heard | None = None  # what it answers to them
        self._touched = 0.0
        self._answered = True  # nothing is on the glass that waits to be looked at
        self._open: asyncio.Future[Any] | None = None
        self._changed = asyncio.Event()
        self._called = asyncio.Event()
        self._adopted = asyncio.Event()

    def show(self, view: View[Any]) -> None:
        """See `Display.show`."""
        self.seen.append(view)
        self._open = None
        self._answered = False
        self._changed.set()

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`."""
        self.show(view)
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._open = answer
        try:
            return await answer
        finally:
            if self._open is answer:
                self._open = None

    async def press(self, stroke: Stroke) -> Heard | None:
        """See `Glass.press`."""
        self.touch()
        self.strokes.append(stroke)
        return self.hears

    def adopt(self, manner: Manner) -> None:
        """See `Display.adopt`."""
        self.manner = manner
        self._adopted.set()
        self._adopted = asyncio.Event()

    async def adopted(self) -> None:
        """See `Display.adopted`."""
        await self._adopted.wait()

    def last_touch(self) -> float:
        """See `Display.last_touch`."""
        return self._touched

    async def called(self) -> None:
        """See `Display.called`."""
        self._called.clear()
        await self._called.wait()

    def new_visit(self) -> None:
        """See `Display.new_visit`."""
        self.visits += 1
        self.manner = Manner(language="zh-CN")

    # --- the test's side

    @property
    def view(self) -> View[Any]:
        """What is on the glass."""
        return self.seen[-1]

    async def until(self, kind: type[V], within: float = _WITHIN) -> V:
        """Wait until a view of this kind is on the glass, open for a touch if it is a question."""
        try:
            async with asyncio.timeout(within):
                while self._answered or not isinstance(self.view, kind):
                    await self.change()
                    await asyncio.sleep(0)  # a question is open once its ask() has run on
        except TimeoutError:
            names = " ".join(type(view).__name__ for view in self.seen)
            raise AssertionError(f"no {kind.__name__} within {within} s; shown were: {names}") from None
        return self.view

    async def until_where(self, kind: type[V], holds: Callable[[V], bool], within: float = _WITHIN) -> V:
        """Wait until a view of this kind is on the glass for which `holds` is true."""
        async with asyncio.timeout(within):
            while True:
                view = await self.until(kind)
                if holds(view):
                    return view
                await self.change()

    @property
    def asks(self) -> bool:
        """Whether what is on the glass can be touched; a question may be withdrawn at any moment."""
        return self._open is not None and not self._answered

    def answer(self, value: object) -> None:
        """Touch what gives this answer. Raises AssertionError when there is nothing that does."""
        keys = _touchable(self.view)
        assert keys is None or value in keys, f"{type(self.view).__name__} has nothing for {value!r}: {keys}"
        self._question().set_result(value)

    def back(self) -> None:
        """Touch Back."""
        assert self.view.back, f"{type(self.view).__name__} has no Back"
        self._question().set_exception(Back())

    def leave(self) -> None:
        """Touch Exit."""
        assert self.view.leave, f"{type(self.view).__name__} has no Exit"
        self._question().set_exception(Leave())

    def touch(self) -> None:
        """Touch the glass where nothing is."""
        self._touched = asyncio.get_running_loop().time()

    def call_staff(self) -> None:
        """Touch "call staff" in the help sheet, which every screen has."""
        self._called.set()

    def shown(self, kind: type[V]) -> list[V]:
        """Every view of this kind so far."""
        return [view for view in self.seen if isinstance(view, kind)]

    def _question(self) -> asyncio.Future[Any]:
        self.touch()
        assert self._open is not None, f"{type(self.view).__name__} waits for no touch"
        assert not self._answered, f"{type(self.view).__name__} was touched already"
        self._answered = True
        self.touches += 1
        return self._open

    async def change(self) -> None:
        """Wait for the next view."""
        self._changed.clear()
        await self._changed.wait()


def _touchable(view: View[Any]) -> set[object] | None:
    """What the tiles and buttons of a view answer; None where the answer is something else than a key."""
    match view:
        case Attract(offers=offers) | Home(offers=offers):
            return _open(offers)
        case Menu(groups=groups):
            return _open(offer for group in groups for offer in group.offers)
        case Choose(options=options):
            return {option.key for option in options}
    actions = getattr(view, "actions", None)
    return None if actions is None else {action.key for action in actions}


def _open(offers: Iterable[Offer]) -> set[object]:
    return {offer.key for offer in offers if offer.closed is None}
