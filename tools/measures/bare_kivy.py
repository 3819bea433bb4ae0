"""A bare Kivy hello-world: prints when it first drew (seconds since the epoch) and how long a changed label took."""

from __future__ import annotations

import os
import sys
import time

os.environ.update(KIVY_NO_ARGS="1", KIVY_NO_CONFIG="1", KIVY_NO_CONSOLELOG="1", KIVY_NO_FILELOG="1")
if not os.environ.get("DISPLAY"):
    os.environ["SDL_VIDEODRIVER"] = "offscreen"

from kivy.config import Config

Config.set("graphics", "width", "1080")
Config.set("graphics", "height", "1920")
Config.set("graphics", "multisamples", "0")

from kivy.app import App  # noqa: E402
from kivy.clock import Clock  # noqa: E402
from kivy.core.window import Window  # noqa: E402
from kivy.graphics.opengl import glFinish  # noqa: E402
from kivy.uix.label import Label  # noqa: E402


class Hello(App):
    """One label. Stays until its standard input is closed, when told to; then idles."""

    def build(self) -> Label:
        """The label."""
        self.label = Label(text="hello, world", font_size=60)
        self._changed = 0.0
        Window.bind(on_flip=self._flipped)
        return self.label

    def _flipped(self, *_: object) -> None:
        glFinish()
        now = time.time()
        if not self._changed:
            print(now, flush=True)
            Clock.schedule_once(lambda _dt: self._change(), 0.5)
            self._changed = -1.0
        elif self._changed > 0:
            print(now - self._changed, flush=True)
            self._changed = -1.0
            if "--stay" not in sys.argv:
                self.stop()

    def _change(self) -> None:
        self._changed = time.time()
        self.label.text = "changed"


if __name__ == "__main__":
    Hello().run()
