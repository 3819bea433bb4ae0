"""The voice follows the glass: switched on and off by the manner, in its language, forgotten with the visit."""

from __future__ import annotations

import asyncio
import functools
from dataclasses import replace

from kiosk import config_voice
from kiosk.domain.text import text
from kiosk.events import Event
from kiosk.i18n import Words
from kiosk.session.speaking import SpeakingDisplay
from kiosk.views import Goodbye, Working
from kiosk.voice.loudspeaker import Utterance
from kiosk.voice.runs import Run
from kiosk.voice.sound import Sound
from kiosk.voice.speech import Speech
from kiosk.voice.voice import Voice
from tests import virtual_time
from tests.glass_by_script import ScriptedGlass

words = functools.cache(Words)
WORKING = Working(doing=text("asking-office"))


class Hall:
    """A glass with a voice, and what was heard of it."""

    def __init__(self, *, enabled: bool = True) -> None:
        self.heard: list[str] = []
        config = config_voice.Voice(enabled=enabled)
        self.glass = ScriptedGlass()
        self.voice = Voice(config, words, Speech(config.prompts, self, self._synthesise), self, self)
        self.display = SpeakingDisplay(self.glass, self.voice)

    def write(self, event: Event) -> None:
        """See `Log.write`."""
        raise AssertionError(event)

    async def play(self, utterance: Utterance) -> None:
        """See `Loudspeaker.play`."""
        self.heard.append(utterance.words)
        await asyncio.sleep(utterance.sound.seconds)

    async def _synthesise(self, _run: Run, _speed: int, _volume: int) -> Sound:
        return Sound(1000, bytes(200))

    async def adopt(self, **changes: object) -> None:
        """Touch the strip, and listen to the end."""
        self.display.adopt(replace(self.display.manner, **changes))  # type: ignore[arg-type]
        await asyncio.sleep(60)


def test_it_speaks_from_the_touch_on_in_the_language_of_the_glass_until_the_visit_ends() -> None:
    async def play(hall: Hall) -> None:
        watching = asyncio.create_task(hall.display.watch())
        hall.display.show(WORKING)
        await asyncio.sleep(60)
        assert hall.heard == []
        await hall.adopt(voice=True)
        assert hall.heard[:2] == ["语音已打开", "正在向人社局查询"]
        await hall.adopt(large=True)
        assert len(hall.heard) == 3, "said again though nothing to be heard has changed"
        await hall.adopt(language="en")
        assert hall.heard[3] == words("en").say(text("asking-office"))
        asking = asyncio.create_task(hall.display.ask(Goodbye()))
        await asyncio.sleep(60)
        assert hall.heard[5] == "Thank you, goodbye"
        heard = len(hall.heard)
        hall.display.new_visit()
        hall.display.show(WORKING)
        await asyncio.sleep(60)
        assert len(hall.heard) == heard
        asking.cancel()
        watching.cancel()

    virtual_time.run(play(Hall()))


def test_switched_off_it_is_silent_at_once() -> None:
    async def play(hall: Hall) -> None:
        watching = asyncio.create_task(hall.display.watch())
        hall.display.show(WORKING)
        hall.display.adopt(replace(hall.display.manner, voice=True))
        await asyncio.sleep(0.1)
        await hall.adopt(voice=False)
        assert len(hall.heard) <= 1
        assert not hall.voice.state.on
        watching.cancel()

    virtual_time.run(play(Hall()))


def test_a_machine_that_shall_not_speak_does_not() -> None:
    async def play(hall: Hall) -> None:
        watching = asyncio.create_task(hall.display.watch())
        hall.display.show(WORKING)
        await hall.adopt(voice=True)
        hall.voice.repeat()
        await asyncio.sleep(60)
        assert hall.heard == []
        watching.cancel()

    virtual_time.run(play(Hall(enabled=False)))
