"""Where sound goes: a sound card by ALSA, or files that tell what would have been heard."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.config_voice import Voice
from kiosk.voice import child
from kiosk.voice.child import Silent
from kiosk.voice.sound import Sound

HEARD = "heard.jsonl"
_PROGRAM = "aplay"


@dataclass(frozen=True)
class Utterance:
    """One line as sound. `words` is empty where they are private."""

    sound: Sound
    words: str
    language: str


class Loudspeaker(Protocol):
    """Plays one utterance at a time."""

    async def play(self, utterance: Utterance) -> None:
        """Return when it has been heard to its end; cancelling ends it at once. Raises `Silent`."""


class SoundCard:
    """A device of ALSA, by aplay in a child process: one that hangs or dies takes nothing with it."""

    def __init__(self, device: str) -> None:
        self._device = device

    async def play(self, utterance: Utterance) -> None:
        """See `Loudspeaker.play`."""
        await child.run(_PROGRAM, "-q", "-D", self._device, "-", given=utterance.sound.wav())


class SoundFolder:
    """Each utterance as a WAV file, and a line about it; takes as long as hearing it would."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    async def play(self, utterance: Utterance) -> None:
        """See `Loudspeaker.play`."""
        loop = asyncio.get_running_loop()
        self._count += 1
        name = str(self._count).zfill(5) + ".wav"
        self._write(name, utterance.sound)
        begun = loop.time()
        try:
            await asyncio.sleep(utterance.sound.seconds)
        finally:
            self._tell(name, utterance, loop.time() - begun)

    def _write(self, name: str, sound: Sound) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(sound.wav())
        except OSError as error:
            raise Silent("folder", f"cannot be written, {error.errno}") from None

    def _tell(self, name: str, utterance: Utterance, heard: float) -> None:
        sound = utterance.sound
        line = {
            "file": name,
            "language": utterance.language,
            "words": utterance.words,
            "seconds": round(sound.seconds, 2),
            "heard": round(min(heard, sound.seconds), 2),  # less where it was interrupted
            "loudest": sound.loudest,
        }
        try:
            with (self._folder / HEARD).open("ab") as file:
                file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        except OSError as error:
            raise Silent("folder", f"cannot be written, {error.errno}") from None


def loudspeaker(config: Voice) -> Loudspeaker:
    """The one the configuration names."""
    return SoundCard(config.device) if config.output == "alsa" else SoundFolder(config.folder)
