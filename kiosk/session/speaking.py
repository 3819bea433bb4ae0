"""The glass, with the voice saying what it shows."""

from __future__ import annotations

from typing import TypeVar

from kiosk.session.wrapped_display import WrappedDisplay
from kiosk.views import Display, View
from kiosk.voice.voice import Voice

A = TypeVar("A")


class SpeakingDisplay(WrappedDisplay):
    """Wraps the glass: every view that goes up is said, where the voice is on; a new visit begins silent."""

    def __init__(self, inner: Display, voice: Voice) -> None:
        super().__init__(inner)
        self._voice = voice

    async def watch(self) -> None:
        """Follow the manner until cancelled: somebody switches the voice on or off, or reads another language."""
        while True:
            await self.adopted()
            manner = self.manner
            self._voice.in_language(manner.language)
            if manner.voice != self._voice.state.on:
                (self._voice.on if manner.voice else self._voice.off)()

    def show(self, view: View[object]) -> None:
        """See `Display.show`."""
        self._voice.say(view, self.manner.language)
        super().show(view)

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`."""
        self._voice.say(view, self.manner.language)
        return await super().ask(view)

    def new_visit(self) -> None:
        """See `Display.new_visit`."""
        self._voice.forget()
        super().new_visit()
