"""What operating by ear needs of a voice, and a machine that has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.text import Text


class SpeechState(Protocol):
    """How the voice is now."""

    @property
    def on(self) -> bool:
        """Whether every view is spoken."""


class Speech(Protocol):
    """A voice that somebody listens to."""

    @property
    def state(self) -> SpeechState:
        """How it is now."""

    def on(self) -> None:
        """Speak every view from now on, beginning with the one that is there."""

    def off(self) -> None:
        """Be silent, at once."""

    def say_words(self, words: Text, language: str) -> None:
        """Say this instead of whatever is being said."""

    def repeat(self) -> None:
        """Say the view that is there once more."""

    def louder(self) -> None:
        """One step."""

    def softer(self) -> None:
        """One step."""

    def faster(self) -> None:
        """One step."""

    def slower(self) -> None:
        """One step."""


@dataclass(frozen=True)
class _Silence:
    on: bool = True  # nothing would be gained by switching it on first


class Mute:
    """A machine without a voice: the keys still move the ring on the glass."""

    @property
    def state(self) -> SpeechState:
        """See `Speech.state`."""
        return _Silence()

    def say_words(self, words: Text, language: str) -> None:
        """See `Speech.say_words`."""

    def _nothing(self) -> None:
        """See `Speech`."""

    on = off = repeat = louder = softer = faster = slower = _nothing
