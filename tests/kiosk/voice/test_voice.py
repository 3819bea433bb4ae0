"""The voice under virtual time: one thing at a time, interrupted, queued, repeated, forgotten, without a card."""

from __future__ import annotations

import asyncio
import functools
import gc
import weakref
from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk import config_voice
from kiosk.domain.personal import IdNumber, PersonName
from kiosk.domain.text import text
from kiosk.events import Event, PromptUnusable, VoiceMissing
from kiosk.i18n import Words
from kiosk.views import Action, Goodbye, PresentDocument, Situation, Tone, Working
from kiosk.voice.child import Silent
from kiosk.voice.lines import Line
from kiosk.voice.loudspeaker import Utterance
from kiosk.voice.runs import Run
from kiosk.voice.sound import Sound
from kiosk.voice.speech import Speech
from kiosk.voice.voice import Voice
from tests import virtual_time

RATE = 1000
LONG = Sound(RATE, b"\x10\x00" * 2 * RATE)  # two seconds
words = functools.cache(Words)
WORKING = Working(doing=text("asking-office"))


class Ear:
    """A loudspeaker that remembers what was begun, what was heard to its end, and that nothing overlapped."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.heard: list[str] = []
        self.reason = ""
        self._playing = False

    async def play(self, utterance: Utterance) -> None:
        """See `Loudspeaker.play`."""
        if self.reason:
            raise Silent("aplay", self.reason)
        assert not self._playing, "two at once"
        self._playing = True
        self.begun.append(utterance.words)
        try:
            await asyncio.sleep(utterance.sound.seconds)
            self.heard.append(utterance.words)
        finally:
            await asyncio.sleep(0.01)  # a child that is killed takes a moment
            self._playing = False


class Kit:
    """A voice with its ear, its log, and what the synthesiser was asked."""

    def __init__(self, prompts: Path = Path("nowhere"), config: config_voice.Voice | None = None) -> None:
        self.ear, self.events = Ear(), list[Event]()
        self.asked: list[tuple[str, int, int]] = []
        self.sound = LONG
        self.speech = Speech(prompts, self, self._synthesise)
        self.voice = Voice(config or config_voice.Voice(), words, self.speech, self.ear, self)

    def write(self, event: Event) -> None:
        """See `Log.write`."""
        self.events.append(event)

    async def _synthesise(self, run: Run, speed: int, volume: int) -> Sound:
        self.asked.append((run.said, speed, volume))
        return self.sound

    async def quiet(self) -> None:
        """Wait until nothing is said any more."""
        await asyncio.sleep(0.1)
        while self.voice.state.speaking:
            await self.voice.change()


def heard_by(play: Callable[[Kit], Awaitable[None]], kit: Kit | None = None) -> Kit:
    """Play with a kit until it is quiet."""
    kit = kit or Kit()

    async def run() -> None:
        await play(kit)
        await kit.quiet()
        await kit.voice.close()

    virtual_time.run(run())
    return kit


WORKING_SAID = ["正在向人社局查询", "请稍等，先不要拿走证件和卡"]


def test_it_is_silent_until_it_is_switched_on_and_then_says_what_is_shown() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.say(WORKING, "zh-CN")
        await asyncio.sleep(10)
        assert kit.ear.begun == []
        kit.voice.on()

    assert heard_by(play).ear.heard == ["语音已打开", *WORKING_SAID]


def test_the_next_view_interrupts_and_nothing_overlaps() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.on()
        kit.voice.say(WORKING, "zh-CN")
        await asyncio.sleep(1)
        kit.voice.say(PresentDocument(), "en")
        kit.voice.say(Goodbye(), "en")

    kit = heard_by(play)
    assert kit.ear.begun[0] == WORKING_SAID[0]
    assert kit.ear.heard[0] == "Thank you, goodbye"
    assert len(kit.ear.heard) == 3


def test_the_same_view_again_is_no_news() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.on()
        kit.voice.say(WORKING, "zh-CN")
        await asyncio.sleep(1)
        kit.voice.say(WORKING, "zh-CN")
        await kit.quiet()
        kit.voice.say(WORKING, "en")

    assert heard_by(play).ear.heard == [*WORKING_SAID, "Asking the social security office", _en_wait()]


def _en_wait() -> str:
    return words("en").say(text("glass-working-wait"))


def test_words_interrupt_or_wait_behind() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.on()
        kit.voice.say(WORKING, "zh-CN")
        await asyncio.sleep(0.5)
        kit.voice.say_words(text("glass-back"), "zh-CN", behind=True)
        await kit.quiet()
        kit.voice.say_words(text("glass-help"), "zh-CN")
        await asyncio.sleep(0.5)
        kit.voice.say_words(text("glass-leave"), "zh-CN")

    assert heard_by(play).ear.heard == [*WORKING_SAID, "返回", "退出"]


def test_stop_silences_at_once_and_the_next_view_is_said() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.on()
        kit.voice.say(WORKING, "zh-CN")
        await asyncio.sleep(0.5)
        kit.voice.stop()
        await kit.quiet()
        assert kit.ear.heard == []
        kit.voice.say(Goodbye(), "zh-CN")

    assert heard_by(play).ear.heard[0] == "谢谢您，请慢走"


def test_repeat_says_the_view_even_when_the_voice_is_off() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.say(WORKING, "zh-CN")
        kit.voice.repeat()
        await kit.quiet()
        kit.voice.on()
        await asyncio.sleep(0.5)
        kit.voice.off()

    kit = heard_by(play)
    assert kit.ear.heard == WORKING_SAID
    assert not kit.voice.state.on


def test_volume_and_speed_count_from_the_next_line_and_stay_within_bounds() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.say(WORKING, "zh-CN")
        kit.voice.repeat()
        await asyncio.sleep(0.5)
        for _ in range(20):
            kit.voice.louder()
            kit.voice.slower()
        await kit.quiet()
        for _ in range(20):
            kit.voice.softer()
            kit.voice.faster()

    kit = heard_by(play)
    assert [(speed, volume) for _, speed, volume in kit.asked] == [(160, 50), (80, 100)]
    assert (kit.voice.state.speed, kit.voice.state.volume) == (320, 10)


def test_the_end_of_the_visit_forgets_everything_also_the_view() -> None:
    person = PersonName("测试甲")
    gone = weakref.ref(_view_of(person))
    assert gone() is None  # nothing but the voice would keep it

    async def play(kit: Kit) -> None:
        view = _view_of(person)
        held = weakref.ref(view)
        kit.voice.say(view, "zh-CN")
        del view
        kit.voice.on()
        kit.voice.louder()
        await asyncio.sleep(0.5)
        kit.voice.forget()
        gc.collect()
        assert held() is None
        kit.voice.repeat()

    kit = heard_by(play)
    assert kit.ear.heard == []
    assert (kit.voice.state.on, kit.voice.state.volume) == (False, 50)


def _view_of(person: PersonName) -> Situation[str]:
    return Situation(person=person, tone=Tone.DONE, sentence=text("printed"), actions=(Action("x", text("finish")),))


def test_a_machine_without_a_sound_card_goes_on_and_tells_the_log_once() -> None:
    async def play(kit: Kit) -> None:
        kit.ear.reason = "ended with 1"
        kit.voice.on()
        for view in (WORKING, Goodbye(), PresentDocument()):
            kit.voice.say(view, "zh-CN")
            await kit.quiet()
            assert not kit.voice.state.works
        kit.ear.reason = ""
        kit.voice.say(WORKING, "zh-CN")
        await kit.quiet()
        assert kit.voice.state.works
        kit.ear.reason = "ended with 1"
        kit.voice.repeat()

    kit = heard_by(play)
    assert kit.ear.heard == WORKING_SAID
    assert kit.events == [VoiceMissing("aplay", "ended with 1")] * 2


def test_a_recording_replaces_the_synthesiser_for_its_words_and_its_language(tmp_path: Path) -> None:
    for name, data in (("asking-office.wav", LONG.wav()), ("glass-working-wait.wav", b"no sound")):
        (tmp_path / "zh-CN").mkdir(exist_ok=True)
        (tmp_path / "zh-CN" / name).write_bytes(data)

    async def play(kit: Kit) -> None:
        for language in ("zh-CN", "en", "zh-CN"):
            kit.voice.say(WORKING, language)
            kit.voice.repeat()
            await kit.quiet()

    kit = heard_by(play, Kit(tmp_path))
    assert [said[:6] for said, _, _ in kit.asked] == ["qing3 ", "Asking", "Please"]
    assert kit.events == [PromptUnusable("zh-CN/glass-working-wait.wav", "no WAV file")]


def test_sounds_are_kept_but_not_private_ones_and_not_without_bound() -> None:
    kit = Kit()
    kit.sound = Sound(RATE, bytes(5_000_000))

    async def play() -> None:
        for words in ("第一句", "第一句", "第二句", "第三句", "第四句", "第一句"):
            await kit.speech.sound(Line(words), "zh-CN", 160, 50)
            assert kit.speech.kept_bytes <= 16_000_000
        for _ in range(2):
            await kit.speech.sound(Line("私人的话", private=True), "zh-CN", 160, 50)

    virtual_time.run(play())
    assert len(kit.asked) == 5 + 2


def test_private_words_reach_headphones_and_are_nowhere_told() -> None:
    async def play(kit: Kit) -> None:
        kit.voice.on()
        kit.voice.say_words(text("value-person", name=IdNumber("000000190001010017")), "zh-CN")

    kit = heard_by(play, Kit(config=config_voice.Voice(headphones=True)))
    assert kit.ear.heard == [""]
    assert any("ling2 ling2 ling2" in said for said, _, _ in kit.asked)
    assert kit.speech.kept_bytes == 0
