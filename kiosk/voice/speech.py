"""Lines made into sound: a recording where there is one, else by the synthesiser in a child process; and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from kiosk.events import Log, PromptUnusable
from kiosk.voice import child
from kiosk.voice.child import Silent
from kiosk.voice.lines import Line
from kiosk.voice.runs import Run, runs
from kiosk.voice.sound import NotSound, Sound, joined, read_wav

_PROGRAM = "espeak-ng"
_WITHIN = 5.0  # seconds; ten seconds of speech take it 15 ms (measured)
_KEPT_BYTES = 16_000_000  # six minutes
_ORDINARY_VOLUME = 50  # per cent: the synthesiser's own amplitude, and a recording as it is

Synthesise: TypeAlias = Callable[[Run, int, int], Awaitable[Sound]]
_Key: TypeAlias = tuple[str, str, str, int, int]


async def espeak(run: Run, speed: int, volume: int) -> Sound:
    """One stretch by espeak-ng. The words go by its standard input: a command line can be read by anybody."""
    amplitude = 2 * volume
    arguments = ("-v", run.tongue.value, "-s", str(speed), "-a", str(amplitude), "--stdin", "--stdout")
    try:
        async with asyncio.timeout(_WITHIN):
            return read_wav(await child.run(_PROGRAM, *arguments, given=run.said.encode()))
    except TimeoutError:
        raise Silent(_PROGRAM, "too slow") from None
    except NotSound as error:
        raise Silent(_PROGRAM, str(error)) from None


class Speech:
    """Makes sounds of lines. `prompts`: the folder of recordings, by language and message key."""

    def __init__(self, prompts: Path, log: Log, synthesise: Synthesise = espeak) -> None:
        self._prompts, self._log, self._synthesise = prompts, log, synthesise
        self._kept: OrderedDict[_Key, Sound] = OrderedDict()
        self._unusable: set[Path] = set()

    async def sound(self, line: Line, language: str, speed: int, volume: int) -> Sound | None:
        """The sound of a line, or None when nothing in it can be said. Raises `Silent`."""
        key = (language, line.words, line.key, speed, volume)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = await self._recorded(line, language, volume) or await self._made(line, language, speed, volume)
        if made is not None and not line.private:
            self._keep(key, made)
        return made

    @property
    def kept_bytes(self) -> int:
        """How much sound is kept."""
        return sum(len(sound.samples) for sound in self._kept.values())

    async def _made(self, line: Line, language: str, speed: int, volume: int) -> Sound | None:
        stretches = await asyncio.to_thread(runs, line.words, language)  # the dictionary is read at first use
        sounds = [await self._synthesise(run, speed, volume) for run in stretches]
        return joined(sounds) if sounds else None

    async def _recorded(self, line: Line, language: str, volume: int) -> Sound | None:
        """The recording of this message, at this volume; its speed is the speaker's own."""
        if not line.key:
            return None
        return await asyncio.to_thread(self._read, self._prompts / language / (line.key + ".wav"), volume)

    def _read(self, path: Path, volume: int) -> Sound | None:
        try:
            return read_wav(path.read_bytes()).scaled(volume / _ORDINARY_VOLUME)
        except FileNotFoundError:
            return None
        except NotSound as error:
            self._tell(path, str(error))
        except OSError as error:
            self._tell(path, f"cannot be read, {error.errno}")
        return None

    def _tell(self, path: Path, reason: str) -> None:
        if path not in self._unusable:
            self._unusable.add(path)
            self._log.write(PromptUnusable(f"{path.parent.name}/{path.name}", reason))

    def _keep(self, key: _Key, sound: Sound) -> None:
        self._kept[key] = sound
        while self.kept_bytes > _KEPT_BYTES:
            self._kept.popitem(last=False)
