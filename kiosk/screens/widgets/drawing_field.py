"""A square to write one character in with a finger."""

from __future__ import annotations

from collections.abc import Callable

from kivy.graphics import Color, InstructionGroup, Line
from kivy.input.motionevent import MotionEvent
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.card import Panel
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.writing.handwriting import Stroke

_LEAST = 220  # 55 mm
_INK = 8  # half of a stroke's width


class DrawingField(Touchable):
    """Keeps the strokes until it is wiped; `drawn` is called after each, with all of them and the square's side."""

    grow = 1.0

    def __init__(self, words: str, drawn: Callable[[list[Stroke], int], None]) -> None:
        super().__init__("drawing", lambda: None)
        self.words = words
        self._drawn = drawn
        self._strokes: list[list[tuple[int, int]]] = []
        self._panel = Panel(self, theme.PAPER, theme.PRIMARY)
        self._hint = ZhLabel(words, theme.LEAD, theme.QUIET, align="center", middle=True)
        self.add_widget(self._hint)
        self._ink = InstructionGroup()
        self.canvas.after.add(self._ink)
        self._line: Line | None = None

    def wipe(self) -> None:
        """Nothing is drawn any more."""
        self._strokes.clear()
        self._ink.clear()
        self._line = None
        self._hint.opacity = 1

    def tall(self, width: float) -> float:
        return dp(_LEAST)

    def arrange(self) -> None:
        side = self._side()
        self._panel.lay(self._left(), self.y, side, side)
        self._hint.place(self._left(), self.y, side, side)

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if not super().on_touch_down(touch):
            return False
        self._hint.opacity = 0
        self._strokes.append([])
        self._line = Line(width=dp(_INK), cap="round", joint="round")
        self._ink.add(Color(*theme.INK))
        self._ink.add(self._line)
        self._point(touch)
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        self._point(touch)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return False
        super().on_touch_up(touch)
        if self.parent is not None and self._strokes:
            self._drawn([*self._strokes], round(self._side()))
        return True

    def _point(self, touch: MotionEvent) -> None:
        """The finger is here; what it draws beside the square is drawn at its edge."""
        if self._line is None:
            return
        side = self._side()
        x = min(max(touch.x - self._left(), 0), side)
        y = min(max(touch.y - self.y, 0), side)
        self._strokes[-1].append((round(x), round(side - y)))
        self._line.points = [*self._line.points, self._left() + x, self.y + y]

    def _side(self) -> float:
        return min(self.width, self.height)

    def _left(self) -> float:
        return self.x + (self.width - self._side()) / 2
