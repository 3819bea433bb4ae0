"""The voice of the machine: says views and words one after the other, never two at once; settings for one visit."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, replace
from typing import Any

from kiosk import config_voice
from kiosk.domain.text import Text, text
from kiosk.events import Log, VoiceMissing
from kiosk.i18n import Words
from kiosk.views import View
from kiosk.voice.child import Silent
from kiosk.voice.lines import Line, Spoken, Teller
from kiosk.voice.loudspeaker import Loudspeaker, Utterance
from kiosk.voice.speech import Speech
from kiosk.voice.spoken import spoken

_VOLUME = (10, 100, 10)  # least, most, step; per cent
_SPEED = (80, 320, 30)  # likewise; words a minute


@dataclass(frozen=True)
class VoiceState:
    """How the voice is now. `works`: False when the last thing to be said could not be heard."""

    on: bool
    speaking: bool
    volume: int
    speed: int
    works: bool = True


class Voice:
    """Lives on the loop; everything is forgotten by `forget`, back to what the configuration says."""

    def __init__(
        self,
        config: config_voice.Voice,
        words: Callable[[str], Words],
        speech: Speech,
        loudspeaker: Loudspeaker,
        log: Log,
    ) -> None:
        self._config, self._words, self._log = config, words, log
        self._speech, self._loudspeaker = speech, loudspeaker
        self._state = self._at_first()
        self._changed = asyncio.Event()
        self._shown: tuple[View[Any], str] | None = None
        self._said: Spoken | None = None  # of the view that is shown
        self._lines: deque[tuple[Line, str]] = deque()
        self._talking: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._missing = ""  # what the log was told of last

    @property
    def state(self) -> VoiceState:
        """On, speaking, volume, speed."""
        return self._state

    def change(self) -> Coroutine[Any, Any, object]:
        """Wait for the next change of the state, counted from the call."""
        return self._changed.wait()

    # --- what is said ---

    def on(self) -> None:
        """Speak from now on, beginning with what is shown."""
        self._become(on=True)
        if self._shown is None:
            return
        language = self._shown[1]
        self._said = self._spoken()
        opening = self._teller(language).line(text("voice-on"))
        self._speak([opening, *self._said.lines], language)

    def off(self) -> None:
        """Be silent from now on."""
        self._become(on=False)
        self.stop()

    def say(self, view: View[Any], language: str) -> None:
        """A view is shown: say it when the voice is on, in place of whatever is being said.

        The same words again are no news: a view is asked anew whenever something about it may have changed.
        """
        self._shown = (view, language)
        if not self._state.on:
            return
        now = self._spoken()
        if now != self._said:
            self._said = now
            self._speak(now.lines, language)

    def in_language(self, language: str) -> None:
        """The view that is shown is read in this language now."""
        if self._shown is not None:
            self.say(self._shown[0], language)

    def say_words(self, words: Text, language: str, *, behind: bool = False) -> None:
        """Say these words at once, or `behind` what is being said; personal values as everywhere."""
        if self._state.on:
            self._speak([self._teller(language).line(words)], language, behind=behind)

    def repeat(self) -> None:
        """Say the view that is shown, also when the voice is off: whoever asks wants to hear it."""
        if self._shown is not None:
            self._said = self._spoken()
            self._speak(self._said.lines, self._said.language)

    def stop(self) -> None:
        """Be silent at once, until the next view."""
        self._lines.clear()
        if self._talking is not None:
            self._talking.cancel()

    # --- how it is said ---

    def louder(self) -> None:
        """One step, from the next line on."""
        self._become(volume=_step(self._state.volume, _VOLUME, 1))

    def softer(self) -> None:
        """One step, from the next line on."""
        self._become(volume=_step(self._state.volume, _VOLUME, -1))

    def faster(self) -> None:
        """One step, from the next line on."""
        self._become(speed=_step(self._state.speed, _SPEED, 1))

    def slower(self) -> None:
        """One step, from the next line on."""
        self._become(speed=_step(self._state.speed, _SPEED, -1))

    def forget(self) -> None:
        """The visit is over: silent, and as the configuration says."""
        self.stop()
        self._shown = self._said = None
        first = self._at_first()
        self._become(on=first.on, volume=first.volume, speed=first.speed)

    async def close(self) -> None:
        """End, with whatever was being said."""
        self.stop()
        if self._talking is not None:
            await asyncio.gather(self._talking, return_exceptions=True)

    # --- saying it ---

    def _at_first(self) -> VoiceState:
        return VoiceState(on=False, speaking=False, volume=self._config.volume, speed=self._config.speed)

    def _spoken(self) -> Spoken:
        assert self._shown is not None
        view, language = self._shown
        return spoken(view, self._words(language), alone=self._config.headphones)

    def _teller(self, language: str) -> Teller:
        return Teller(self._words(language), alone=self._config.headphones)

    def _speak(self, lines: Iterable[Line], language: str, *, behind: bool = False) -> None:
        if not self._config.enabled:
            return
        if not behind:
            self.stop()
        self._lines.extend((line, language) for line in lines)
        if self._talking is None or self._talking.done() or self._talking.cancelling():
            self._talking = asyncio.create_task(self._talk(), name="voice")

    async def _talk(self) -> None:
        async with self._one_at_a_time:  # whoever was interrupted is silent first
            self._become(speaking=True)
            try:
                while self._lines:
                    await self._utter(*self._lines.popleft())
            except Silent as silent:
                self._lines.clear()
                self._miss(silent)
            finally:
                self._become(speaking=False)

    async def _utter(self, line: Line, language: str) -> None:
        sound = await self._speech.sound(line, language, self._state.speed, self._state.volume)
        if sound is not None:
            await self._loudspeaker.play(Utterance(sound, "" if line.private else line.words, language))
        self._missing = ""
        self._become(works=True)

    def _miss(self, silent: Silent) -> None:
        """The log is told once, until something could be heard again or something else fails."""
        self._become(works=False)
        if self._missing != str(silent):
            self._missing = str(silent)
            self._log.write(VoiceMissing(silent.part, silent.reason))

    def _become(self, **changes: Any) -> None:
        state = replace(self._state, **changes)
        if state != self._state:
            self._state = state
            self._changed.set()
            self._changed = asyncio.Event()


def _step(value: int, bounds: tuple[int, int, int], way: int) -> int:
    least, most, step = bounds
    return max(least, min(most, value + way * step))
