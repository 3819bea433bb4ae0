"""A kiosk that cannot be left, closed or crashed from the glass. `before_kivy` must run before Kivy is imported."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from kiosk.config_file import Face
from kiosk.events import Log, mishap


def before_kivy(face: Face, *, home: Path) -> None:
    """Settings Kivy and SDL read while they are imported.

    A real machine must never run invisibly: with ``x11`` and no X server SDL ends the process, and
    systemd starts it again. A rehearsal may have no screen at all.
    """
    if not face.rehearsal:
        os.environ["SDL_VIDEODRIVER"] = "x11"
    elif not os.environ.get("DISPLAY"):
        os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    os.environ.update(
        KIVY_NO_ARGS="1",
        KIVY_WINDOW="sdl2",
        SDL_NO_SIGNAL_HANDLERS="1",  # SDL turns SIGTERM into a close request, which we refuse
        KIVY_HOME=str(home),
        KIVY_NO_CONFIG="1",
        KIVY_NO_ENV_CONFIG="1",
        KIVY_IMAGE="sdl2",  # one provider for pictures; the others are slow to import
        KIVY_LOG_MODE="PYTHON",  # Kivy's own mode swallows tracebacks
        KIVY_METRICS_DENSITY="1",
        KIVY_DPI="96",
    )
    home.mkdir(parents=True, exist_ok=True)
    _configure(face)


def offscreen() -> bool:
    """Whether SDL draws into memory only, where nothing slows the application down to the drawing."""
    return os.environ.get("SDL_VIDEODRIVER") == "offscreen"


def _configure(face: Face) -> None:
    from kivy.config import Config

    fullscreen = face.fullscreen and not offscreen()
    graphics = {
        "width": face.width,
        "height": face.height,
        "fullscreen": "auto" if fullscreen else 0,
        "borderless": 1,
        "show_cursor": 0,
        "allow_screensaver": 0,
        "resizable": 0,
        "multisamples": 0,  # three times as fast in software; Smooth* shapes have clean edges without
        "maxfps": 60,  # also how soon the glass hears of a touch: 24 spares a percent of a core and costs 10 ms
    }
    for key, value in graphics.items():
        Config.set("graphics", key, str(value))
    Config.set("kivy", "exit_on_escape", "0")
    Config.set("kivy", "kivy_clock", "interrupt")  # a new view wakes the glass; it would sleep its frame out, 10 ms
    for name, _ in Config.items("input"):
        Config.remove_option("input", name)  # two providers would report each touch twice
    Config.set("input", "mouse", "mouse,disable_multitouch")


def guard_window(log: Log) -> None:
    """Refuse close requests, and survive an error in a touch handler."""
    from kivy.base import ExceptionHandler, ExceptionManager
    from kivy.core.window import Window

    class Survive(ExceptionHandler):
        """Logs the error and goes on: the next view replaces whatever it broke."""

        def handle_exception(self, inst: BaseException) -> int:
            if not isinstance(inst, Exception):  # KeyboardInterrupt and SystemExit are meant
                return int(ExceptionManager.RAISE)
            log.write(mishap("glass", inst))
            return int(ExceptionManager.PASS)

    ExceptionManager.add_handler(Survive())
    Window.bind(on_request_close=_refuse)


def _refuse(*_args: object, **_kwargs: object) -> bool:
    return True


def on_signals(stop: Callable[[], None]) -> None:
    """SIGTERM (systemd) and SIGINT (Ctrl+C on the developer's desk) stop in order. Main thread only."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())


def finish_each_frame() -> None:
    """Wait for each drawn frame. Offscreen nothing else does, and the queue of frames would grow without end."""
    from kivy.core.window import Window
    from kivy.graphics.opengl import glFinish

    def finish(*_args: object) -> None:
        glFinish()

    Window.bind(on_flip=finish)
