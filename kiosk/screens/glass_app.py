"""Kivy's application object: the window, the frame as its root, the first frame, and the flips."""

from __future__ import annotations

from collections.abc import Callable

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget

from kiosk.events import Log
from kiosk.screens import hardening, theme
from kiosk.screens.screen import Place
from kiosk.screens.stage import KivyDisplay


class GlassApp(App):
    """Runs on the main thread until `stop`. `first_frame` is called once, after Starting is on the glass."""

    use_kivy_settings = False
    title = "hrss-kiosk"

    def __init__(
        self,
        place: Place,
        log: Log,
        first_frame: Callable[[], None],
        ended: Callable[[], None],
        size: tuple[int, int] | None = None,  # tests turn the panel inside one window, which cannot turn itself
    ) -> None:
        super().__init__(kv_file="")
        self._size = size
        self.display = KivyDisplay(place, log)
        self._log = log
        self._first_frame: Callable[[], None] | None = first_frame
        self._ended: Callable[[], None] | None = ended

    def load_kv(self, filename: str | None = None) -> bool:
        """No kv files: parts place themselves (widgets/part.py)."""
        return False

    def open_settings(self, *_args: object) -> bool:
        """F1 opens nothing."""
        return True

    def build(self) -> Widget:
        theme.register_fonts()
        hardening.guard_window(self._log)
        if hardening.offscreen():
            hardening.finish_each_frame()
        Window.bind(on_flip=self._flipped)
        return self.display.mount(*(self._size or Window.size))

    def on_start(self) -> None:
        hardening.on_signals(self.stop_soon)

    def on_stop(self) -> None:
        """Called twice when stopped by a signal; only the first call counts."""
        ended, self._ended = self._ended, None
        Window.unbind(on_flip=self._flipped)
        if ended is not None:
            ended()

    def stop_soon(self) -> None:
        """Stop from any thread or signal handler."""
        Clock.schedule_once(lambda _dt: self.stop(), 0)

    def _flipped(self, *_args: object) -> None:
        self.display.flipped()
        first, self._first_frame = self._first_frame, None
        if first is not None:
            Clock.schedule_once(lambda _dt: first(), 0)
