"""The real glass inside the test process: real GL offscreen, a frozen clock, real touch events, one loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tests.glass.no_screen  # noqa: F401 - before the first Kivy import

# isort: split
import kivy.clock as kivy_clock
from kivy.base import EventLoop, ExceptionManager
from kivy.clock import Clock

from kiosk.events import Event
from kiosk.i18n import Words
from kiosk.screens import finger
from kiosk.screens.glass_app import GlassApp
from kiosk.screens.screen import Place
from kiosk.screens.theme.panel import Panel
from kiosk.screens.widgets.touchable import Touchable
from kiosk.views import View

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
PLACE = Place(
    number="CD-0017",
    hall="成都市演示区社保服务大厅",
    rehearsal=True,
    languages=("zh-CN", "en"),
    panel=Panel(*PORTRAIT),
    now=lambda: datetime(2026, 11, 23, 10, 32, tzinfo=ZoneInfo("Asia/Shanghai")),
)


class _Time:
    now = 1000.0


kivy_clock.ClockBaseBehavior.time = staticmethod(lambda: _Time.now)

_SAMPLE_WORDS = Path(__file__).with_name("words")
_product_files = Words._files


def _with_sample_words(words: Words) -> list[Path]:
    """The samples have words of their own: the product's would be idle until a flow says them, and change with it."""
    return [*_product_files(words), _SAMPLE_WORDS / f"{words.language}.ftl"]


Words._files = _with_sample_words  # type: ignore[method-assign, assignment]


class MemoryLog:
    """Keeps events for the test to look at."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def write(self, event: Event) -> None:
        self.events.append(event)


class Glass:
    """One running application, moved frame by frame."""

    def __init__(self, size: tuple[int, int], place: Place = PLACE) -> None:
        self.log = MemoryLog()
        self.started: list[bool] = []
        self.app = GlassApp(place, self.log, lambda: self.started.append(True), lambda: None, size)
        self.display = self.app.display
        self.loop = asyncio.new_event_loop()
        self._tasks: list[asyncio.Task[Any]] = []
        Clock._max_fps = 0  # otherwise idle() waits for ever on a frozen clock
        Clock._last_tick = Clock._start_tick = _Time.now
        self.app._run_prepare()
        EventLoop.start()
        self._run(self._attach())
        self.frame()

    async def _attach(self) -> None:
        self.display.attach(asyncio.get_running_loop())

    def _run(self, deed: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(deed)

    def frame(self, seconds: float = 1 / 30) -> None:
        """One turn of Kivy's loop with drawing, then of ours."""
        _Time.now += seconds
        EventLoop.idle()
        for _ in range(4):
            self._run(asyncio.sleep(0))

    def pass_time(self, seconds: float, step: float = 0.25) -> None:
        """Let the frozen clock go on."""
        for _ in range(round(seconds / step)):
            self.frame(step)

    def ask(self, view: View[Any]) -> asyncio.Task[Any]:
        """Ask a view and come to rest: drawn, its motion over, ready for touches."""
        task = self.loop.create_task(self.display.ask(view))
        self._tasks.append(task)
        self.rest()
        return task

    def put(self, view: View[Any]) -> None:
        """Ask a view and draw one frame of it, for looking at very many."""
        self._tasks.append(self.loop.create_task(self.display.ask(view)))
        self.do(lambda: None)
        self.frame()

    def show(self, view: View[Any]) -> None:
        """Show a view and come to rest."""
        self.display.show(view)
        self.rest()

    def do(self, deed: Callable[[], Any]) -> Any:
        """Something the loop thread does."""

        async def run() -> Any:
            return deed()

        return self._run(run())

    def rest(self) -> None:
        """Frames until the glass is settled."""
        for _ in range(20):
            self.frame(0.15)
            if self.display.settled():
                return
        raise AssertionError(f"the glass does not come to rest: {self.log.events[-3:]}")

    def targets(self) -> dict[str, Touchable]:
        """What can be touched, by name."""
        return {target.name: target for target in finger.targets(self.display.frame)}

    def texts(self) -> list[str]:
        """The words on the glass."""
        return list(finger.texts(self.display.frame))

    def tap(self, name: str) -> None:
        """Touch a target by name, like a finger."""
        target = self.targets()[name]
        self.tap_at(target.center_x, self.display.frame.height - target.center_y)

    def tap_at(self, x: float, y: float) -> None:
        """Touch a place, in pixels from the top left."""
        finger.down(self.display.frame, x, y)
        self.frame()
        finger.up()
        self.frame()

    def picture(self, path: Path) -> None:
        """Save what is on the glass."""
        finger.picture(self.display.frame, path)

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._run(_ended(self._tasks))
        self.app.stop()
        ExceptionManager.handlers.clear()
        self.loop.close()


async def _ended(tasks: list[asyncio.Task[Any]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
