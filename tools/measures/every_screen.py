"""The real glass at 1080x1920, screen after screen: prints how soon each answers a touch, how it moves, how it idles.

One JSON line a screen, times in seconds. A touch comes by an input provider, as SDL's does: Kivy looks for it once a
frame, and nothing wakes it. A frame counts when it is finished (`glFinish`) and its pixels are others than before.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["SDL_VIDEODRIVER"] = "offscreen"

from kiosk.app import KioskApp
from kiosk.config_file import Face
from kiosk.event_log import EventLog
from kiosk.i18n import Words
from kiosk.views import Back, Leave, Starting, View

if TYPE_CHECKING:  # Kivy may be imported only when it has been told how
    from kiosk.screens.stage import KivyDisplay

_SIZE = (1080, 1920)
_HELD = 0.08  # seconds a finger stays on the glass
_NEXT_WITHIN = 2.0  # seconds the next screen may take; a touch that asks for none is not waited for any longer
_MOVES_FOR = 0.6  # seconds after a touch in which frames belong to the change of screens
_IDLE_SECONDS = 1.0
_LEADS_NOWHERE = ("help", "language:", "mode:", "key:", "page:", "show", "filter:")


@dataclass
class Seen:
    """One screen: `moved` are the seconds between two frames of the change to the next one, which is `following`."""

    screen: str
    kind: str  # of view
    following: str
    pressed: float | None = None  # from a finger put down to the first changed frame
    next: float | None = None  # from a finger lifted to the first frame of the next screen
    moved: tuple[float, ...] = ()
    idle_frames: int = 0


class _Fingers:
    """An input provider for Kivy: what is put here from any thread is found with the next frame."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, Any]] = deque()

    def put(self, what: str, touch: Any) -> float:
        self._waiting.append((what, touch))
        return time.perf_counter()

    def start(self) -> None:
        """Kivy calls it; there is nothing to start."""

    def stop(self) -> None:
        """Kivy calls it; there is nothing to stop."""

    def update(self, dispatch_fn: Callable[[str, Any], None]) -> None:
        """Kivy calls it once a frame."""
        while self._waiting:
            dispatch_fn(*self._waiting.popleft())


class _Flips:
    """What the glass shows: times of its frames, the first changed one, the first one of a newer view."""

    def __init__(self, display: KivyDisplay) -> None:
        from kivy.core.window import Window

        self._display = display
        self.times: list[float] = []
        self.changed = self.newer = 0.0
        self._rect = (0, 0, 1, 1)
        self._before = b""
        self._serial = -1
        Window.bind(on_flip=self._flipped)

    def watch(self, rect: tuple[int, int, int, int]) -> None:
        """From now on, with an eye on this part of the glass. Kivy's thread."""
        self._rect, self._serial = rect, self._display.serial_on_glass
        self._before, self.changed, self.newer = self._pixels(), 0.0, 0.0
        self.times.clear()

    def _pixels(self) -> bytes:
        from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels

        return bytes(glReadPixels(*self._rect, GL_RGB, GL_UNSIGNED_BYTE))

    def _flipped(self, *_: object) -> None:
        from kivy.graphics.opengl import glFinish

        glFinish()
        now = time.perf_counter()
        self.times.append(now)
        if not self.newer and self._display.serial_on_glass > self._serial:
            self.newer = now
        if not self.changed and self._pixels() != self._before:
            self.changed = now


