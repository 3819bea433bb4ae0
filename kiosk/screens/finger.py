"""A tester's finger and eyes on Kivy's thread: real touch events, what can be touched, what can be read, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels
from kivy.input.motionevent import MotionEvent
from kivy.uix.widget import Widget

from kiosk.screens.frame import Frame
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import ZhLabel


class Touch(MotionEvent):
    """One finger, as an input provider would report it."""

    count = 0

    def __init__(self, x: float, y: float) -> None:
        Touch.count += 1
        window = EventLoop.window
        place = {"x": x / (window.width - 1.0), "y": y / (window.height - 1.0)}
        super().__init__("tester", Touch.count, place, is_touch=True, type_id="touch")
        self.profile = ["pos"]

    def depack(self, args: dict[str, float]) -> None:
        self.sx, self.sy = args["x"], args["y"]
        super().depack(args)


_down: list[Touch] = []


def down(frame: Frame, x: float, y: float) -> None:
    """Put the finger on the glass with the next frame, in pixels from the top left."""
    touch = Touch(x, frame.height - y)
    _down.append(touch)
    _dispatch("begin", touch)


def up() -> None:
    """Lift it with the next frame."""
    _dispatch("end", _down.pop())


def _dispatch(what: str, touch: Touch) -> None:
    # From the clock, so that an error in a handler goes where it would go for a real finger.
    Clock.schedule_once(lambda _dt: EventLoop.post_dispatch_input(what, touch), -1)


def targets(frame: Frame) -> Iterator[Touchable]:
    """What can be touched now; only the help panel while it is open."""
    root: Widget = frame.help if frame.help is not None else frame
    for widget in root.walk(restrict=True):
        if isinstance(widget, Touchable) and not widget.disabled:
            yield widget


def labels(frame: Frame) -> Iterator[ZhLabel]:
    """Everything with words that is on the glass, from top to bottom."""
    found = [w for w in frame.walk(restrict=True) if isinstance(w, ZhLabel)]
    return iter(sorted(found, key=lambda label: (-round(label.top), label.x)))


def texts(frame: Frame) -> Iterator[str]:
    """The words on the glass."""
    return (label.words for label in labels(frame) if label.words)


def picture(frame: Frame, path: Path) -> None:
    """Draw a frame and save it as PNG."""
    from PIL import Image

    window = EventLoop.window
    width, height = map(int, frame.size)
    window.dispatch("on_draw")
    pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
    window.dispatch("on_flip")
    image = Image.frombuffer("RGB", (width, height), bytes(pixels), "raw", "RGB", 0, -1)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, compress_level=1)
