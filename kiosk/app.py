"""KioskApp: Kivy on the main thread, the works on a loop thread, and an orderly stop both ways.

This module imports nothing heavy: what Kivy reads from the environment is set first, and the first
frame is drawn before the works (words, office, devices) are even imported.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Awaitable, Callable
from functools import cache
from typing import TYPE_CHECKING

from kiosk.config_file import Face
from kiosk.events import Log, Mishap, mishap

if TYPE_CHECKING:
    from kiosk.screens.glass_app import GlassApp
    from kiosk.screens.stage import KivyDisplay
    from kiosk.writing.handwriting import Handwriting

STOP_WITHIN = 10.0  # seconds the works have to end in order; then the process ends without them


class NoGlass(Exception):
    """Kivy could open no window."""


class KioskApp:
    """The whole program. `main` is called on the loop thread, after the first frame, with the display.

    When `main` returns the application ends; when the application ends (SIGTERM, SIGINT, `stop`)
    `main` is cancelled and waited for.
    """

    def __init__(self, face: Face, log: Log, main: Callable[[KivyDisplay], Awaitable[None]]) -> None:
        self._face, self._log, self._main = face, log, main
        self._glass: GlassApp | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._works: asyncio.Task[None] | None = None
        self._exit_code = 0

    def run(self) -> int:
        """Run until the end. Returns the exit code: 0 in order, 1 when the works failed or hung.

        Raises `NoGlass`.
        """
        from kiosk.screens import hardening

        gc.disable()  # hardly anything of what starting makes is garbage; `built_up` turns it on again
        face = self._face
        hardening.before_kivy(face, home=face.log.parent / "kivy")
        from kivy.core.window import Window

        if Window is None:
            raise NoGlass("there is no screen to draw on: is the X server running, and DISPLAY set?")
        from kiosk.screens.glass_app import GlassApp
        from kiosk.screens.screen import Place
        from kiosk.screens.theme.panel import Panel

        panel = Panel(face.width, face.height, face.inches, face.viewing_distance, face.lower_edge, face.reach)
        hands = cache(self._handwriting)
        place = Place(face.number, face.hall, face.rehearsal, face.languages, panel, face.speaks, handwriting=hands)
        self._glass = GlassApp(place, self._log, self._first_frame, self._end_works)
        self._glass.run()
        return self._exit_code

    def stop(self) -> None:
        """End the application from any thread."""
        if self._glass is not None:
            self._glass.stop_soon()

    def built_up(self) -> None:
        """The works are made, and nobody was served yet, so nobody's data is kept for good."""
        gc.freeze()  # or every full collection would walk all modules again, for 60 ms
        gc.enable()

    # --- main thread ---

    def _handwriting(self) -> Handwriting | None:
        """Whoever reads it; a machine that should have it and cannot says so once, and people type."""
        model = self._face.handwriting
        if model is None:
            return None
        from kiosk.writing.handwriting import HandwritingUnavailable, Zinnia

        try:
            return Zinnia(model)
        except HandwritingUnavailable as error:
            self._log.write(Mishap("handwriting", str(error)))
            return None

    def _first_frame(self) -> None:
        self._thread = threading.Thread(target=self._run_works, name="works", daemon=True)
        self._thread.start()
        assert self._glass is not None
        self._glass.display.warm()

    def _end_works(self) -> None:
        loop, works, thread = self._loop, self._works, self._thread
        if thread is None:
            return
        if loop is not None and works is not None and not loop.is_closed():
            loop.call_soon_threadsafe(works.cancel)
        thread.join(STOP_WITHIN)
        if thread.is_alive():
            self._log.write(Mishap("stop", "the works did not end in time"))
            self._exit_code = 1

    # --- loop thread ---

    def _run_works(self) -> None:
        try:
            asyncio.run(self._work())
        except asyncio.CancelledError:
            pass  # the application ended first
        except Exception as error:  # noqa: BLE001 - the last place that can tell; systemd starts us again
            self._exit_code = 1
            self._log.write(mishap("works", error))
        finally:
            self.stop()

    async def _work(self) -> None:
        assert self._glass is not None
        self._loop = asyncio.get_running_loop()
        self._glass.display.attach(self._loop)
        self._works = asyncio.current_task()
        await self._main(self._glass.display)
