"""The glass, with the voice saying what it shows."""

from __future__ import annotations

from typing import TypeVar

from kiosk.views import Display, Manner, View
from kiosk.voice.voice import Voice

A = TypeVar("A")


class SpeakingDisplay:
    """Wraps the glass: every view that goes up is said, where the voice is on; a new visit begins silent."""

    def __init__(self, inner: Display, voice: Voice) -> None:
        self._inner = inner
        self._voice = voice

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

    async def watch(self) -> None:
        """Follow the manner until cancelled: somebody switches the voice on or off, or reads another language."""
        while True:
            await self._inner.adopted()
            manner = self.manner
            self._voice.in_language(manner.language)
            if manner.voice != self._voice.state.on:
                (self._voice.on if manner.voice else self._voice.off)()

    def show(self, view: View[object]) -> None:
        """See `Display.show`."""
        self._voice.say(view, self.manner.language)
        self._inner.show(view)

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`."""
        self._voice.say(view, self.manner.language)
        return await self._inner.ask(view)

    def last_touch(self) -> float:
        """See `Display.last_touch`."""
        return self._inner.last_touch()

    async def called(self) -> None:
        """See `Display.called`."""
        await self._inner.called()

    def new_visit(self) -> None:
        """See `Display.new_visit`."""
        self._voice.forget()
        self._inner.new_visit()
