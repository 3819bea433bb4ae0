"""A glass with something around it: what a wrapper does not change goes through to the glass inside."""

from __future__ import annotations

from typing import TypeVar

from kiosk.views import Display, Manner, Status, View

A = TypeVar("A")


class WrappedDisplay:
    """`kiosk.views.Display` by handing everything on; those who wrap the glass change what they are there for."""

    def __init__(self, inner: Display) -> None:
        self._inner = inner

    @property
    def manner(self) -> Manner:
        """See `Display.manner`."""
        return self._inner.manner

    def adopt(self, manner: Manner) -> None:
        """See `Display.adopt`."""
        self._inner.adopt(manner)

    async def adopted(self) -> None:
        """See `Display.adopted`."""
        await self._inner.adopted()

    def tell(self, status: Status) -> None:
        """See `Display.tell`."""
        self._inner.tell(status)

    def show(self, view: View[object]) -> None:
        """See `Display.show`."""
        self._inner.show(view)

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`."""
        return await self._inner.ask(view)

    def last_touch(self) -> float:
        """See `Display.last_touch`."""
        return self._inner.last_touch()

    async def called(self) -> None:
        """See `Display.called`."""
        await self._inner.called()

    def new_visit(self) -> None:
        """See `Display.new_visit`."""
        self._inner.new_visit()
