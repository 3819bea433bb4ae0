"""Sound with the real synthesiser: not silent, of a fitting length, in files; and what is missing is said."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from pathlib import Path

import pytest

from kiosk import config_voice
from kiosk.voice import child
from kiosk.voice.child import Silent
from kiosk.voice.loudspeaker import HEARD, SoundCard, SoundFolder, Utterance, loudspeaker
from kiosk.voice.runs import Run, Tongue
from kiosk.voice.sound import NotSound, Sound, joined, read_wav
from kiosk.voice.speech import espeak
from tests import virtual_time


def test_both_voices_make_sound_of_a_fitting_length() -> None:
    async def play() -> None:
        slow = await espeak(Run(Tongue.MANDARIN, "qing3 ba3 shen1 fen4 zheng4 fang4 zai4 du2 ka3 qu1"), 160, 50)
        fast = await espeak(Run(Tongue.MANDARIN, "qing3 ba3 shen1 fen4 zheng4 fang4 zai4 du2 ka3 qu1"), 320, 50)
        soft = await espeak(Run(Tongue.ENGLISH, "Lay your ID card on the reader"), 160, 10)
        loud = await espeak(Run(Tongue.ENGLISH, "Lay your ID card on the reader"), 160, 50)
        assert slow.rate == soft.rate
        assert 1.5 < slow.seconds < 6
        assert fast.seconds < slow.seconds * 0.8
        assert slow.loudest > 5000
        assert loud.loudest > soft.loudest * 2 > 0

    asyncio.run(play())


def test_what_would_be_heard_is_written_into_files(tmp_path: Path) -> None:
    sound = asyncio.run(espeak(Run(Tongue.MANDARIN, "nin2 hao3"), 160, 50))
    folder = loudspeaker(config_voice.Voice(output="folder", folder=tmp_path / "spoken"))

    async def play() -> None:
        await folder.play(Utterance(sound, "您好", "zh-CN"))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(sound.seconds / 2):
                await folder.play(Utterance(sound, "", "zh-CN"))

    virtual_time.run(play())
    whole, half = map(json.loads, (tmp_path / "spoken" / HEARD).read_text(encoding="utf-8").splitlines())
    assert whole["words"] == "您好"
    assert whole["loudest"] > 5000
    assert whole["heard"] == whole["seconds"] == pytest.approx(sound.seconds, abs=0.01)
    assert half["heard"] == pytest.approx(sound.seconds / 2, abs=0.01)
    assert read_wav((tmp_path / "spoken" / whole["file"]).read_bytes()) == sound


def test_what_is_missing_is_said_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sound = Utterance(Sound(8000, bytes(1600)), "", "en")
    with pytest.raises(Silent, match="espeak-ng: not installed"):
        asyncio.run(espeak(Run(Tongue.ENGLISH, "hello"), 160, 50))
    with pytest.raises(Silent, match="aplay: not installed"):
        asyncio.run(SoundCard("default").play(sound))
    (tmp_path / "file").write_text("")
    with pytest.raises(Silent, match="folder: cannot be written"):
        asyncio.run(SoundFolder(tmp_path / "file" / "below").play(sound))


def test_a_device_that_is_not_there_is_said() -> None:
    with pytest.raises(Silent, match="aplay: ended with 1"):
        asyncio.run(SoundCard("no-such-device").play(Utterance(Sound(8000, bytes(1600)), "", "en")))


def test_cancelling_ends_the_child_at_once() -> None:
    async def play() -> None:
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await child.run("sleep", "60", given=b"")
        assert time.monotonic() - begun < 5

    asyncio.run(play())


def test_sounds_are_read_joined_scaled_and_written() -> None:
    sound = Sound(8000, b"\x01\x00\xff\x7f\x00\x80")
    assert read_wav(sound.wav()) == sound
    piped = sound.wav()[:40] + b"\xff\xff\xff\x7f" + sound.samples
    assert read_wav(piped) == sound
    assert joined([sound, sound]).samples == sound.samples * 2
    assert sound.scaled(2.0).samples == b"\x02\x00\xff\x7f\x01\x80"
    assert sound.scaled(0.5).loudest == 16384
    assert Sound(8000, b"").loudest == 0


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0WAVEdata\x04\0\0\0abcd"])
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(NotSound):
        read_wav(data)