class _Tester:
    """Goes through views on the loop thread: asks one, touches it, and lets the next one answer."""

    def __init__(self, display: KivyDisplay, views: dict[str, View[Any]]) -> None:
        self._display, self._views = display, views
        self._fingers = _Fingers()

    async def go(self) -> None:
        from kivy.base import EventLoop

        self._flips = await self._display.on_glass(lambda: _Flips(self._display))
        await self._display.on_glass(lambda: EventLoop.add_input_provider(self._fingers))
        names = list(self._views)
        asked = self._ask(names[0])
        for name, following in zip(names, [*names[1:], names[0]], strict=True):
            seen, asked = await self._screen(name, following, asked)
            print(json.dumps(asdict(seen)), flush=True)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)

    def _ask(self, name: str) -> asyncio.Task[Any]:
        return asyncio.create_task(self._display.ask(self._views[name]))

    async def _screen(self, name: str, following: str, asked: asyncio.Task[Any]) -> tuple[Seen, asyncio.Task[Any]]:
        """Look at a screen that has been asked; touch it; ask the next one as soon as there is an answer."""
        seen = Seen(name, type(self._views[name]).__name__, following)
        await self._rest()
        target = await self._display.on_glass(self._target)
        if target is None:
            seen.idle_frames = await self._idle()
        else:
            rect, down, up = target
            seen.idle_frames = await self._idle(rect)
            began = self._fingers.put("begin", down)
            await asyncio.sleep(_HELD)
            lifted = self._fingers.put("end", up)
            answered = await self._answered(asked)
            if answered:
                asked = self._ask(following)
                await self._until(lambda: self._flips.newer, _NEXT_WITHIN)
                await asyncio.sleep(max(0.0, lifted + _MOVES_FOR - time.perf_counter()))
                seen.next = self._flips.newer - lifted if self._flips.newer else _NEXT_WITHIN
                frames = [at for at in self._flips.times if self._flips.newer and at >= self._flips.newer]
                seen.moved = tuple(b - a for a, b in itertools.pairwise(frames) if b < lifted + _MOVES_FOR)
            seen.pressed = self._flips.changed - began if self._flips.changed else None
            if answered:
                return seen, asked
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        return seen, self._ask(following)

    async def _answered(self, asked: asyncio.Task[Any]) -> bool:
        """Whether the touch was an answer to the question, which it is at once or not at all."""
        await asyncio.wait({asked}, timeout=_NEXT_WITHIN / 4)
        if asked.done() and (error := asked.exception()) is not None and not isinstance(error, Back | Leave):
            raise error
        return asked.done()

    async def _rest(self) -> None:
        async with asyncio.timeout(10):
            while not await self._display.on_glass(self._display.settled):  # noqa: ASYNC110 - asked of Kivy's thread
                await asyncio.sleep(0.02)

    async def _idle(self, rect: tuple[int, int, int, int] = (0, 0, 1, 1)) -> int:
        """Frames drawn while nobody does anything."""
        await asyncio.sleep(0.3)  # what the glass does behind a new screen: it reads on
        await self._display.on_glass(lambda: self._flips.watch(rect))
        await asyncio.sleep(_IDLE_SECONDS)
        frames = len(self._flips.times)
        await self._display.on_glass(lambda: self._flips.watch(rect))
        return frames

    async def _until(self, true: Callable[[], object], within: float) -> None:
        end = time.perf_counter() + within
        while not true() and time.perf_counter() < end:  # noqa: ASYNC110 - told by Kivy's thread, which has no event
            await asyncio.sleep(0.005)

    def _target(self) -> tuple[tuple[int, int, int, int], Any, Any] | None:
        """Where to touch: what the screen is for, or else a way out. Kivy's thread."""
        from kiosk.screens import finger

        targets = sorted(finger.targets(self._display.frame), key=lambda target: _worth(target.name))
        if not targets:
            return None
        chosen = targets[0]
        rect = (round(chosen.x), round(chosen.y), round(chosen.width), round(chosen.height))
        touch = finger.Touch(chosen.center_x, chosen.center_y)
        return rect, touch, touch


def _worth(name: str) -> int:
    if name == "primary":
        return 0
    if name.startswith(_LEADS_NOWHERE):
        return 3
    return 2 if name in ("exit", "back") else 1


def _richest(samples: dict[str, View[Any]]) -> Iterator[tuple[str, View[Any]]]:
    """Of every kind of view a citizen can touch the sample with the most on it."""
    by_kind: dict[type, tuple[str, View[Any]]] = {}
    for name, view in samples.items():
        if isinstance(view, Starting):
            continue
        best = by_kind.get(type(view))
        if best is None or len(repr(view)) > len(repr(best[1])):
            by_kind[type(view)] = (name, view)
    return iter(by_kind.values())


def main() -> None:
    """Run the glass and go through all screens."""
    from tests.glass.samples import SAMPLES

    product, words = Words._files, Path(__file__).parents[2] / "tests" / "glass" / "words"
    Words._files = lambda self: [*product(self), words / f"{self.language}.ftl"]  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory(prefix="kiosk-smooth-") as folder:
        face = Face(*_SIZE, False, "CD-0017", "成都市演示区社保服务大厅", ("zh-CN", "en"), True, Path(folder) / "log")

        async def works(display: KivyDisplay) -> None:
            app.built_up()
            await _Tester(display, dict(_richest(SAMPLES))).go()

        app = KioskApp(face, EventLog(), works)
        sys.exit(app.run())


if __name__ == "__main__":
    main()
